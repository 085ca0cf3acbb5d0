import type { Failure } from '../../model/answer.ts';
import { quoteRemote } from '../shell/text.ts';
import type { HandshakeOptions } from './connect.ts';

/** Why there is no connection. `retry` where the host hung up before it said anything, as a busy sshd does. */
export interface Refusal {
  readonly failure: Failure;
  readonly retry: boolean;
}

interface Explained {
  readonly status: Failure['status'];
  readonly what: string;
  readonly retry?: boolean;
}

/** What sshd says instead of its version when it has too many connections at the door. */
const BUSY = /^(?:Exceeded MaxStartups|Not allowed at this time)/;

/** What an error of the SSH library means to an operator. `heard` is what the host said first. */
export function refusalOf(error: Error & { level?: string }, heard: string, options: Pick<HandshakeOptions, 'user' | 'hostKey' | 'auth'>): Explained {
  const { user, hostKey, auth } = options;
  const refused = hostKey.refusal();
  if (refused) return { status: 'unreachable', what: refused };
  if (error.level === 'client-authentication') return { status: 'denied', what: `permission denied for ${user}: ${auth.story()}` };
  if (/too many authentication failures/i.test(error.message)) {
    return { status: 'denied', what: `too many keys were offered for ${user}: ${auth.story()}; set IdentityFile and IdentitiesOnly for this host` };
  }
  const missing = /no matching (.*)/.exec(error.message)?.[1];
  if (missing) return { status: 'unreachable', what: `no common ${quoteRemote(missing)}; for an old system set legacy: true` };
  if (!heard.startsWith('SSH-')) return unspoken(error, heard);
  return { status: 'unreachable', what: `the SSH connection failed: ${quoteRemote(error.message)}` };
}

function unspoken(error: Error, heard: string): Explained {
  if (BUSY.test(heard))
    return { status: 'unreachable', what: `its sshd is too busy to take another connection ("${quoteRemote(heard)}")`, retry: true };
  if (heard !== '') return { status: 'unreachable', what: `is not an SSH server: it says "${quoteRemote(heard)}"` };
  const reset = /lost before handshake|ECONNRESET|EPIPE/.test(error.message);
  return { status: 'unreachable', what: 'hung up before it said anything (is its sshd overloaded, or the address not allowed?)', retry: reset };
}
