import { any, check, type Outcome, sh } from '../../src/index.ts';
import { type DriverKind, fateOf } from './drivers.ts';
import { datastores } from './facts/resources.ts';
import { readable, source, unreadable } from './pools.ts';

export default check({
  id: 'opennebula/datastore-driver-dropped',
  title: 'Every datastore has drivers that the target release ships',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped'], paths: [{ to: '>=7.0' }], because: 'datastore drivers were dropped with 7.0' },
  why: 'A datastore without a driver can neither be monitored nor used. 7.0 has none for vCenter; one that is not from OpenNebula must be in the lists of the new oned.conf, which the migration of the configuration writes anew.',
  fix: {
    dropped: ({ id }) => ({
      text: 'Move its images to another datastore, and delete it.',
      commands: [sh`onedatastore show ${id}`],
    }),
    own: ({ driver, list }) =>
      `See that the driver ${driver} works with the target release, and that it is in ARGUMENTS of ${list} in oned.conf after onecfg upgrade.`,
  },
  refs: [source('share/etc/oned.conf'), source('share/etc/oned.conf', 'release-6.10.0')],
  covers: ['A.3.15'],
  needs: { datastores: any(datastores) },
  messages: {
    dropped: 'Datastore {name} (id {id}) has the driver {driver} ({list}), which OpenNebula {since} dropped.',
    own: { text: 'Datastore {name} (id {id}) has the driver {driver} ({list}), which OpenNebula does not ship.', severity: 'warning' },
  },
  judge({ datastores: { host, value } }, found, { to }) {
    return [
      ...readable(value).flatMap(({ id, name, said }) => [
        ...judged('datastore', 'DATASTORE_MAD', { id, name }, noneIsNone(said.datastore)),
        ...judged('transfer', 'TM_MAD', { id, name }, noneIsNone(said.transfer)),
      ]),
      ...unreadable('datastore', value, host),
    ];

    function judged(
      kind: DriverKind,
      list: string,
      { id, name }: { readonly id: number; readonly name: string },
      driver: string | undefined,
    ): Outcome[] {
      const fate = fateOf(kind, driver, to);
      const [at, data] = [
        { host, object: `datastore ${id}` },
        { id, name, driver: driver ?? '', list },
      ];
      if (fate.is === 'dropped') return [found.dropped({ ...data, since: fate.since }, at)];
      return fate.is === 'own' ? [found.own(data, at)] : [];
    }
  },
});

/** A system datastore has `-` for the driver of images. */
const noneIsNone = (driver: string | undefined): string | undefined => (driver === '-' ? undefined : driver);
