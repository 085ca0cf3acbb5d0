import { check, each, type Outcome, type PathEntry, sh } from '../../src/index.ts';
import { compareConfig, configVersion, knownVersion } from './config-version.ts';
import { AUTH, authFiles } from './facts/frontend-files.ts';
import { type Frontend, frontendNeeds, installedOn, perFrontend } from './onecfg/frontends.ts';

/** Files that a service asserts are not empty, and the release that brought the service. */
const NEEDED = [
  ['one_auth', '6.0.0'],
  ['sunstone_auth', '6.0.0'],
  ['oneflow_auth', '6.0.0'],
  ['onegate_auth', '6.0.0'],
  ['oneform_auth', '7.2.0'],
  ['oneks_auth', '7.4.0'],
] as const;

function needed(here: Frontend): string[] {
  const installed = configVersion(installedOn(here) ?? 'none');
  return NEEDED.filter(([, since]) => since === '6.0.0' || (installed && compareConfig(installed, knownVersion(since)) >= 0)).map(([name]) => name);
}

export default check({
  id: 'opennebula/auth-file-missing',
  title: 'The credentials of the services are there, not empty, and nobody else can read them',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'post'] },
  why: 'systemd refuses to start a service whose file of credentials is missing or empty. The upgrade to 7.4 copies sunstone_auth. What is in the files is not looked at.',
  fix: {
    missing: ({ path }) =>
      `Copy ${path} from another front-end or a backup. For sunstone_auth, oneflow_auth and onegate_auth one file will do: all are the account serveradmin.`,
    empty: ({ path }) => `Copy ${path} from another front-end or a backup.`,
    notOfOneadmin: ({ path }) => ({ commands: [sh`chown oneadmin:oneadmin ${path}`] }),
    readable: ({ path, right }) => ({ commands: [sh`chmod ${right} ${path}`] }),
  },
  refs: ['https://github.com/OpenNebula/one/blob/release-7.0.0/share/pkgs/services/systemd/opennebula-fireedge.service'],
  covers: ['A.4.6'],
  needs: { ...frontendNeeds, files: each(authFiles) },
  messages: {
    missing: '{path} is not there.',
    empty: '{path} is empty.',
    notOfOneadmin: '{path} belongs to {owner}, and OpenNebula runs as oneadmin.',
    readable: { text: '{path} has the mode {mode}, so that others than oneadmin can use it; {right} is right.', severity: 'warning' },
  },
  judge: (evidence, found) =>
    perFrontend(evidence, (here, host): Outcome[] => {
      const entry = (path: string): PathEntry | undefined => here.files.find(one => one.path === path);
      const paths = needed(here).map(name => `${AUTH}/${name}`);
      const absent = (entry(AUTH) ? paths : [AUTH]).filter(path => !entry(path));
      const there = [AUTH, ...paths, `${AUTH}/fireedge_key`].flatMap(path => entry(path) ?? []);
      return [...absent.map(path => found.missing({ path }, { host, object: path, path })), ...there.flatMap(about)];

      function about({ path, type, size, owner, mode }: PathEntry): Outcome[] {
        const [at, right] = [{ host, object: path, path }, type === 'directory' ? '0700' : '0600'];
        return [
          ...(type === 'file' && size === 0 ? [found.empty({ path }, at)] : []),
          ...(owner === 'oneadmin' ? [] : [found.notOfOneadmin({ path, owner }, at)]),
          ...(type === 'link' || mode.endsWith('00') ? [] : [found.readable({ path, mode, right }, at)]),
        ];
      }
    }),
});
