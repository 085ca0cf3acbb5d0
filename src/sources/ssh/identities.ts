import { readFile, stat } from 'node:fs/promises';
import type { BaseAgent, ParsedKey } from 'ssh2';
import { type KeyFile, type OpenKey, readKey, WRONG_PASSPHRASE } from './keys.ts';
import { fingerprint } from './known-hosts.ts';
import type { ResolvedHost } from './target.ts';

type Ssh2 = typeof import('ssh2');

/** One key that can be offered to a server. */
export interface Identity {
  /** `~/.ssh/id_ed25519` or `agent key SHA256:…`, for messages. */
  readonly label: string;
  readonly publicKey: ParsedKey;
  /** May ask for a passphrase. Rejects with half a sentence. */
  sign(data: Buffer, digest: string | undefined): Promise<Buffer>;
}

/** The keys to try, and what was wrong with the others. */
export interface Identities {
  readonly keys: readonly Identity[];
  readonly notes: readonly string[];
}

/** Keys of one run: each file is read, and each passphrase asked for, once. */
export interface Keyring {
  identitiesFor(host: ResolvedHost): Promise<Identities>;
}

export type Prompt = (question: string) => Promise<string>;

const TRIES = 3;
/** Long enough for somebody to confirm at the agent. */
const SIGNING_MS = 60_000;
const LISTING_MS = 3000;

/** `prompt` must already wait for its turn; without it encrypted keys are passed over. */
export function keyring(ssh2: Ssh2, prompt?: Prompt): Keyring {
  const files = new Map<string, Promise<Loaded>>();
  const load = (path: string): Promise<Loaded> => {
    const known = files.get(path) ?? loadKey(path, ssh2, prompt);
    files.set(path, known);
    return known;
  };
  return {
    identitiesFor: async host => {
      const agent = host.agent === undefined ? { keys: [] } : await agentKeys(ssh2, host.agent);
      const loaded = await Promise.all(host.identityFiles.map(load));
      return inOrder(loaded, agent, host);
    },
  };
}

/** `lacking` is why a key can be used through the agent only. */
type Loaded =
  | { readonly path: string; readonly key: Identity; readonly lacking?: string }
  | { readonly path: string; readonly note: string; readonly absent: boolean };

interface AgentKeys {
  readonly keys: readonly Identity[];
  readonly note?: string;
}

/** As ssh: agent keys that a file names, the other agent keys unless `IdentitiesOnly`, then the files that the agent does not have. */
function inOrder(loaded: readonly Loaded[], agent: AgentKeys, host: ResolvedHost): Identities {
  const inFiles = loaded.flatMap(one => ('key' in one ? [one] : []));
  const same = (a: Identity, b: Identity): boolean => a.publicKey.getPublicSSH().equals(b.publicKey.getPublicSSH());
  const named = inFiles.flatMap(({ key }) => agent.keys.filter(other => same(key, other)));
  const others = host.identitiesOnly ? [] : agent.keys.filter(key => !named.includes(key));
  const alone = inFiles.filter(({ key }) => !named.some(other => same(key, other)));
  const unread = loaded.flatMap(one => ('note' in one && (host.identitiesNamed || !one.absent) ? [one.note] : []));
  const lacking = alone.flatMap(({ path, lacking }) => (lacking === undefined ? [] : [`${path} ${lacking}`]));
  return {
    keys: [...named, ...others, ...alone.filter(({ lacking }) => lacking === undefined).map(({ key }) => key)],
    notes: [...unread, ...lacking, ...(agent.note ? [agent.note] : [])],
  };
}

async function loadKey(path: string, ssh2: Ssh2, prompt: Prompt | undefined): Promise<Loaded> {
  const bad = (why: string, absent = false): Loaded => ({ path, note: `${path} ${why}`, absent });
  try {
    const { mode, uid, size } = await stat(path);
    if (size > 64 * 1024) return bad('is too large for a key');
    const file = readKey(await readFile(path, 'latin1'), ssh2.utils.parseKey);
    const shared = uid === process.getuid?.() && (mode & 0o077) !== 0;
    return await toIdentity({ path, file, shared, prompt, pub: await companion(path, ssh2) });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return bad(code === 'ENOENT' ? 'does not exist' : code ? `cannot be read: ${code}` : message, code === 'ENOENT');
  }
}

/** The `.pub` file beside a key, for those whose public half is encrypted too. */
const companion = async (path: string, ssh2: Ssh2): Promise<ParsedKey | undefined> => {
  const text = await readFile(`${path}.pub`, 'latin1').catch(() => '');
  const key = text === '' ? undefined : ssh2.utils.parseKey(text);
  return key instanceof Error || Array.isArray(key) ? undefined : key;
};

interface Found {
  readonly path: string;
  readonly file: KeyFile;
  /** Whether others may read it. */
  readonly shared: boolean;
  readonly prompt: Prompt | undefined;
  readonly pub: ParsedKey | undefined;
}

async function toIdentity({ path, file, shared, prompt, pub }: Found): Promise<Loaded> {
  let opening: Promise<OpenKey> | undefined;
  const open = (): Promise<OpenKey> => (opening ??= openKey(path, file, prompt));
  const lacking = whyNotAlone({ path, file, shared, prompt });
  const known = file.publicKey ?? pub;
  if (!known && lacking) return { path, note: `${path} ${lacking}`, absent: false };
  const publicKey = known ?? (await open()).publicKey;
  const sign: Identity['sign'] = async (data, digest) => (await open()).sign(data, digest);
  return { path, key: { label: path, publicKey, sign }, ...(lacking && { lacking }) };
}

function whyNotAlone({ path, file, shared, prompt }: Omit<Found, 'pub'>): string | undefined {
  if (!file.open) return 'is a public key, and the agent does not have its private half';
  if (shared) return `may be read by others, so ssh does not use it; chmod 600 ${path}`;
  return file.encrypted && !prompt ? 'is encrypted, and nobody can be asked for its passphrase; ssh-add it' : undefined;
}

async function openKey(path: string, { encrypted, open }: KeyFile, prompt: Prompt | undefined): Promise<OpenKey> {
  if (!encrypted || !prompt) return open!();
  for (let left = TRIES; left > 0; left--) {
    const passphrase = await prompt(`Passphrase for ${path}: `);
    if (passphrase === '') break;
    try {
      return open!(passphrase);
    } catch (error) {
      if ((error as Error).message !== WRONG_PASSPHRASE) throw error;
    }
  }
  throw new Error('was not opened: no right passphrase was given');
}

/** What an agent has. One that is gone or hangs is a note, never a reason to stop. */
function agentKeys(ssh2: Ssh2, socket: string): Promise<AgentKeys> {
  const agent = ssh2.createAgent(socket);
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve({ keys: [], note: `the agent at ${socket} does not answer` }), LISTING_MS);
    agent.getIdentities((error, keys) => {
      clearTimeout(timer);
      if (error) resolve({ keys: [], note: `no agent answers at ${socket}` });
      else resolve({ keys: (keys ?? []).map(key => agentIdentity(key as ParsedKey, agent)) });
    });
  });
}

const agentIdentity = (publicKey: ParsedKey, agent: BaseAgent): Identity => ({
  label: `agent key ${fingerprint(publicKey.getPublicSSH())}`,
  publicKey,
  sign: (data, digest) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('was not used: the agent does not answer')), SIGNING_MS);
      const options = (digest === undefined ? {} : { hash: digest }) as { hash?: 'sha256' };
      agent.sign(publicKey, data, options, (error, signature) => {
        clearTimeout(timer);
        if (signature) resolve(signature);
        else reject(new Error(error ? 'was refused by the agent' : 'gave no signature'));
      });
    }),
});
