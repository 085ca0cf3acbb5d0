import { attempt, check, each, type Outcome, optional, sh, skip, undecided } from '../../src/index.ts';
import { answered, valueOn } from './attempts.ts';
import { activeComponents, COMPONENTS, componentsMd5, debConffile, rpmVerdict } from './facts/components-xml.ts';

const MOST = 30;

export default check({
  id: 'cloudstack/components-xml-customised',
  title: 'components.xml is as the package brought it, so nothing in it has to be carried over',
  severity: 'warning',
  applies: {
    platform: 'cloudstack',
    phases: ['pre', 'stopped'],
    paths: [{ from: '<4.1', to: '>=4.1' }],
    because: 'components.xml is of 4.0 and older, and is looked at while its package is still installed',
  },
  why: 'From 4.1 on the management server does not read components.xml. What was changed in it, such as an authenticator of your own, is gone after the upgrade unless somebody writes it anew.',
  fix: {
    customised: {
      text: 'Keep a copy, and write what was changed into componentContext.xml after the upgrade to 4.1 or 4.2, or into a Spring module from 4.3 on.',
      commands: [sh`cp -a ${COMPONENTS} ${`${COMPONENTS}-backup`}`],
      undo: sh`rm ${`${COMPONENTS}-backup`}`.text,
      note: 'For 3.0 and 2.2 the guide merges into components.xml, in two different directories. The file is in no release from 4.1 on.',
    },
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-0-x-to-4-3'],
  covers: ['27'],
  needs: {
    active: each(optional(activeComponents)),
    rpm: each(attempt(rpmVerdict)),
    conffile: each(attempt(debConffile)),
    md5: each(attempt(componentsMd5)),
  },
  messages: { customised: '{path} was changed; it puts together {count} parts: {parts}.' },
  judge({ active, rpm, conffile, md5 }, found) {
    if (active.length > 0 && active.every(({ value }) => value === undefined)) return skip('there is no components.xml');
    return active.flatMap(({ host, value }): Outcome[] => {
      if (!value) return [];
      const changed = isChanged(valueOn(answered(rpm), host), valueOn(answered(conffile), host), valueOn(answered(md5), host));
      if (changed === undefined) return [undecided('neither rpm nor dpkg says whether components.xml was changed', host)];
      const parts = value.parts.length > MOST ? [...value.parts.slice(0, MOST), 'and more'] : value.parts;
      const data = { path: value.path, count: value.parts.length, parts: parts.join(', ') };
      return changed ? [found.customised(data, { host, object: 'components.xml', path: value.path })] : [];
    });
  },
});

function isChanged(rpm: string | undefined, packaged: string | undefined, now: string | undefined): boolean | undefined {
  if (rpm !== undefined) return rpm === 'changed';
  return packaged === undefined || now === undefined ? undefined : packaged !== now;
}
