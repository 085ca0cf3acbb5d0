import { check, lines, skip, undecided } from '../../src/index.ts';
import { NOT_BUILT, voteCommit } from './source-build.ts';

export default check({
  id: 'cloudstack/vote-commit-malformed',
  title: 'The commit of the vote is the whole hash of a commit',
  severity: 'warning',
  applies: { platform: 'cloudstack', phases: ['pre'] },
  why: 'The hash in the VOTE mail says which source was voted on. A part of it may mean another commit in another clone.',
  fix: {
    malformed: {
      text: 'Copy the hash from the VOTE mail of this release. It has 40 digits, 0 to 9 and a to f.',
      commands: [lines('4cd60f3d1683a3445c3248f48ae064fb573db2a1')],
    },
    abbreviated: 'Copy the whole hash, 40 digits, from the VOTE mail of this release.',
  },
  refs: [
    'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/',
    'https://lists.apache.org/list.html?dev@cloudstack.apache.org',
  ],
  covers: ['6'],
  needs: {},
  inputs: { commit: voteCommit },
  messages: {
    malformed: 'The commit of the vote, {commit}, is not the hash of a commit.',
    abbreviated: 'The commit of the vote, {commit}, is abbreviated: it has {count} digits of 40.',
  },
  judge(_, found, { inputs }) {
    const commit = inputs.commit.trim();
    if (commit === '') return skip(NOT_BUILT);
    if (/^[0-9a-f]{40}$/.test(commit)) return [];
    if (/^[0-9a-f]{64}$/.test(commit))
      return [undecided('the commit of the vote has 64 digits: it is a SHA-256, and whether of a commit or of a file cannot be told')];
    return [/^[0-9a-f]{7,39}$/.test(commit) ? found.abbreviated({ commit, count: commit.length }) : found.malformed({ commit: commit.slice(0, 80) })];
  },
});
