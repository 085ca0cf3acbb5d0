import { check, each, type Outcome, optional, sh, undecided } from '../../src/index.ts';
import { valueOn } from './attempts.ts';
import { activeComponents, newComponents, oldComponents } from './facts/components-xml.ts';

export default check({
  id: 'cloudstack/components-xml-backup-missing',
  title: 'A copy of components.xml from before the upgrade is on every management server',
  severity: 'warning',
  applies: {
    platform: 'cloudstack',
    phases: ['installed', 'post'],
    paths: [{ from: '<4.1', to: '>=4.1' }],
    because: 'components.xml is of 4.0 and older',
  },
  why: 'The new version does not read components.xml. Its copy is the only list of what was changed in it.',
  fix: {
    missing: ({ path }) => ({ commands: [sh`cp -a ${path} ${`${path}-backup`}`], undo: sh`rm ${`${path}-backup`}`.text }),
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-3-0-x-to-4-3'],
  covers: ['28'],
  needs: { active: each(optional(activeComponents)), packaged: each(optional(newComponents)), copies: each(optional(oldComponents)) },
  messages: {
    missing: 'There is {path} and no copy of it: neither components.xml-backup nor one in /etc/cloud.rpmsave/management.',
    kept: { text: 'The copy is {path}, with {count} parts.', severity: 'note' },
  },
  judge: ({ active, packaged, copies }, found) =>
    copies.flatMap(({ host, value: copy }): Outcome[] => {
      const at = { host, object: 'copy of components.xml' };
      if (copy) return [found.kept({ path: copy.path, count: copy.parts.length }, { ...at, path: copy.path })];
      const left = valueOn(active, host);
      if (left) return [found.missing({ path: left.path }, { ...at, path: left.path })];
      const fresh = valueOn(packaged, host) ? ', and only that of the package is there' : '';
      return [undecided(`there is neither components.xml nor a copy of it${fresh}, so nobody can say any more whether it was changed`, host)];
    }),
});
