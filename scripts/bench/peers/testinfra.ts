import { readFileSync } from 'node:fs';
import { type Job, statOf } from '../jobs.ts';
import { endMasters, folderIn, type Peer, works, write } from '../peer.ts';

const PYTHONS = ['/usr/bin/python3', 'python3'];
const fit = (python: string): boolean => works(python, '-c', 'import testinfra, xdist');

/** One test for each host, so that each worker keeps its own hosts. */
const testOf = (queries: Job['queries']): string => `import json

QUERIES = json.loads(${JSON.stringify(JSON.stringify(queries.map(query => (query.kind === 'paths' ? { kind: 'shell', line: statOf(query.globs) } : query))))})


def test_host(host):
    for query in QUERIES:
        if query["kind"] == "file":
            host.run("cat %s", query["path"])
        elif query["kind"] == "shell":
            host.run(query["line"])
        else:
            host.run(" ".join(["%s"] * len(query["argv"])), *query["argv"])
`;

/** testinfra at its best: without ControlPath it would log in anew for each command, ten times as slow. */
export const testinfra: Peer = {
  name: 'testinfra, multiplexed, xdist -n 8',
  goal: 3.5,
  missing: () => (PYTHONS.some(fit) ? [] : ['python3-testinfra', 'python3-pytest-xdist']),
  prepare: ({ fleet, hosts, job, folder }) => {
    const sockets = folderIn(folder, 'cp');
    const multiplexed = `ControlMaster auto\nControlPath ${sockets}/%C\nControlPersist 60\n`;
    const config = write(folder, 'ssh_config', `${readFileSync(fleet.sshConfig, 'utf8')}${multiplexed}`);
    const test = write(folder, 'test_bench.py', testOf(job.queries));
    const options = ['-p', 'no:cacheprovider', '-q', '-n', '8', `--ssh-config=${config}`, `--hosts=${hosts.map(host => `ssh://${host}`).join(',')}`];
    return {
      argv: [PYTHONS.find(fit)!, '-m', 'pytest', ...options, test],
      env: { PYTHONDONTWRITEBYTECODE: '1' },
      answered: ({ stdout }) => Number(/(\d+) passed/.exec(stdout)?.[1] ?? 0),
      leave: () => endMasters(sockets, fleet),
    };
  },
};
