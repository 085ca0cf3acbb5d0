import { afterAll, beforeAll, expect, test } from 'vitest';
import { customLevels, snapshotLevels } from '../../../checks/ovirt/facts/custom-levels.ts';
import { databaseClusters, databaseDataCenters } from '../../../checks/ovirt/facts/database-clusters.ts';
import { materializedViewOwners, sequenceOwners, tableOwners, viewOwners } from '../../../checks/ovirt/facts/database-owners.ts';
import { engineBackups } from '../../../checks/ovirt/facts/engine-backups.ts';
import { openCommands, storageTasks } from '../../../checks/ovirt/facts/engine-tasks.ts';
import { glusterBricks, glusterVolumes } from '../../../checks/ovirt/facts/gluster-bricks.ts';
import { hostAbilities, hostClusters } from '../../../checks/ovirt/facts/host-levels.ts';
import { engineVms, globalMaintenance, namedEngineVms, vmHosts } from '../../../checks/ovirt/facts/hosted-engine.ts';
import { hostNames, imageTransfers, vmBackups } from '../../../checks/ovirt/facts/image-transfers.ts';
import { disksOfVms, unfitImages, unfitSnapshots, vmStates } from '../../../checks/ovirt/facts/locked-entities.ts';
import { optionsWithoutDefault, providerAddresses, vintageHosts } from '../../../checks/ovirt/facts/outdated-rows.ts';
import { databaseSize, postgresExtensions, postgresSettings } from '../../../checks/ovirt/facts/postgres.ts';
import { attachedDomains, domainSpace, storageDomains } from '../../../checks/ovirt/facts/storage-domains.ts';
import { vmNames } from '../../../checks/ovirt/facts/vm-names.ts';
import { redactor } from '../../../src/engine/redact/redactor.ts';
import type { Fact } from '../../../src/model/fact.ts';
import type { TableQuery } from '../../../src/model/query.ts';
import { postgresConnection } from '../../../src/sources/postgres/connection.ts';
import { type Postgres, startPostgres } from '../../support/postgres.ts';

const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const [VM, HOST, CLUSTER, CENTER, DISK, DOMAIN] = [1, 2, 3, 4, 5, 6].map(id) as [string, string, string, string, string, string];

/** Tables with the types that the engine gives their columns. */
const TABLES = `
  CREATE ROLE engine LOGIN PASSWORD 'engine'; CREATE EXTENSION "uuid-ossp";
  CREATE TABLE cluster (cluster_id uuid, name varchar(40), compatibility_version varchar(40), storage_pool_id uuid, cpu_name varchar(255));
  INSERT INTO cluster VALUES ('${CLUSTER}', 'Default', '4.3', '${CENTER}', 'Intel Haswell-noTSX Family');
  CREATE TABLE storage_pool (id uuid, name varchar(40), compatibility_version varchar(40), status int);
  INSERT INTO storage_pool VALUES ('${CENTER}', 'Default', '4.3', 1);
  CREATE TABLE vm_static (vm_guid uuid, vm_name varchar(255), entity_type varchar(32), origin int, custom_compatibility_version varchar(40));
  INSERT INTO vm_static VALUES ('${VM}', 'HostedEngine', 'VM', 6, '4.2');
  CREATE TABLE vm_dynamic (vm_guid uuid, status int, run_on_vds uuid); INSERT INTO vm_dynamic VALUES ('${VM}', 15, '${HOST}');
  CREATE TABLE snapshots (snapshot_id uuid, vm_id uuid, snapshot_type varchar(32), status varchar(32), description varchar(4000), vm_configuration text);
  INSERT INTO snapshots VALUES ('${id(7)}', '${VM}', 'REGULAR', 'LOCKED', 'd',
    '<ovf:Envelope xmlns:ovf="x"><Content><Password>s3cr3t</Password><ClusterCompatibilityVersion>4.2</ClusterCompatibilityVersion></Content></ovf:Envelope>');
  CREATE TABLE vdc_options (option_name varchar(50), option_value text, version varchar(40), default_value text);
  INSERT INTO vdc_options VALUES ('A', 'x', 'general', NULL), ('B', 'y', 'general', 'z');
  CREATE TABLE vds_static (vds_id uuid, vds_name varchar(255), vds_type int, cluster_id uuid);
  INSERT INTO vds_static VALUES ('${HOST}', 'node1', 2, '${CLUSTER}');
  CREATE TABLE vds_dynamic (vds_id uuid, supported_cluster_levels varchar(40), supported_emulated_machines varchar(4000));
  INSERT INTO vds_dynamic VALUES ('${HOST}', '4.2,4.3', 'pc,q35');
  CREATE TABLE vds_statistics (vds_id uuid, ha_global_maintenance boolean); INSERT INTO vds_statistics VALUES ('${HOST}', true);
  CREATE TABLE providers (name varchar(128), auth_url text); INSERT INTO providers VALUES ('p', 'http://k:5000/v3'), ('q', NULL);
  CREATE TABLE async_tasks (task_id uuid, action_type int, started_at timestamptz);
  INSERT INTO async_tasks VALUES ('${id(8)}', 1001, now() - interval '2 days');
  CREATE TABLE command_entities (command_id uuid, command_type int, created_at timestamptz, status varchar(20), callback_enabled boolean, callback_notified boolean);
  INSERT INTO command_entities VALUES ('${id(9)}', 219, now(), 'ACTIVE', true, false), ('${VM}', 219, now(), 'ACTIVE', true, true);
  CREATE TABLE image_transfers (command_id uuid, phase int, disk_id uuid, vds_id uuid);
  INSERT INTO image_transfers VALUES ('${id(9)}', 2, '${DISK}', '${HOST}');
  CREATE TABLE vm_backups (backup_id uuid, vm_id uuid, phase varchar(32));
  INSERT INTO vm_backups VALUES ('${id(9)}', '${VM}', 'Ready'), ('${id(8)}', '${VM}', 'Succeeded');
  CREATE TABLE images (image_guid uuid, image_group_id uuid, imagestatus int); INSERT INTO images VALUES ('${id(9)}', '${DISK}', 2), ('${id(8)}', '${DISK}', 1);
  CREATE TABLE vm_device (device_id uuid, vm_id uuid, type varchar(30)); INSERT INTO vm_device VALUES ('${DISK}', '${VM}', 'disk'), ('${id(9)}', '${VM}', 'sound');
  CREATE TABLE engine_backup_log (scope varchar(64), done_at timestamptz, is_passed boolean);
  INSERT INTO engine_backup_log VALUES ('db', now() - interval '3 hours', true), ('files', now(), false);
  CREATE TABLE storage_domain_static (id uuid, storage_name varchar(250), storage_domain_type int, warning_low_space_indicator int, critical_space_action_blocker int);
  INSERT INTO storage_domain_static VALUES ('${DOMAIN}', 'nfs01', 0, 10, 5);
  CREATE TABLE storage_pool_iso_map (storage_id uuid, storage_pool_id uuid, status int); INSERT INTO storage_pool_iso_map VALUES ('${DOMAIN}', '${CENTER}', 3);
  CREATE TABLE storage_domain_dynamic (id uuid, available_disk_size int, used_disk_size int); INSERT INTO storage_domain_dynamic VALUES ('${DOMAIN}', 90, 10);
  CREATE TABLE gluster_volumes (id uuid, vol_name varchar(1000)); INSERT INTO gluster_volumes VALUES ('${id(9)}', 'vmstore');
  CREATE TABLE gluster_volume_bricks (volume_id uuid, brick_dir varchar(4096), status varchar(32), unsynced_entries int);
  INSERT INTO gluster_volume_bricks VALUES ('${id(9)}', '/b', 'UP', 10);
  CREATE SEQUENCE some_sequence; CREATE VIEW some_view AS SELECT name FROM cluster;
  GRANT SELECT ON ALL TABLES IN SCHEMA public TO engine; ANALYZE;`;

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
  await server.admin(TABLES);
}, 120_000);
afterAll(async () => server?.stop());

/** What a fact reads of the real server, through redaction. */
async function readFact<T>(fact: Fact<T, 'table'>): Promise<T> {
  const connection = postgresConnection({ host: server.host, port: server.port, user: 'engine', database: 'engine', password: async () => 'engine' });
  try {
    const query = fact.queries({})[0] as TableQuery;
    const [answer] = await connection.ask([query]);
    if (answer?.status !== 'ok') throw new Error(`${fact.id}: ${JSON.stringify(answer)}`);
    const body = redactor().body(query, answer.body, { rules: fact.secrets, keyFiles: [] });
    expect(JSON.stringify(body)).not.toContain('s3cr3t');
    return fact.parse(body, { host: 'db', at: answer.at, query });
  } finally {
    await connection.close();
  }
}

test('tables of the engine', async () => {
  expect(await readFact(databaseClusters)).toEqual([
    { id: CLUSTER, name: 'Default', level: '4.3', dataCenter: CENTER, cpuName: 'Intel Haswell-noTSX Family', cpuFlags: undefined },
  ]);
  expect(await readFact(databaseDataCenters)).toEqual([{ id: CENTER, name: 'Default', level: '4.3', status: '1' }]);
  expect(await readFact(customLevels)).toEqual([{ name: 'HostedEngine', isTemplate: false, level: '4.2' }]);
  expect(await readFact(snapshotLevels)).toEqual([{ id: id(7), vm: VM, description: 'd', level: { is: 'level', value: '4.2' } }]);
  expect(await readFact(vmNames)).toEqual(new Map([[VM, 'HostedEngine']]));
  expect(await readFact(engineVms)).toEqual([{ id: VM, name: 'HostedEngine', isOwn: true }]);
  expect(await readFact(namedEngineVms)).toEqual([{ id: VM, name: 'HostedEngine', isOwn: true }]);
  expect(await readFact(vmHosts)).toEqual(new Map([[VM, HOST]]));
  expect(await readFact(vmStates)).toEqual(new Map([[VM, '15']]));
  expect(await readFact(globalMaintenance)).toEqual(new Map([[HOST, true]]));
  expect(await readFact(optionsWithoutDefault)).toEqual([{ name: 'A', level: 'general' }]);
  expect(await readFact(vintageHosts)).toEqual([{ id: HOST, name: 'node1' }]);
  expect(await readFact(providerAddresses)).toEqual([{ name: 'p', url: 'http://k:5000/v3' }]);
  expect(await readFact(hostAbilities)).toEqual([{ id: HOST, levels: ['4.2', '4.3'], machines: ['pc', 'q35'] }]);
  expect(await readFact(hostClusters)).toEqual([{ id: HOST, name: 'node1', cluster: CLUSTER }]);
  expect(await readFact(hostNames)).toEqual(new Map([[HOST, 'node1']]));
});

test('work of the engine', async () => {
  const [task] = await readFact(storageTasks);
  expect(task).toMatchObject({ id: id(8), action: '1001' });
  expect(Math.round(task!.hours)).toBe(48);
  expect(await readFact(openCommands)).toMatchObject([{ id: id(9), action: '219', status: 'ACTIVE' }]);
  expect(await readFact(imageTransfers)).toEqual([{ id: id(9), phase: 2, disk: DISK, host: HOST }]);
  expect(await readFact(vmBackups)).toEqual([{ id: id(9), vm: VM, phase: 'Ready' }]);
  expect(await readFact(unfitImages)).toEqual([{ id: id(9), disk: DISK, state: 'locked' }]);
  expect(await readFact(unfitSnapshots)).toEqual([{ id: id(7), vm: VM, status: 'LOCKED' }]);
  expect(await readFact(disksOfVms)).toEqual(new Map([[DISK, [VM]]]));
  const runs = await readFact(engineBackups);
  expect(runs.map(({ scope, hours, hasPassed }) => [scope, Math.round(hours), hasPassed])).toEqual([
    ['db', 3, true],
    ['files', 0, false],
  ]);
});

test('storage', async () => {
  expect(await readFact(storageDomains)).toEqual([{ id: DOMAIN, name: 'nfs01', type: 'master', warnPercent: 10, blockGib: 5 }]);
  expect(await readFact(attachedDomains)).toEqual([{ domain: DOMAIN, dataCenter: CENTER, state: 'active' }]);
  expect(await readFact(domainSpace)).toEqual(new Map([[DOMAIN, { free: 90, used: 10 }]]));
  expect(await readFact(glusterBricks)).toEqual([{ directory: '/b', volume: id(9), status: 'UP', unsynced: 10 }]);
  expect(await readFact(glusterVolumes)).toEqual(new Map([[id(9), 'vmstore']]));
});

test('the server itself', async () => {
  expect((await readFact(tableOwners)).find(({ name }) => name === 'cluster')).toEqual({ kind: 'table', name: 'cluster', owner: 'postgres' });
  expect(await readFact(viewOwners)).toEqual([{ kind: 'view', name: 'some_view', owner: 'postgres' }]);
  expect(await readFact(sequenceOwners)).toEqual([{ kind: 'sequence', name: 'some_sequence', owner: 'postgres' }]);
  expect(await readFact(materializedViewOwners)).toEqual([]);
  expect(await readFact(postgresExtensions)).toContain('uuid-ossp');
  expect(Number((await readFact(postgresSettings)).get('max_connections'))).toBeGreaterThan(0);
  const size = await readFact(databaseSize);
  expect(size).toBeGreaterThan(1_000_000);
  expect(size).toBeLessThan(1_000_000_000);
});
