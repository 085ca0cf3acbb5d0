import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Job } from '../jobs.ts';
import { folderIn, PARALLEL, type Peer, whole, works, write, writeHosts } from '../peer.ts';

const source = fileURLToPath(new URL('../../../../scripts/bench/libssh2-client.c', import.meta.url));

/** The least that a client must do, in C: what is above it is preflight's own cost. */
export const libssh2 = (name: string, scriptOf: (job: Job) => string, goal?: number): Peer => ({
  name,
  ...(goal !== undefined && { goal }),
  missing: () => [...(works('gcc', '--version') ? [] : ['gcc']), ...(existsSync('/usr/include/libssh2.h') ? [] : ['libssh2-1-dev'])],
  prepare: round => {
    const { fleet, job, folder } = round;
    const { port, user, key, knownHosts } = fleet;
    const out = folderIn(folder, 'out');
    const script = write(folder, 'script', scriptOf(job));
    const argv = [built(join(folder, '..', 'libssh2-client')), writeHosts(round), String(port), user, key, knownHosts, script, String(PARALLEL), out];
    return { argv, answered: () => whole(out) };
  },
});

/** Compiles it at the first run. */
function built(program: string): string {
  if (existsSync(program)) return program;
  const { status, stderr } = spawnSync('gcc', ['-O2', '-o', program, source, '-lssh2', '-lpthread'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`gcc: ${stderr}`);
  return program;
}
