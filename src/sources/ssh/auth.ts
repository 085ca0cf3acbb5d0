import type { AnyAuthMethod, AuthenticationType, BaseAgent, KeyboardInteractiveAuthMethod, ParsedKey } from 'ssh2';
import { quoteRemote } from '../shell/text.ts';
import type { Identities, Identity, Prompt } from './identities.ts';

type Ssh2 = typeof import('ssh2');

export interface AuthOptions {
  readonly ssh2: Ssh2;
  readonly user: string;
  /** `ops@m1.example.org`, for questions. */
  readonly where: string;
  readonly identities: Identities;
  /** Where the password is kept, if anywhere. */
  readonly password?: () => Promise<string | undefined>;
  /** Asks a person. */
  readonly prompt?: Prompt;
}

/** Offers one way after another, as the server allows them. */
export interface Authenticator {
  /** For the SSH library. */
  handler(allowed: AuthenticationType[] | null, partial: boolean | null, next: (method: AnyAuthMethod | false) => void): void;
  /** What was tried, what the server would take, and what was wrong with keys: for the message when all has failed. */
  story(): string;
}

interface Way {
  readonly type: AuthenticationType;
  readonly label: string;
  /** Undefined where there turns out to be nothing to offer. */
  method(): Promise<AnyAuthMethod | undefined>;
}

const PROMPTS = 3;

/** Public keys first, then keyboard-interactive, then a password, like ssh. The kept password is offered once each way, a person asked three times. */
export function authenticator(options: AuthOptions): Authenticator {
  const notes = [...options.identities.notes];
  const tried: string[] = [];
  let waiting = ways(options, notes);
  /** Offered while nobody knew what the server would look at. */
  let blind: Way[] = [];
  let allowedNow: readonly string[] = [];

  const take = (allowed: readonly AuthenticationType[] | null): Way | undefined => {
    const found = waiting.find(({ type }) => !allowed || allowed.includes(type));
    waiting = waiting.filter(way => way !== found);
    return found;
  };

  const choose = async (allowed: readonly AuthenticationType[] | null): Promise<AnyAuthMethod | false> => {
    for (let way = take(allowed); way; way = take(allowed)) {
      const method = await way.method().catch((error: Error) => void notes.push(`${way.label} ${error.message}`));
      if (!method) continue;
      if (way.type === 'none') return method;
      if (!allowed) blind.push(way);
      tried.push(way.label);
      return method;
    }
    return false;
  };

  return {
    handler: (allowed, _partial, next) => {
      if (allowed) {
        if (allowed.length > 0) allowedNow = allowed;
        // A server may want another way first: what it would not look at then comes back into the line.
        waiting = [...blind.filter(({ type }) => !allowed.includes(type)), ...waiting];
        blind = [];
      }
      // The connection may be gone by now; its end has been told by then.
      choose(allowed)
        .then(next)
        .catch(() => undefined);
    },
    story: () =>
      [
        tried.length === 0 ? 'nothing to offer' : `tried ${[...new Set(tried)].join(', ')}`,
        ...(allowedNow.length === 0 ? [] : [`the host takes ${allowedNow.map(quoteRemote).join(', ')}`]),
        ...notes,
      ].join('; '),
  };
}

function ways({ ssh2, user, where, identities, password, prompt }: AuthOptions, notes: string[]): Way[] {
  const keys = identities.keys.map(
    (key): Way => ({
      type: 'publickey',
      label: key.label,
      method: async () => ({ type: 'agent', username: user, agent: agentOf(ssh2, key, notes) }),
    }),
  );
  const asked = prompt ? Array.from({ length: PROMPTS }, () => () => prompt(`Password for ${where}: `)) : [];
  const words = [...(password ? [password] : []), ...asked].map(
    (secret): Way => ({
      type: 'password',
      label: 'password',
      method: async () => {
        const value = await secret();
        return value ? { type: 'password', username: user, password: value } : undefined;
      },
    }),
  );
  const interactive = [...(password ? [password] : []), ...asked.map(() => undefined)].map(
    (secret): Way => ({
      type: 'keyboard-interactive',
      label: 'keyboard-interactive',
      method: async () => {
        const kept = await secret?.();
        return secret && !kept ? undefined : { type: 'keyboard-interactive', username: user, prompt: responder(where, kept, prompt) };
      },
    }),
  );
  return [...keys, question(user), ...interactive, ...words];
}

/** Asks which ways there are. The library does not tell after a key of an agent has failed; where it does, this is passed over. */
const question = (username: string): Way => ({ type: 'none', label: 'none', method: async () => ({ type: 'none', username }) });

/** Hidden questions get the kept password, once; all others go to the person. */
const responder =
  (where: string, kept: string | undefined, prompt: Prompt | undefined): KeyboardInteractiveAuthMethod['prompt'] =>
  (_name, _instructions, _language, questions, finish) => {
    let left = kept;
    const answer = async ({ prompt: question, echo }: { prompt: string; echo?: boolean }): Promise<string> => {
      if (!echo && left !== undefined) {
        const value = left;
        left = undefined;
        return value;
      }
      return prompt ? prompt(`${where}: ${quoteRemote(question)} `) : '';
    };
    const answers = questions.reduce<Promise<string[]>>(async (before, question) => [...(await before), await answer(question)], Promise.resolve([]));
    void answers.then(finish, () => finish([]));
  };

/** One key as an agent, so that the server is asked about its public half before anybody has to type a passphrase. */
function agentOf({ BaseAgent: Base }: Ssh2, key: Identity, notes: string[]): BaseAgent {
  return new (class extends Base<ParsedKey> {
    override getIdentities(done: (error: undefined, keys: ParsedKey[]) => void): void {
      done(undefined, [key.publicKey]);
    }
    override sign(_key: ParsedKey, data: Buffer, options: unknown, done?: (error?: Error, signature?: Buffer) => void): void {
      const failed = (error: Error): void => void notes.push(`${key.label} ${error.message}`);
      key
        .sign(data, (options as { hash?: string } | undefined)?.hash)
        .then(
          signature => done!(undefined, signature),
          (error: Error) => {
            failed(error);
            done!(error);
          },
        )
        .catch(failed);
    }
  })();
}
