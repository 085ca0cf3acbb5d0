import type { Job } from '../jobs.ts';
import { folderIn, PARALLEL, type Peer, whole, works, write, writeHosts } from '../peer.ts';

/** OpenSSH's client in a shell loop, one session per host. */
export const openssh = (name: string, scriptOf: (job: Job) => string, goal?: number): Peer => ({
  name,
  ...(goal !== undefined && { goal }),
  missing: () => [...(works('ssh', '-V') ? [] : ['openssh-client']), ...(works('xargs', '--version') ? [] : ['findutils'])],
  prepare: round => {
    const { fleet, job, folder } = round;
    const out = folderIn(folder, 'out');
    const script = write(folder, 'script', scriptOf(job));
    const one = `exec ssh -F ${fleet.sshConfig} {} 'exec /bin/sh -s' <${script} >${out}/{} 2>${out}/../complaint-{}`;
    return { argv: ['xargs', '-a', writeHosts(round), '-P', String(PARALLEL), '-I', '{}', 'sh', '-c', one], answered: () => whole(out) };
  },
});
