import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Run } from '../measure.ts';
import { type Peer, write } from '../peer.ts';

const cli = fileURLToPath(new URL('../../../src/cli.js', import.meta.url));
const client = fileURLToPath(new URL('../client.js', import.meta.url));

/** A module that makes a Node process print its largest resident size, in KiB, when it ends. */
const RSS = "import{writeSync}from'node:fs';process.on('exit',()=>writeSync(2,'rss='+process.resourceUsage().maxRSS+'\\n'))";
const node = [process.execPath, `--import=data:text/javascript,${encodeURIComponent(RSS)}`];

/** In MiB, of a run of preflight. */
export const rssOf = ({ stderr }: Run): number => Number(/rss=(\d+)/.exec(stderr)?.[1] ?? Number.NaN) / 1024;

/** The sources and the redaction of preflight, asked what no check asks. */
export const preflightClient: Peer = {
  name: 'preflight',
  missing: () => [],
  prepare: ({ fleet, hosts, job, folder }) => {
    const path = write(folder, 'job.json', JSON.stringify({ hosts, queries: job.queries, sshConfig: fleet.sshConfig }));
    return { argv: [...node, client, path], answered: ({ stdout }) => Number(/whole=(\d+)/.exec(stdout)?.[1] ?? 0) };
  },
};

/** Questions in a snapshot that were not answered in time. What does not exist or may not be read is an answer. */
function lost(site: string): number {
  const told = gunzipSync(readFileSync(site)).toString('latin1');
  return [...told.matchAll(/"status": ?"(?:unreachable|timeout)"/g)].length;
}

/** The command as an operator types it, for the questions of the checks. */
export const preflightCapture: Peer = {
  name: 'preflight capture',
  missing: () => [],
  prepare: ({ fleet, hosts, folder }) => {
    const target = write(folder, 'target.yaml', JSON.stringify({ platform: 'cloudstack', hosts: { kvm: hosts } }));
    const site = join(folder, 'site.tar.gz');
    const argv = [...node, cli, 'capture', '--target', target, '--ssh-config', fleet.sshConfig, '-o', site];
    return { argv, answered: ({ exit }) => (exit === 0 || exit === 2 ? Math.max(0, hosts.length - lost(site)) : 0) };
  },
};
