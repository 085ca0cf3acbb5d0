import { any, check, optional, sh, skip, undecided } from '../../src/index.ts';
import { atLeast, UNKNOWN_TARGET } from './engine-releases.ts';
import { type DnfModule, dnfModule, moduleFile } from './facts/dnf-modules.ts';
import { engineSystem } from './facts/operating-system.ts';
import { RELEASE_REFS } from './operating-systems.ts';

/** Any stream will do where none is named: the module has one. */
const STREAMS: Readonly<Record<string, string | undefined>> = {
  'javapackages-tools': undefined,
  mod_auth_openidc: '2.3',
  nodejs: '14',
  'pki-deps': undefined,
  postgresql: '12',
};
/** 4.4 got these late: older releases of it do without. */
const SINCE_45 = ['mod_auth_openidc', 'nodejs'];

const spec = (name: string): string => (STREAMS[name] === undefined ? name : `${name}:${STREAMS[name]}`);

export default check({
  id: 'ovirt/dnf-module-stream-wrong',
  title: 'The module streams that the engine needs on Enterprise Linux 8 are enabled',
  severity: 'blocker',
  applies: {
    platform: 'ovirt',
    phases: ['pre', 'stopped'],
    paths: [{ from: '>=4.4', to: '>=4.4 <4.6' }],
    because: '4.3 is on Enterprise Linux 7, which has no modules',
  },
  why: 'dnf sees the packages of the enabled streams only. With another stream of PostgreSQL, or without pki-deps, the update finds no packages that fit, or a database server of another release.',
  fix: {
    otherStream: ({ name }) => ({
      commands: [sh`dnf module reset -y ${name}`, sh`dnf module enable -y ${spec(String(name))}`],
      note: 'It changes which packages dnf offers, and none that are installed. Another major release of PostgreSQL that holds the database of the engine has to be migrated first.',
    }),
    notEnabled: ({ name }) => ({ commands: [sh`dnf module enable -y ${spec(String(name))}`], undo: sh`dnf module reset -y ${name}`.text }),
  },
  refs: RELEASE_REFS,
  covers: ['A.3.5'],
  needs: {
    system: any(engineSystem),
    java: any(optional(dnfModule('javapackages-tools'))),
    openidc: any(optional(dnfModule('mod_auth_openidc'))),
    nodejs: any(optional(dnfModule('nodejs'))),
    pki: any(optional(dnfModule('pki-deps'))),
    postgresql: any(optional(dnfModule('postgresql'))),
  },
  messages: {
    otherStream: 'Stream {stream} of the module {name} is enabled; the engine needs {needed}.',
    notEnabled: 'The module {name} is not enabled; the engine needs {needed}.',
  },
  judge({ system, java, openidc, nodejs, pki, postgresql }, found, { to }) {
    if (!system.value.isEnterpriseLinux || system.value.major !== 8) return skip(`the engine runs ${system.value.name}, which has no such modules`);
    if (!to) return [undecided(UNKNOWN_TARGET)];
    const given: Readonly<Record<string, DnfModule | undefined>> = {
      'javapackages-tools': java.value,
      mod_auth_openidc: openidc.value,
      nodejs: nodejs.value,
      'pki-deps': pki.value,
      postgresql: postgresql.value,
    };
    return Object.keys(STREAMS)
      .filter(name => atLeast(to, '4.5') || !SINCE_45.includes(name) || given[name]?.state === 'enabled')
      .flatMap(name => {
        const [one, at] = [given[name], { host: system.host, object: `module ${name}`, path: moduleFile(name) }];
        if (one?.state !== 'enabled') return [found.notEnabled({ name, needed: spec(name) }, at)];
        const needed = STREAMS[name];
        return needed === undefined || one.stream === needed ? [] : [found.otherStream({ name, stream: one.stream, needed: spec(name) }, at)];
      });
  },
});
