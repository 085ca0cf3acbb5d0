import check from '../../../checks/opennebula/config-edited-after-snapshot.ts';
import { cases } from '../../support/cases.ts';
import { file, onecfgHost, type Path, SNAPSHOT, state } from './support.ts';

/** The snapshot was taken on 2026-03-01 at 10:15. */
const settings = state('version: 6.10.0', `backup: '${SNAPSHOT}'`);
const here = onecfgHost('7.0.1');
const changed = (path: string, mtime: string): Path => ({ ...file(path), mtime });
const MONITORD = '/etc/one/monitord.conf';
const at = { host: 'frontend', object: SNAPSHOT, path: '/etc/one' };

cases(check, {
  on: { from: '6.10.0', to: '7.0.1', phase: 'installed' },
  passes: {
    'nothing is newer': { given: { ...here, settings, files: [changed(MONITORD, '2026-02-01T00:00:00Z')] } },
    'a driver is newer, which the package brought': {
      given: { ...here, settings, files: [changed('/var/lib/one/remotes/vmm/x', '2026-03-09T00:00:00Z')] },
    },
  },
  notes: {
    'changed about that time': {
      given: { ...here, settings, files: [changed(MONITORD, '2026-03-01T12:00:00Z')] },
      finds: [{ message: 'perhaps', data: { count: 1, snapshot: SNAPSHOT, files: MONITORD }, ...at }],
    },
  },
  fails: {
    'edited a day later': {
      given: {
        ...here,
        settings,
        files: [changed(MONITORD, '2026-03-02T12:00:00Z'), changed('/var/lib/one/remotes/etc/vnm/x', '2026-03-03T00:00:00Z')],
      },
      finds: [
        {
          message: 'edited',
          data: { count: 2, snapshot: SNAPSHOT, files: `${MONITORD}, /var/lib/one/remotes/etc/vnm/x` },
          ...at,
          remedy: 'after onecfg upgrade',
        },
      ],
    },
  },
  skips: {
    'no snapshot waits': { given: { ...here, settings: state('version: 7.0.0'), files: [] }, because: 'names no snapshot' },
    'nothing is to be migrated': {
      given: { ...here, settings: state('version: 7.0.0', `backup: '${SNAPSHOT}'`), files: [] },
      because: 'nothing to migrate',
    },
    'a name that says nothing': {
      given: { ...here, settings: state('version: 6.10.0', 'backup: /root/2026-99-99_00:00:00-v6'), files: [] },
      because: 'does not say when',
    },
  },
  unknown: {
    'it may not be listed': { given: { ...here, settings, files: { status: 'denied', reason: 'permission denied' } }, because: 'permission denied' },
  },
});
