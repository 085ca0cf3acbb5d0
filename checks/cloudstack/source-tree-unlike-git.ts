import { whereBuilt } from './source-build.ts';

export default whereBuilt({
  id: 'cloudstack/source-tree-unlike-git',
  title: 'The unpacked source is the tree of the commit that was voted on',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['pre'] },
  why: 'A signature says who made the file, not what is in it: only git says what the project voted on.',
  question: 'Did diff -r between the unpacked source and the tree of the voted commit print nothing, and end with status 0?',
  fix: 'In a clone of https://github.com/apache/cloudstack: mkdir -p /tmp/cloudstack/tree; git archive --format=tar --prefix=tree/ COMMIT | tar xf - -C /tmp/cloudstack; tar xjf apache-cloudstack-VERSION-src.tar.bz2 -C /tmp/cloudstack; diff -r /tmp/cloudstack/apache-cloudstack-VERSION-src /tmp/cloudstack/tree; echo $? must print 0. The guide writes tar xvfj, which takes j for the name of the file, and a directory without -p. Files of git itself (.gitignore and the like) that are in the tree only are left out of a release on purpose.',
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/', 'https://github.com/apache/cloudstack'],
  covers: ['7'],
});
