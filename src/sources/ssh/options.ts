import type { Limits } from '../shell/limits.ts';

/** What holds for all hosts. Hosts of the same run share jump hosts, keys, passphrases and questions to the person. */
export interface SshOptions {
  /** What makes hosts of one run, where their options are not the same object, such as for a password of their own. Only its identity counts. */
  readonly run?: object;
  readonly limits?: Partial<Limits>;
  /** Add the keys of hosts that nobody knows yet to known_hosts. Never a changed one. */
  readonly acceptNewHostKeys?: boolean;
  /** Asks a person, without echo. Questions come one at a time. */
  readonly prompt?: (question: string) => Promise<string>;
  /** Where a password is kept. Tried after keys, before a person is asked. */
  readonly password?: () => Promise<string | undefined>;
  /** What is asked of whom, and how long it took. Never a secret. */
  readonly log?: (line: string) => void;
}
