import { check, each, type Outcome } from '../../src/index.ts';
import { storageDrivers } from './facts/known-issues.ts';

/** Directories that some release from 6.0 on ships in remotes/datastore or remotes/tm. */
const SHIPPED = new Set([
  ...['ceph', 'common', 'dev', 'dummy', 'fs', 'fs_lvm', 'fs_lvm_ssh', 'interactive', 'iscsi_libvirt', 'lib', 'local', 'lvm', 'netapp'],
  ...['purefa', 'qcow2', 'restic', 'rsync', 'shared', 'ssh', 'vcenter', 'virtiofs'],
]);

export default check({
  id: 'opennebula/storage-driver-custom',
  title: 'Every storage driver is one of OpenNebula, which follows the interface of 6.8',
  severity: 'warning',
  applies: {
    platform: 'opennebula',
    phases: ['pre', 'stopped'],
    paths: [{ from: '<6.8', to: '>=6.8' }],
    because: 'the interface of storage drivers changed in 6.8',
  },
  why: 'Since 6.8 the actions of drivers read their arguments from standard input, and those for backups have one argument more. A driver of the old interface starts, gets nothing, and fails with every image.',
  fix: {
    custom: ({ path }) =>
      `Get the version of the driver in ${path} that its maker has for the target, and install it with the upgrade. Or adapt its actions: arguments come from standard input.`,
  },
  refs: ['https://docs.opennebula.io/6.8/intro_release_notes/release_notes/compatibility.html'],
  covers: ['A.7.1'],
  needs: { drivers: each(storageDrivers) },
  messages: { custom: '{path} is not a driver of OpenNebula; since 6.8 drivers get their arguments in another way.' },
  judge: ({ drivers }, found) =>
    drivers.flatMap(({ host, value }): Outcome[] =>
      value.filter(({ name }) => !SHIPPED.has(name)).map(({ path }) => found.custom({ path }, { host, path, object: `driver ${path}` })),
    ),
});
