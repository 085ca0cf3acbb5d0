import { type Keyring, keyring, type Prompt } from './identities.ts';
import { type Jumps, jumps } from './jumps.ts';
import { type KnownHostsFiles, knownHostsFiles } from './known-hosts-files.ts';
import type { SshOptions } from './options.ts';
import { type Slots, slots } from './slots.ts';

type Ssh2 = typeof import('ssh2');

/** What the hosts of one run have in common. */
export interface Shared {
  readonly ssh2: Ssh2;
  readonly keys: Keyring;
  readonly knownHosts: KnownHostsFiles;
  readonly jumps: Jumps;
  /** Asks the person, one question at a time. */
  readonly prompt?: Prompt;
}

const runs = new WeakMap<object, Promise<Shared>>();

/** The same for the same run. The SSH library is loaded here, at the first host. */
export function sharedFor(options: SshOptions): Promise<Shared> {
  const { run = options } = options;
  const known = runs.get(run) ?? share(options);
  runs.set(run, known);
  return known;
}

async function share({ prompt }: SshOptions): Promise<Shared> {
  const { default: ssh2 } = await import('ssh2');
  const ask = prompt && inTurn(prompt);
  return { ssh2, keys: keyring(ssh2, ask), knownHosts: knownHostsFiles(), jumps: jumps(), ...(ask && { prompt: ask }) };
}

function inTurn(prompt: Prompt): Prompt {
  let last: Promise<unknown> = Promise.resolve();
  return question => {
    const answer = last.then(() => prompt(question));
    last = answer.catch(() => undefined);
    return answer;
  };
}

/**
 * sshd turns connections away when more than ten are at the login (MaxStartups), so only so many log in at once to one address;
 * and behind one jump host, which has to carry them all and often leads to hosts that share what they run on. For the whole program.
 */
export const handshakes: Slots = slots(8);
