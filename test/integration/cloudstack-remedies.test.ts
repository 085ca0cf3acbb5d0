import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import guestOsRequiredMissing from '../../checks/cloudstack/guest-os-required-missing.ts';
import integrationApiPortOff from '../../checks/cloudstack/integration-api-port-off.ts';
import integrationApiPortOpen from '../../checks/cloudstack/integration-api-port-open.ts';
import kvmHostCredentialsMissing from '../../checks/cloudstack/kvm-host-credentials-missing.ts';
import managementServerLeftUp from '../../checks/cloudstack/management-server-left-up.ts';
import managementServerVersionsDiffer from '../../checks/cloudstack/management-server-versions-differ.ts';
import plaintextAuthenticatorNotFirst from '../../checks/cloudstack/plaintext-authenticator-not-first.ts';
import storagePoolTrailingSlash from '../../checks/cloudstack/storage-pool-trailing-slash.ts';
import vcenterPasswordInClusterDetails from '../../checks/cloudstack/vcenter-password-plaintext-in-cluster-details.ts';
import { packs } from '../../checks/index.ts';
import type { Bodies, Source } from '../../src/model/answer.ts';
import type { AnyCheck } from '../../src/model/check.ts';
import { file } from '../../src/model/query.ts';
import type { ReportedFinding, Result } from '../../src/model/report.ts';
import { mysqlConnection } from '../../src/sources/mysql/connection.ts';
import { encryptV1 } from '../ciphers/encrypt.ts';
import { GUEST_OS, hostDetails, TABLES } from '../support/cloudstack-tables.ts';
import { type Mariadb, startMariadb } from '../support/mariadb.ts';
import { answers, before, judgeIn, nothing, remediesOf, type Situation } from '../support/remedies.ts';

/** What a check finds in a database is mended by the very statements that it prints, in the client that people paste them into. */
interface Case {
  readonly check: AnyCheck;
  readonly on: Pick<Situation, 'from' | 'to' | 'phase' | 'inputs'>;
  readonly schema?: string;
  readonly rows: string;
  /** The table that the remedies change, its key, and the column that they may change; none where they add and remove rows. */
  readonly table: string;
  readonly key?: string;
  readonly column?: string;
  /** `message` and the key of the row that its remedy may touch. */
  readonly finds: readonly (readonly [message: string, row: string | RegExp])[];
  /** What the management server answers, and answers when it was restarted. */
  readonly answers?: ReadonlyMap<string, Bodies[keyof Bodies]>;
  readonly restarted?: ReadonlyMap<string, Bodies[keyof Bodies]>;
  /** The undo leaves another table, which fails all the same. */
  readonly undoDiffers?: true;
}

const listening = (...ports: number[]): ReadonlyMap<string, Bodies[keyof Bodies]> =>
  answers([
    file('/proc/net/tcp'),
    {
      text: `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n${ports
        .map(
          (port, at) =>
            `   ${at}: 00000000:${port.toString(16).padStart(4, '0').toUpperCase()} 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 1 1\n`,
        )
        .join('')}`,
    },
  ]);

const UPGRADED = `INSERT INTO cloud.version (version, updated, step) VALUES ('4.2.1','2014-01-11 23:02:17','Complete'),('4.3.2','2015-01-24 22:05:14','Complete');`;
const SETTINGS = `INSERT INTO cloud.configuration (instance, name, value) VALUES ('DEFAULT','integration.api.port.old','9'),('DEFAULT','xintegration.api.port','8'),
  ('DEFAULT','integration.api.poRt2',NULL),('DEFAULT','user.authenticators.order2','x'),('DEFAULT','host','10.1.1.10');`;
const setting = (name: string, value: string): string =>
  `INSERT INTO cloud.configuration (instance, name, value) VALUES ('DEFAULT','${name}',${value});`;
const OLD_VM = `INSERT INTO cloud.vm_instance (id, name, instance_name, state, type, update_time) VALUES (1,'s-1-VM','s-1-VM','Running','SecondaryStorageVm','2014-01-12 00:20:11');`;
const POST = { from: '4.2.1', to: '4.3.2', phase: 'post' } as const;

const port = (what: string, value: string, message: string): Readonly<Record<string, Case>> => ({
  [`integration-api-port-off, ${what}`]: {
    check: integrationApiPortOff,
    on: POST,
    rows: UPGRADED + SETTINGS + OLD_VM + setting('integration.api.port', value),
    table: 'configuration',
    key: 'name',
    column: 'value',
    finds: [[message, 'integration.api.port']],
    answers: listening(8096),
  },
});
const open = (what: string, value: string): Readonly<Record<string, Case>> => ({
  [`integration-api-port-open, ${what}`]: {
    check: integrationApiPortOpen,
    on: POST,
    rows: UPGRADED + SETTINGS + setting('integration.api.port', value),
    table: 'configuration',
    key: 'name',
    column: 'value',
    finds: [['opensAtRestart', 'integration.api.port']],
    answers: listening(22),
  },
});
const authenticators = (what: string, order: string, exclude: string, ...finds: Case['finds']): Readonly<Record<string, Case>> => ({
  [`plaintext-authenticator-not-first, ${what}`]: {
    check: plaintextAuthenticatorNotFirst,
    on: { ...POST, inputs: { 'md5-clients': true } },
    rows: UPGRADED + SETTINGS + setting('user.authenticators.order', order) + setting('user.authenticators.exclude', exclude),
    table: 'configuration',
    key: 'name',
    column: 'value',
    finds,
  },
});
const credentials = (unique: boolean): Case => ({
  check: kvmHostCredentialsMissing,
  on: { from: '2.2.14', to: '4.3.2', phase: 'pre' },
  schema: TABLES + hostDetails(unique),
  rows: `INSERT INTO cloud.host (id, name, status, type, private_ip_address, hypervisor_type, removed) VALUES
      (5,'nothing','Up','Routing','10.1.1.5','KVM',NULL),(6,'empty','Up','Routing','10.1.1.6','kvm',NULL),(7,'all','Up','Routing','10.1.1.7','KVM',NULL),
      (8,'other case','Up','Routing','10.1.1.8','KVM',NULL),(9,'gone','Down','Routing','10.1.1.9','KVM','2011-01-01'),(10,'xen','Up','Routing','10.1.1.10','XenServer',NULL);
    INSERT INTO cloud.host_details (host_id, name, value) VALUES (6,'username',''),(6,'password',''),(7,'username','root'),(7,'password','it''s \\\\ ß '),
      (8,'Username','admin'),(8,'password',' '),(9,'username',''),(10,'username',''),(5,'username ','x'),(6,'com.cloud.network.Networks.RouterPrivateIpStrategy','');`,
  table: 'host_details',
  finds: [
    ['noUsername', /^5 username *$/],
    ['noPassword', /^5 password$/],
    ['noUsername', /^6 username$/],
    ['noPassword', /^6 password$/],
    ['noUsername', /^8 username$/i],
  ],
  undoDiffers: true,
});

const ON_THE_HOST = answers(
  [
    file('/etc/cloudstack/management/db.properties'),
    { text: `db.cloud.encryption.type=file\ndb.cloud.encrypt.secret=ENC(${encryptV1('management-key', 'database-key')})\n` },
  ],
  [file('/etc/cloudstack/management/key'), { text: 'management-key\n' }],
);
const sealed = encryptV1('database-key', 'vcenter');

const CASES: Readonly<Record<string, Case>> = {
  'storage-pool-trailing-slash': {
    check: storagePoolTrailingSlash,
    on: { from: '4.2.1', to: '4.3.2', phase: 'stopped' },
    rows: `INSERT INTO cloud.cluster (id, name, data_center_id, hypervisor_type) VALUES (1,'c','1','KVM');
      INSERT INTO cloud.storage_pool (id, name, uuid, pool_type, port, data_center_id, host_address, path, removed) VALUES
      (1,'nfs','1','NetworkFilesystem',0,1,'h','/export/',NULL),(2,'o''neil \\\\ local','2','Filesystem',0,1,'h','/var/lib/libvirt/images/',NULL),
      (3,'removed','3','Filesystem',0,1,'h','/var/lib/libvirt/images/','2013-01-01'),(4,'other case','4','Filesystem',0,1,'h','/VAR/lib/libvirt/images',NULL),
      (5,'größe','5','Filesystem',0,1,'h','/daten/größe/ø//',NULL),(6,'quotes','6','Filesystem',0,1,'h','/data/it''s \\\\ "x" % _/',NULL),
      (7,'blanks','7','Filesystem',0,1,'h','/data/x  ',NULL),(8,'none','8','Filesystem',0,1,'h','/data/x',NULL),
      (9,NULL,'9','Filesystem',0,1,'h','/data/nameless/',NULL),(10,'both','10','Filesystem',0,1,'h','/data/y/ ',NULL),(11,'digits','11','Filesystem',0,1,'h','7/',NULL);`,
    table: 'storage_pool',
    column: 'path',
    finds: [
      ['trailingSlash', '2'],
      ['trailingSlash', '5'],
      ['trailingSlash', '6'],
      ['trailingBlank', '7'],
      ['trailingSlash', '9'],
      ['trailingSlash', '10'],
      ['trailingSlash', '11'],
    ],
  },
  ...port('NULL', 'NULL', 'off'),
  ...port('empty', "''", 'off'),
  ...port('null in letters', "'null'", 'off'),
  ...port('another port', "'9090'", 'otherPort'),
  ...port('a hostile value', "'80''96\\\\\\'; DROP TABLE x; -- é'", 'otherPort'),
  ...open('as the script wants it', "'8096'"),
  ...open('with blanks', "' 8080 '"),
  'integration-api-port-open, while it is open': {
    ...Object.values(open('', "'8096'"))[0]!,
    finds: [['open', 'integration.api.port']],
    answers: listening(22, 8096),
    restarted: listening(22),
  },
  'kvm-host-credentials-missing': credentials(true),
  'kvm-host-credentials-missing, on a database without the unique key': credentials(false),
  'management-server-left-up': {
    check: managementServerLeftUp,
    on: { from: '4.18.1.0', to: '4.20.3.0', phase: 'stopped' },
    rows: `INSERT INTO cloud.mshost (id, msid, name, state, version, service_ip, service_port, last_update, removed) VALUES
      (1,11,'m1','Up','4.18.1','10.1.1.1',9090,'2025-01-01 00:00:00',NULL),(2,12,'m''2\\\\','UP','4.18.1','10.1.1.2',9090,NULL,NULL),
      (3,13,'m1','Down','4.18.1','10.1.1.1',9090,'2025-01-01 00:00:00',NULL),(4,14,'m1','Up','4.18.1','10.1.1.1',9090,'2024-01-01 00:00:00','2024-01-02'),
      (5,15,'fresh','Up','4.18.1','10.1.1.5',9090,UTC_TIMESTAMP(),NULL),(6,16,NULL,'up',NULL,'10.1.1.6',9090,'2025-01-01 00:00:00',NULL);`,
    table: 'mshost',
    column: 'state',
    finds: [
      ['leftUp', '1'],
      ['leftUp', '2'],
      ['leftUp', '6'],
    ],
  },
  'management-server-versions-differ': {
    check: managementServerVersionsDiffer,
    on: POST,
    rows: `INSERT INTO cloud.mshost (id, msid, name, state, version, service_ip, service_port, last_update, removed) VALUES
      (1,11,'m1','Up','4.3.2','10.1.1.1',9090,UTC_TIMESTAMP(),NULL),(2,12,'m1','Down','4.2.1','10.1.1.1',9090,'2014-01-01',NULL),
      (3,13,'m''3','Down',NULL,'10.1.1.3',9090,NULL,NULL),(4,14,'m4','Down','4.2.1','10.1.1.4',9090,'2012-01-01','2012-02-02');`,
    table: 'mshost',
    column: 'removed',
    finds: [
      ['forgotten', '2'],
      ['forgotten', '3'],
    ],
  },
  ...authenticators('as it comes', 'NULL', 'NULL', ['settingNotFirst', 'user.authenticators.order']),
  ...authenticators('with blanks', "'SHA256SALT, MD5 ,LDAP,PLAINTEXT '", "''", ['settingNotFirst', 'user.authenticators.order']),
  ...authenticators('excluded', "'PLAINTEXT,MD5'", "'LDAP, PLAINTEXT'", ['settingExcluded', 'user.authenticators.exclude']),
  ...authenticators(
    'with hostile names, which stay',
    "'O''NEIL\\\\,größe,MD5'",
    "''",
    ['settingNotFirst', 'user.authenticators.order'],
    ['unknownName', ''],
    ['unknownName', ''],
  ),
  'vcenter-password-plaintext-in-cluster-details, under another name': {
    check: vcenterPasswordInClusterDetails,
    on: { from: '4.2.1', to: '4.3.2', phase: 'stopped' },
    rows: `INSERT INTO cloud.cluster (id, name, data_center_id, hypervisor_type) VALUES (1,'v1',1,'VMware'),(2,'v2',1,'VMware'),(3,'k',1,'KVM');
      ${setting('init', `'${encryptV1('database-key', 'true')}'`)}
      INSERT INTO cloud.cluster_details (id, cluster_id, name, value) VALUES (4,1,'url','http://vc/dc/c'),(5,1,'Password','${sealed}'),
      (6,2,'password','${sealed}'),(7,3,'PASSWORD','of nobody'),(8,1,'passwords','x'),(9,1,'username','${sealed}');`,
    table: 'cluster_details',
    column: 'name',
    finds: [['misspelt', '5']],
    answers: ON_THE_HOST,
  },
  'guest-os-required-missing': {
    check: guestOsRequiredMissing,
    on: { from: '4.15.0.0', to: '4.18.1.0', phase: 'stopped' },
    schema: GUEST_OS,
    rows: `INSERT INTO cloud.guest_os (id, category_id, uuid, display_name, is_user_defined) VALUES (1,1,'a','centos 8 ',0),(2,2,'b','Debian GNU/Linux 10 (32-bit)',0),
      (3,2,'c','Débian GNU/Linux 10 (64-bit)',1),(4,6,'d','Windows Server 2019 (64-bit)',0),(5,6,'e','SUSE Linux Enterprise Server 15 (64-bit) \\\\''x',0);`,
    table: 'guest_os',
    finds: [
      ['missing', /^\d+ Debian GNU\/Linux 10 \(64-bit\)$/],
      ['missing', /^\d+ SUSE Linux Enterprise Server 15 \(64-bit\)$/],
    ],
  },
};

let mariadb: Mariadb;
beforeAll(async () => {
  mariadb = await startMariadb();
  await mariadb.admin("CREATE USER preflight@'127.0.0.1' IDENTIFIED BY 'read-only'; GRANT SELECT ON cloud.* TO preflight@'127.0.0.1';");
});
afterAll(() => mariadb?.stop());

type Row = Readonly<Record<string, unknown>>;
type Dump = ReadonlyMap<string, Row>;

const dump = async ({ table, key = 'id' }: Case): Promise<Dump> =>
  new Map((await mariadb.admin(`SELECT * FROM cloud.${table}`)).map(row => [String(row[key]), row]));

/** What differs, by key: the columns. A row that came or went has `*`. */
function changes(old: Dump, now: Dump): Map<string, string[]> {
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  const columns = (a: Row | undefined, b: Row | undefined): string[] =>
    a && b ? Object.keys(a).filter(column => JSON.stringify(a[column]) !== JSON.stringify(b[column])) : ['*'];
  return new Map(keys.map(key => [key, columns(old.get(key), now.get(key))] as const).filter(([, changed]) => changed.length > 0));
}

/** What the remedy of a finding may touch: a row that is there by its key, one that comes or goes by what it says. */
function expectOnly(touched: Dump, changed: ReadonlyMap<string, readonly string[]>, row: string | RegExp, { column }: Case): void {
  for (const [key, columns] of changed) {
    if (typeof row === 'string') {
      expect([key, columns]).toEqual([row, [column]]);
      continue;
    }
    const { host_id, name, display_name } = touched.get(key)!;
    expect(host_id === undefined ? `${key} ${display_name}` : `${host_id} ${name}`).toMatch(row);
  }
}

const paste = (text: string): void =>
  void execFileSync('mariadb', ['--no-defaults', `--socket=${mariadb.socketPath}`, '--user=root', '--default-character-set=utf8mb4'], {
    input: text,
    stdio: ['pipe', 'pipe', 'pipe'],
  });

/** The check, with the database asked by the source of MySQL and the management server by what it is given. */
async function judge({ check, on, ...one }: Case, isRestarted = false): Promise<Result> {
  const database = mysqlConnection({ host: mariadb.host, port: mariadb.port, user: 'preflight', password: async () => 'read-only' });
  const management = before((isRestarted ? one.restarted : undefined) ?? one.answers ?? new Map(), nothing);
  const source: Source = { ask: (host, queries) => (host === 'db1' ? database.ask(queries as never) : management.ask(host, queries)) };
  try {
    return await judgeIn(check, { ...on, hosts: { database: ['db1'], management: ['m1'] }, source });
  } finally {
    await database.close();
  }
}

const sqlOf = ({ remedy }: ReportedFinding): string =>
  (remedy?.commands ?? []).flatMap(({ language, text }) => (language === 'sql' ? [text] : [])).join('\n');
const texts = ({ findings }: Result): string[] => findings.map(({ text }) => text);

describe.each(Object.entries(CASES))('%s', (_, one) => {
  test('its statements mend what was found and touch nothing else, and can be undone', async () => {
    await mariadb.admin(`DROP DATABASE IF EXISTS cloud; CREATE DATABASE cloud DEFAULT CHARSET utf8; USE cloud; ${one.schema ?? TABLES} ${one.rows}`);
    const before = await dump(one);
    const found = await judge(one);
    expect(found.findings.map(({ message }) => message)).toEqual(one.finds.map(([message]) => message));
    const mendable = found.findings.flatMap((finding, at) => (sqlOf(finding) === '' ? [] : [{ finding, row: one.finds[at]![1] }]));
    expect(mendable.length).toBeGreaterThan(0);

    for (const { finding, row } of mendable) {
      const earlier = await dump(one);
      paste(sqlOf(finding));
      const now = await dump(one);
      expect(changes(earlier, now).size, finding.text).toBeGreaterThan(0);
      expectOnly(new Map([...earlier, ...now]), changes(earlier, now), row, one);
    }
    const mended = await judge(one, true);
    expect(texts(mended)).toEqual(found.findings.filter(finding => sqlOf(finding) === '').map(({ text }) => text));
    expect(mended.unknowns).toEqual([]);

    for (const { finding } of mendable.toReversed()) paste(finding.remedy!.undo!);
    if (!one.undoDiffers) expect(changes(before, await dump(one))).toEqual(new Map());
    expect(texts(await judge(one))).toEqual(texts(found));
  });
});

test('no check whose remedy is SQL is left out', async () => {
  const { checks } = await packs.cloudstack!();
  const withSql = checks.filter(check => remediesOf(check).some(({ commands }) => commands.some(({ language }) => language === 'sql')));
  const covered = new Set(Object.values(CASES).map(({ check }) => check.id));
  expect(withSql.map(({ id }) => id).filter(id => !covered.has(id))).toEqual([]);
  expect(withSql.length).toBe(covered.size);
});
