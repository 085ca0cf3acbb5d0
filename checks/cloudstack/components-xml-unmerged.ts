import { attempt, check, each, type OnHost, type Outcome, optional, sh } from '../../src/index.ts';
import { activeComponents, type ComponentsXml, componentsTimes, newComponents } from './facts/components-xml.ts';
import { isOlder } from './facts/file-times.ts';

export default check({
  id: 'cloudstack/components-xml-unmerged',
  title: 'No components.xml of the new package waits to be merged',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['installed', 'post'],
    paths: [{ from: '<4.0', to: '>=4.0' }],
    because: 'the guides for 2.2 and 3.0 merge components.xml; 4.0 has the file already, and 4.1 has none',
  },
  why: 'rpm leaves a changed components.xml alone and puts its own beside it. Without what is new in that, parts of the new version are not loaded, as far as it reads the file at all.',
  fix: {
    unmerged: ({ path, other }) => ({
      text: 'Move the old file away, put that of the package in its place, and bring in what you had changed. Do this on every management server.',
      down: 'cloudstack-management on this host',
      commands: [sh`mv ${path} ${`${path}-backup`}`, sh`cp -ap ${other} ${path}`, sh`diff ${`${path}-backup`} ${path}`],
      undo: sh`mv ${`${path}-backup`} ${path}`.text,
      note: 'The guide then edits /etc/cloudstack/management/components.xml, which is another file. From 4.1 on neither is read: what you had changed belongs into componentContext.xml.',
    }),
    notInPlace: ({ other, path }) => ({
      commands: [sh`cp -ap ${other} ${path}`],
      undo: sh`rm ${path}`.text,
      down: 'cloudstack-management on this host',
    }),
    olderUnmerged: ({ other, path }) =>
      `See whether ${other} is of this upgrade. If it is, bring what it has into ${path}; if it is left from an earlier one, remove it.`,
    leftover: ({ other }) => `Remove ${other} when you have made sure that it was merged, so that nobody does it again.`,
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-3-0-x-to-4-3'],
  covers: ['29'],
  needs: { active: each(optional(activeComponents)), packaged: each(optional(newComponents)), times: each(attempt(componentsTimes)) },
  messages: {
    unmerged: '{path} lacks parts that the new package brings in {other}: {parts}.',
    olderUnmerged: {
      text: '{path} lacks parts of {other}, which is older and may be left from an earlier upgrade: {parts}.',
      severity: 'warning',
    },
    notInPlace: 'There is {other}, and no {path}.',
    leftover: { text: '{other} is still there, and {path} has all of its parts.', severity: 'warning' },
  },
  judge: ({ active, packaged, times }, found) =>
    packaged.flatMap(({ host, value: fresh }): Outcome[] => {
      if (!fresh) return [];
      const other = fresh.path;
      const now = valueOn(active, host);
      const path = now?.path ?? other.replace(/\.rpmnew$/, '');
      const at = { host, object: 'components.xml', path };
      if (!now) return hasAnswer(active, host) ? [found.notInPlace({ other, path }, at)] : [];
      const parts = fresh.parts.filter(part => !now.parts.includes(part));
      if (parts.length === 0) return [found.leftover({ path, other }, at)];
      const message = isOlder(times, host, { path: other, than: path }) ? 'olderUnmerged' : 'unmerged';
      return [found[message]({ path, other, parts: parts.join(', ') }, at)];
    }),
});

type Found = readonly OnHost<ComponentsXml | undefined>[];
const valueOn = (all: Found, host: string): ComponentsXml | undefined => all.find(one => one.host === host)?.value;
/** A host that did not answer is unknown already. */
const hasAnswer = (all: Found, host: string): boolean => all.some(one => one.host === host);
