import { existsSync } from 'node:fs';
import { END, plainScript, statOf } from '../jobs.ts';
import type { Run } from '../measure.ts';
import { endMasters, folderIn, PARALLEL, type Peer, type Prepared, type Round, works, write, writeHosts } from '../peer.ts';

const missing = (): readonly string[] => (works('ansible', '--version') ? [] : ['ansible-core']);
const PYTHON = '/usr/bin/python3';

/**
 * Ansible at its best: pipelining, no search for an interpreter, no facts, nothing of this machine's own configuration. Its
 * ssh stays behind for a minute (ControlPersist), in a folder of this run.
 */
function prepared(round: Round, argv: (inventory: string) => readonly string[], answered: (run: Run) => number): Prepared {
  const { fleet, folder } = round;
  const sockets = folderIn(folder, 'cp');
  const env = {
    ANSIBLE_CONFIG: write(folder, 'ansible.cfg', ''),
    ANSIBLE_HOME: folderIn(folder, 'home'),
    ANSIBLE_LOCAL_TEMP: folderIn(folder, 'tmp'),
    ANSIBLE_NOCOLOR: '1',
    ANSIBLE_PIPELINING: '1',
    ANSIBLE_SSH_ARGS: `-F ${fleet.sshConfig} -o ControlMaster=auto -o ControlPersist=60s`,
    ANSIBLE_SSH_CONTROL_PATH_DIR: sockets,
    ...(existsSync(PYTHON) && { ANSIBLE_PYTHON_INTERPRETER: PYTHON }),
  };
  return { argv: argv(writeHosts(round)), env, answered, leave: () => endMasters(sockets, fleet) };
}

/** One script for each host, without Python there. */
export const ansibleRaw: Peer = {
  name: 'ansible raw, one script',
  goal: 2.3,
  missing,
  prepare: round =>
    prepared(
      round,
      inventory => ['ansible', 'all', '-i', inventory, '-f', String(PARALLEL), '-m', 'raw', '-a', plainScript(round.job)],
      ({ stdout }) => stdout.split(END).length - 1,
    ),
};

const taskOf = (query: Round['job']['queries'][number]): object => ({
  name: 'read',
  ...(query.kind === 'file' && { 'ansible.builtin.slurp': { src: query.path } }),
  ...(query.kind === 'paths' && { 'ansible.builtin.shell': statOf(query.globs) }),
  ...(query.kind === 'command' && { 'ansible.builtin.command': { argv: query.argv } }),
  register: 'answer',
  changed_when: false,
  failed_when: false,
});

/** One task for each question, as a playbook has them. */
export const ansiblePlaybook: Peer = {
  name: 'ansible-playbook, slurp and command',
  goal: 30,
  slow: true,
  missing,
  prepare: round => {
    const playbook = write(
      round.folder,
      'playbook.yml',
      JSON.stringify([{ hosts: 'all', gather_facts: false, tasks: round.job.queries.map(taskOf) }]),
    );
    return prepared(
      round,
      inventory => ['ansible-playbook', '-i', inventory, '-f', String(PARALLEL), playbook],
      ({ stdout }) => [...stdout.matchAll(/ok=(\d+) +changed=0 +unreachable=0 +failed=0/g)].length,
    );
  },
};
