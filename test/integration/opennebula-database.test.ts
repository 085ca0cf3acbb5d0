import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import platform from '../../checks/opennebula/platform.ts';
import { capture } from '../../src/engine/capture.ts';
import { grantsOf, permissionsOf } from '../../src/engine/permissions.ts';
import { redactor } from '../../src/engine/redact/redactor.ts';
import { run } from '../../src/engine/run.ts';
import type { Source } from '../../src/model/answer.ts';
import type { AnyCheck } from '../../src/model/check.ts';
import type { Fact, Need } from '../../src/model/fact.ts';
import type { Phase } from '../../src/model/phase.ts';
import type { TableQuery } from '../../src/model/query.ts';
import type { Result } from '../../src/model/report.ts';
import { openSnapshot } from '../../src/snapshot/open.ts';
import { writeSnapshot } from '../../src/snapshot/write.ts';
import { mysqlConnection } from '../../src/sources/mysql/connection.ts';
import type { TableConnection } from '../../src/sources/sql/body.ts';
import { sqliteConnection } from '../../src/sources/sqlite/connection.ts';
import { type Mariadb, startMariadb } from '../support/mariadb.ts';
import { temporaryFolder } from '../support/snapshots.ts';

const CANARY = 'Canary-4c1d-of-a-guest';
const DOCUMENT_CANARY = 'Canary-77aa-of-a-service';

const STANDARD =
  'oid INTEGER PRIMARY KEY, name VARCHAR(128), body MEDIUMTEXT, uid INTEGER, gid INTEGER, owner_u INTEGER, group_u INTEGER, other_u INTEGER';

/** As oned 6.8 creates them; the names of a few pools stand for all of that form. */
const SCHEMA = [
  'CREATE TABLE db_versioning (oid INTEGER PRIMARY KEY, version VARCHAR(256), timestamp INTEGER, comment VARCHAR(256))',
  'CREATE TABLE local_db_versioning (oid INTEGER PRIMARY KEY, version VARCHAR(256), timestamp INTEGER, comment VARCHAR(256), is_slave BOOLEAN)',
  'CREATE TABLE system_attributes (name VARCHAR(128) PRIMARY KEY, body MEDIUMTEXT)',
  'CREATE TABLE host_pool (oid INTEGER PRIMARY KEY, name VARCHAR(128), body MEDIUMTEXT, state INTEGER, uid INTEGER, gid INTEGER, owner_u INTEGER, group_u INTEGER, other_u INTEGER, cid INTEGER)',
  'CREATE TABLE vm_pool (oid INTEGER PRIMARY KEY, name VARCHAR(128), body MEDIUMTEXT, uid INTEGER, gid INTEGER, state INTEGER, lcm_state INTEGER, owner_u INTEGER, group_u INTEGER, other_u INTEGER, short_body MEDIUMTEXT, search_token MEDIUMTEXT)',
  'CREATE TABLE vm_import (deploy_id VARCHAR(128), vmid INTEGER, PRIMARY KEY(deploy_id))',
  'CREATE TABLE document_pool (oid INTEGER PRIMARY KEY, name VARCHAR(128), body MEDIUMTEXT, type INTEGER, uid INTEGER, gid INTEGER, owner_u INTEGER, group_u INTEGER, other_u INTEGER)',
  'CREATE TABLE schedaction_pool (oid INTEGER PRIMARY KEY, parent_id INTEGER, type VARCHAR(128), body MEDIUMTEXT, time INTEGER, done INTEGER)',
  'CREATE TABLE logdb (log_index BIGINT UNSIGNED PRIMARY KEY, term INTEGER, sqlcmd MEDIUMTEXT, timestamp INTEGER, fed_index BIGINT UNSIGNED, applied BOOLEAN)',
  'CREATE TABLE user_quotas (user_oid INTEGER PRIMARY KEY, body MEDIUMTEXT)',
  'CREATE TABLE group_quotas (group_oid INTEGER PRIMARY KEY, body MEDIUMTEXT)',
  ...['image', 'datastore', 'template', 'vn_template', 'user', 'marketplace'].map(name => `CREATE TABLE ${name}_pool (${STANDARD})`),
  `CREATE TABLE network_pool (${STANDARD}, pid INTEGER)`,
  `CREATE TABLE hook_pool (${STANDARD}, type INTEGER)`,
];

const quoted = (value: string | number | null): string => (typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value));
const insert = (table: string, row: Readonly<Record<string, string | number | null>>): string =>
  `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(quoted).join(', ')})`;

const tag = (name: string, value: string | number): string => `<${name}><![CDATA[${value}]]></${name}>`;
const CONTEXT = `<CONTEXT>${tag('PASSWORD', CANARY)}${tag('TOKEN', 'YES')}${tag('START_SCRIPT_BASE64', Buffer.from(CANARY).toString('base64'))}</CONTEXT>`;
const vmBody = (oid: number, hypervisor: string): string =>
  `<VM><ID>${oid}</ID><USER_TEMPLATE>${tag('NOTE', CANARY)}</USER_TEMPLATE><TEMPLATE>${CONTEXT}<NIC>${tag('VN_MAD', 'bridge')}</NIC>${tag('VMID', oid)}</TEMPLATE><HISTORY_RECORDS><HISTORY>${tag('VM_MAD', hypervisor)}</HISTORY></HISTORY_RECORDS></VM>`;
const vm = (oid: number, state: number, lcm_state: number, hypervisor = 'kvm'): string =>
  insert('vm_pool', { oid, name: `vm ${oid} 'ü'`, body: vmBody(oid, hypervisor), state, lcm_state, short_body: vmBody(oid, hypervisor) });
const pool = (table: string, oid: number, root: string, elements: string): string =>
  insert(table, {
    oid,
    name: `${root.toLowerCase()}${oid}`,
    body: `<${root}><ID>${oid}</ID>${elements}<TEMPLATE>${tag('API_TOKEN', CANARY)}</TEMPLATE></${root}>`,
  });

const ROWS = [
  insert('db_versioning', { oid: 0, version: '6.6.0', timestamp: 1700000000, comment: 'OpenNebula 6.6.0 (a1b2c3d4) daemon bootstrap' }),
  insert('db_versioning', { oid: 1, version: '6.8.0', timestamp: 1719400000, comment: 'Database migrated from 6.6.0 to 6.8.0' }),
  insert('local_db_versioning', { oid: 1, version: '6.8.0', timestamp: 1719400000, comment: 'Database migrated', is_slave: 0 }),
  insert('system_attributes', { name: 'RAFT_STATE', body: '<MESSAGE><TERM>0</TERM></MESSAGE>' }),
  ...[vm(1, 3, 3), vm(2, 3, 8), vm(3, 3, 16), vm(4, 3, 36), vm(5, 6, 3), vm(6, 8, 0), vm(7, 10, 0), vm(8, 3, 99), vm(9, 3, 3, 'vcenter')],
  insert('vm_pool', { oid: 10, name: null, body: `<VM><ID>10</ID><PASSWORD>${CANARY}</PASSWORD><TEMPLATE/></VM>`, state: 6, lcm_state: 0 }),
  insert('vm_import', { deploy_id: 'wild-1', vmid: 9 }),
  ...[2, 3, 4, 8].map((state, oid) =>
    insert('host_pool', {
      oid,
      name: `node${oid}`,
      state,
      body: `<HOST><ID>${oid}</ID>${tag('IM_MAD', 'kvm')}${tag('VM_MAD', oid === 3 ? 'lxd' : 'kvm')}<TEMPLATE>${tag('EC2_SECRET', CANARY)}</TEMPLATE></HOST>`,
    }),
  ),
  pool('image_pool', 1, 'IMAGE', '<TYPE>0</TYPE><STATE>1</STATE><VMS></VMS>'),
  pool('image_pool', 2, 'IMAGE', '<TYPE>6</TYPE><STATE>4</STATE><VMS></VMS>'),
  insert('image_pool', { oid: 3, name: 'broken', body: `<IMAGE><PATH>https://u:${CANARY}@x</PATH>` }),
  pool('datastore_pool', 0, 'DATASTORE', `${tag('DS_MAD', '-')}${tag('TM_MAD', 'ssh')}<TYPE>1</TYPE>`),
  insert('datastore_pool', {
    oid: 1,
    name: 'netapp',
    body: `<DATASTORE>${tag('DS_MAD', 'netapp')}${tag('TM_MAD', 'netapp')}<TYPE>0</TYPE><TEMPLATE>${tag('NETAPP_PASS', CANARY)}</TEMPLATE></DATASTORE>`,
  }),
  pool('network_pool', 0, 'VNET', `${tag('VN_MAD', 'ebtables')}<STATE>2</STATE>`),
  pool('vn_template_pool', 0, 'VNTEMPLATE', ''),
  pool('marketplace_pool', 0, 'MARKETPLACE', tag('MARKET_MAD', 'dockerhub')),
  pool('hook_pool', 0, 'HOOK', tag('TYPE', 'api')),
  insert('user_pool', {
    oid: 0,
    name: 'oneadmin',
    body: `<USER>${tag('PASSWORD', CANARY)}<TEMPLATE>${tag('LABELS', 'web servers')}</TEMPLATE></USER>`,
  }),
  pool('template_pool', 0, 'VMTEMPLATE', ''),
  insert('document_pool', {
    oid: 1,
    name: 'svc',
    type: 100,
    body: `<DOCUMENT><TEMPLATE>${tag('BODY', `{"name":"x","custom_attrs_values":{"p":"${DOCUMENT_CANARY}"}}`)}</TEMPLATE></DOCUMENT>`,
  }),
  insert('document_pool', {
    oid: 2,
    name: 'aws',
    type: 102,
    body: `<DOCUMENT><TEMPLATE>${tag('PROVISION_BODY', DOCUMENT_CANARY)}</TEMPLATE></DOCUMENT>`,
  }),
  insert('schedaction_pool', { oid: 1, parent_id: 4, type: 'VM', body: '', time: 1700000000, done: -1 }),
  insert('schedaction_pool', { oid: 2, parent_id: 4, type: 'VM', body: '', time: 1700000000, done: 1700000001 }),
  `INSERT INTO logdb VALUES (1, 3, 'eJx${CANARY}', 1700000000, 18446744073709551615, 1), (2, 3, 'eJx${CANARY}', 0, 18446744073709551615, 0)`,
  insert('user_quotas', { user_oid: 2, body: '<QUOTAS><ID>2</ID><VM_QUOTA><VM><CPU_USED>-1</CPU_USED></VM></VM_QUOTA></QUOTAS>' }),
];

const folder = new URL('../../checks/opennebula/', import.meta.url);
const isOfDatabase = ({ needs }: AnyCheck): boolean =>
  Object.values(needs as Record<string, Need<unknown>>).every(({ fact, when }) => (fact as Fact<unknown>).role === 'database' && when === 'now');

let mariadb: Mariadb;
let directory: string;
let checks: readonly AnyCheck[];

beforeAll(async () => {
  directory = temporaryFolder();
  const names = readdirSync(folder).filter(
    name => name.endsWith('.ts') && /^export default check\(/m.test(readFileSync(new URL(name, folder), 'utf8')),
  );
  const modules = await Promise.all(names.map(name => import(new URL(name, folder).href) as Promise<{ default: AnyCheck }>));
  checks = modules.map(({ default: check }) => check).filter(check => Object.keys(check.needs).length > 0 && isOfDatabase(check));
  const database = new Database(join(directory, 'one.db'));
  for (const statement of [...SCHEMA, ...ROWS]) database.exec(statement);
  database.close();
  mariadb = await startMariadb(['--character-set-server=utf8mb4']);
  await mariadb.admin(`CREATE DATABASE opennebula; USE opennebula; ${[...SCHEMA, ...ROWS].join(';\n')}`);
  const grants = permissionsOf(platform, checks).flatMap(one => grantsOf(one, "preflight@'127.0.0.1'"));
  await mariadb.admin(`CREATE USER preflight@'127.0.0.1'; ${grants.filter(grant => !isNotHere(grant)).join('\n')}`);
});
afterAll(async () => {
  await mariadb?.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Tables of other checks that this database does not have cannot be granted. */
const isNotHere = (grant: string): boolean =>
  !SCHEMA.some(statement => statement.startsWith(`CREATE TABLE ${/ON opennebula\.(\w+)/.exec(grant)?.[1]} `));

const sqlite = (): TableConnection => sqliteConnection(join(directory, 'one.db'));
const mysql = (): TableConnection => mysqlConnection({ host: '127.0.0.1', port: mariadb.port, user: 'preflight' });
const asked = ({ ask }: TableConnection): Source => ({ ask: (_, queries) => ask(queries as readonly TableQuery[]) });
const DATABASE = { database: ['db1'] };

async function judged(
  source: Source,
  phase: Phase = 'pre',
  hosts: Readonly<Record<string, readonly string[]>> = DATABASE,
): Promise<readonly Result[]> {
  const own = checks.filter(({ applies }) => applies.phases.includes(phase));
  const report = await run({
    ...{ platform, checks: own, allChecks: own, now: { source, hosts }, phase, from: '6.8.3', to: '7.0.0', inputs: {}, threshold: 'blocker' },
    ...{ evidence: { kind: 'installation', name: 'one' }, time: '2026-11-21T02:00:00Z', toolVersion: '0.0.0' },
  });
  return report.results;
}

const told = (results: readonly Result[]) =>
  Object.fromEntries(
    results.map(({ check, verdict, findings, unknowns }) => [
      check.replace('opennebula/', ''),
      [verdict, ...findings.map(({ message, object }) => `${message} ${object}`), ...unknowns.map(({ reason }) => reason)],
    ]),
  );

/** What the kinds of databases answer differently by their nature. */
const ABOUT_SERVER = ['database-charset-mismatch', 'database-server-old', 'transaction-isolation-unsuitable'];
const withoutServer = (all: ReturnType<typeof told>) => Object.fromEntries(Object.entries(all).filter(([check]) => !ABOUT_SERVER.includes(check)));

const EXPECTED = {
  'backup-image-orphan': ['fail', 'orphan image 2', 'the body of image 3 is no XML that can be read'],
  'database-release-unsupported': ['pass'],
  'database-versions-differ': ['pass'],
  'document-type-dropped': ['fail', 'dropped document 2'],
  'host-in-error': ['fail', 'error host 1'],
  'hypervisor-driver-dropped': ['fail', 'host host 3', 'vm virtual machine 9'],
  'image-in-transition': ['fail', 'backup image 2', 'the body of image 3 is no XML that can be read'],
  'imported-vm-left': ['fail', 'stops virtual machine 9'],
  'marketplace-driver-dropped': ['fail', 'dropped marketplace 0'],
  'network-driver-dropped': ['fail', 'network virtual network 0'],
  'network-in-transition': ['fail', 'locked virtual network 0'],
  'oneflow-document-malformed': ['fail', 'malformed document 1'],
  'quota-negative': ['fail', 'negative user 2'],
  'scheduled-action-overdue': ['fail', 'overdue scheduled action 1'],
  'vm-body-malformed': ['fail', 'empty virtual machine 10'],
  'vm-in-failure': ['fail', 'failed virtual machine 4'],
  'vm-in-transition': ['fail', 'transient virtual machine 2', 'transient virtual machine 7', 'transient virtual machine 8'],
  'vm-unknown': ['fail', 'unknown virtual machine 3'],
  'datastore-secret-plaintext': ['fail', 'plaintext datastore 1'],
};

describe('one database, as SQLite and as MariaDB', () => {
  test('is judged alike', async () => {
    const [light, server] = [sqlite(), mysql()];
    try {
      const [fromFile, fromServer] = [told(await judged(asked(light))), told(await judged(asked(server)))];
      expect(fromFile).toMatchObject(EXPECTED);
      expect(withoutServer(fromServer)).toEqual(withoutServer(fromFile));
      for (const check of ABOUT_SERVER) expect(fromFile[check]).toEqual(['skip']);
      expect(fromServer).toMatchObject({
        'database-charset-mismatch': ['pass'],
        'database-server-old': ['pass'],
        'transaction-isolation-unsuitable': ['fail', 'isolation transaction isolation'],
      });
    } finally {
      await Promise.all([light.close(), server.close()]);
    }
  });

  test('shows what is not applied, once oned is stopped', async () => {
    for (const connection of [sqlite(), mysql()]) {
      try {
        expect(told(await judged(asked(connection), 'stopped'))['replicated-log-unapplied']).toEqual(['fail', 'waiting table logdb']);
      } finally {
        await connection.close();
      }
    }
  });

  test.each([
    ['SQLite', sqlite],
    ['MariaDB', mysql],
  ])('keeps its secrets, and a snapshot of it is judged like itself: %s', async (name, open) => {
    const connection = open();
    try {
      const hiding = redactor();
      const place = { source: asked(connection), hosts: DATABASE };
      const evidence = await capture({ platform, checks, place, inputs: {}, redactor: hiding });
      const path = join(directory, `site-${name}`);
      const manifest = { platform: 'opennebula', takenAt: '2026-11-21T02:00:00Z', hosts: DATABASE } as never;
      await writeSnapshot(evidence.entries(), { path, manifest, secrets: hiding.secrets, force: false });
      const stored = readdirSync(path, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
        .join('\n');
      expect(stored).toContain('<VN_MAD>bridge</VN_MAD>');
      expect(stored).toContain('‹secret:no-roles:');
      for (const secret of [CANARY, DOCUMENT_CANARY, Buffer.from(CANARY).toString('base64'), 'START_SCRIPT', 'EC2_SECRET'])
        expect(stored).not.toContain(secret);
      expect(told(await judged(await openSnapshot(path)))).toEqual(told(await judged(asked(connection))));
    } finally {
      await connection.close();
    }
  });

  test('that the target does not name leaves every check undecided, and none passes or is skipped', async () => {
    const nobody: Source = { ask: async (_, queries) => queries.map(() => ({ status: 'absent', reason: 'is not there' })) };
    for (const phase of ['pre', 'stopped'] as const) {
      const results = await judged(nobody, phase, { frontend: ['f1'] });
      expect(results.length).toBeGreaterThan(10);
      for (const { verdict, unknowns } of results) {
        expect(verdict).toBe('unknown');
        expect(unknowns[0]?.reason).toContain('the target names no database host');
      }
    }
  });
});
