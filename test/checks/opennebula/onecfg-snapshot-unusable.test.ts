import check from '../../../checks/opennebula/onecfg-snapshot-unusable.ts';
import { cases } from '../../support/cases.ts';
import { cluster, directory, file, link, ONECFG_NEEDS, onecfgHost, type Path, SNAPSHOT, SNAPSHOTS, STATE, state } from './support.ts';

const here = onecfgHost('7.0.1');
const parts = (snapshot: string): Path[] => [
  directory(`${snapshot}/etc/one`),
  file(`${snapshot}/etc/one/oned.conf`),
  directory(`${snapshot}/var/lib/one/remotes`),
];
const whole = (snapshot: string): Path[] => [directory(snapshot), ...parts(snapshot)];
const settings = state('version: 6.10.0', `backup: '${SNAPSHOT}'`);
const at = { host: 'frontend', path: STATE };
const missing = (other: string, snapshot = SNAPSHOT, remedy?: string) => ({
  message: 'missing' as const,
  data: { path: STATE, snapshot, other },
  ...at,
  ...(remedy !== undefined && { remedy }),
});
const OLD = `${SNAPSHOTS}/2026-02-01_10:15:00-v6.10.1`;
const SAFETY = `${SNAPSHOTS}/2026-02-10_11:00:00_4711`;
const LAST = `${SNAPSHOTS}/2026-04-01_10:15:00-v6.10.2`;

cases(check, {
  on: { from: '6.10.0', to: '7.0.1', phase: 'installed' },
  passes: {
    'whole, and of the recorded version': { given: { ...here, settings, snapshots: whole(SNAPSHOT) } },
    'a slash at the end': { given: { ...here, settings: state('version: 6.10.0', `backup: '${SNAPSHOT}/'`), snapshots: whole(SNAPSHOT) } },
    'of another version with files of one form': {
      given: { ...here, settings: state('version: 6.10.0', `backup: '${OLD}'`), snapshots: whole(OLD) },
    },
    'a link to a snapshot': { given: { ...here, settings, snapshots: [link(SNAPSHOT, '/srv/snapshot'), ...parts(SNAPSHOT)] } },
    'made by hand, with a name that says nothing': {
      given: { ...here, settings: state('version: 6.10.0', `backup: ${SNAPSHOTS}/mine`), snapshots: whole(`${SNAPSHOTS}/mine`) },
    },
    'no version is recorded': { given: { ...here, settings: state(`backup: '${SNAPSHOT}'`), snapshots: whole(SNAPSHOT) } },
    'equal versions that are not known here': {
      given: {
        ...onecfgHost('7.6.0'),
        settings: state('version: 7.6.0', `backup: ${SNAPSHOTS}/2026-11-01_10:00:00-v7.6.0`),
        snapshots: whole(`${SNAPSHOTS}/2026-11-01_10:00:00-v7.6.0`),
      },
    },
    'one snapshot since the last onecfg upgrade does not make it outdated': {
      given: {
        ...here,
        settings: state('version: 6.10.0', `backup: '${SNAPSHOT}'`, 'outdated: true'),
        snapshots: [...whole(OLD), directory(SAFETY), ...whole(SNAPSHOT)],
      },
    },
  },
  notes: {
    'why it is outdated': {
      given: {
        ...here,
        settings: state('version: 6.10.0', `backup: '${SNAPSHOT}'`, 'outdated: true'),
        snapshots: [...whole(LAST), ...whole(OLD), directory(SAFETY), ...whole(SNAPSHOT)],
      },
      finds: [
        { message: 'skippedUpgrades', data: { count: 2, path: STATE, names: '2026-03-01_10:15:00-v6.10.0, 2026-04-01_10:15:00-v6.10.2' }, ...at },
      ],
    },
  },
  fails: {
    'S15: it is not there, and no other is': {
      given: { ...here, settings, snapshots: [] },
      finds: [missing('none', SNAPSHOT, 'onecfg init --force --to VERSION')],
    },
    'S15: it is not there, and the newest of its form is offered': {
      given: { ...here, settings, snapshots: [...whole(LAST), ...whole(OLD), ...whole(`${SNAPSHOTS}/2026-01-01_10:15:00-v6.10.0`)] },
      finds: [missing(OLD, SNAPSHOT, `onecfg upgrade --noop --read-from ${OLD}\nonecfg upgrade --read-from ${OLD}`)],
    },
    'S15: a file of that name': { given: { ...here, settings, snapshots: [file(SNAPSHOT)] }, phase: 'pre', finds: [missing('none')] },
    'S15: without the drivers': {
      given: { ...here, settings, snapshots: whole(SNAPSHOT).slice(0, 3) },
      finds: [{ message: 'incomplete', data: { path: STATE, snapshot: SNAPSHOT, parts: 'var/lib/one/remotes', other: 'none' }, ...at }],
    },
    'S15: a file where the drivers should be': {
      given: { ...here, settings, snapshots: [...whole(SNAPSHOT).slice(0, 3), file(`${SNAPSHOT}/var/lib/one/remotes`)] },
      finds: [{ message: 'incomplete', data: { path: STATE, snapshot: SNAPSHOT, parts: 'var/lib/one/remotes', other: 'none' }, ...at }],
    },
    'S15: empty': {
      given: { ...here, settings, snapshots: [directory(SNAPSHOT), ...whole(OLD)] },
      phase: 'post',
      finds: [
        {
          message: 'incomplete',
          data: { path: STATE, snapshot: SNAPSHOT, parts: 'etc/one, etc/one/oned.conf, var/lib/one/remotes', other: OLD },
          ...at,
          remedy: `--read-from ${OLD}`,
        },
      ],
    },
    'of another release than the recorded version': {
      given: { ...here, settings: state('version: 6.8.0', `backup: '${SNAPSHOT}'`), snapshots: whole(SNAPSHOT) },
      finds: [{ message: 'otherRelease', data: { path: STATE, snapshot: SNAPSHOT, version: '6.8.0' }, ...at, remedy: 'which of the two is right' }],
    },
    'quotes in its name': {
      given: { ...here, settings: state('version: 6.10.0', `backup: "${SNAPSHOTS}/o'brien"`), snapshots: whole(`${SNAPSHOTS}/it's-v6.10.0`) },
      finds: [missing(`${SNAPSHOTS}/it's-v6.10.0`, `${SNAPSHOTS}/o'brien`, `--read-from '${SNAPSHOTS}/it'\\''s-v6.10.0'`)],
    },
    'on one front-end of two': {
      given: cluster({ fe1: { ...here, settings, snapshots: whole(SNAPSHOT) }, fe2: { ...here, settings, snapshots: [] } }, [
        ...ONECFG_NEEDS,
        'snapshots',
      ]),
      finds: [{ ...missing('none'), host: 'fe2' }],
    },
  },
  skips: {
    'nothing waits': { given: { ...here, settings: state('version: 7.0.0'), snapshots: [] }, because: 'names no snapshot' },
    'S15b: an empty path, which is judged elsewhere': {
      given: { ...here, settings: state('version: 7.0.0', "backup: ''"), snapshots: [] },
      because: 'names no snapshot',
    },
    'no state file': { given: { ...here, snapshots: [] }, because: 'is not there or cannot be read' },
    'a state file in ruins': { given: { ...here, settings: '- a', snapshots: [] }, because: 'is not there or cannot be read' },
  },
  unknown: {
    'only root may look': {
      given: { ...here, settings, snapshots: { status: 'denied', reason: '/var/lib/one/backups/config: permission denied' } },
      because: 'the snapshots of the configuration on frontend: /var/lib/one/backups/config: permission denied',
    },
    'a snapshot somewhere else': {
      given: { ...here, settings: state('version: 6.10.0', 'backup: /root/one'), snapshots: [] },
      because: 'names /root/one',
    },
    'a path that leads out of the directory': {
      given: { ...here, settings: state('version: 6.10.0', `backup: ${SNAPSHOTS}/..`), snapshots: [] },
      because: `names ${SNAPSHOTS}/..`,
    },
  },
});
