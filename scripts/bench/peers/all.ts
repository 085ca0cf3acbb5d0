import { ownScript, plainScript } from '../jobs.ts';
import type { Peer } from '../peer.ts';
import { ansiblePlaybook, ansibleRaw } from './ansible.ts';
import { libssh2 } from './libssh2.ts';
import { openssh } from './openssh.ts';
import { testinfra } from './testinfra.ts';

/** The clients that are compared with. Two of them run the script that preflight sends, and then what an operator would type. */
export const PEERS: readonly Peer[] = [
  libssh2('C client on libssh2 (the limit)', ownScript, 1 / 1.4),
  libssh2('C client on libssh2, plain script', plainScript),
  openssh('ssh in xargs -P 32', ownScript, 1),
  openssh('ssh in xargs -P 32, plain script', plainScript),
  ansibleRaw,
  testinfra,
  ansiblePlaybook,
];
