import { sh, sql } from '../../src/model/remedy.ts';
import type { Cell, Coverage, Report, ReportedFinding, Result, Verdict } from '../../src/model/report.ts';

const M1 = 'm1.example.org';
const M2 = 'm2.example.org';
const DB1 = 'db1.example.org';
const KVM = ['kvm1.example.org', 'kvm2.example.org', 'kvm3.example.org'] as const;
const AT = '2026-11-21T02:00:04Z';

/** Check × host of these results, counted. */
export function coverageOf(results: readonly Result[]): Coverage {
  const cells = results.flatMap(result => result.cells);
  const count = (verdict: Verdict): number => cells.filter(cell => cell.verdict === verdict).length;
  return { total: cells.length, pass: count('pass'), fail: count('fail'), skip: count('skip'), unknown: count('unknown') };
}

/** A result that passes on the database host, unless it is given otherwise. */
export const sampleResult = (given: Partial<Result> & Pick<Result, 'check'>): Result => ({
  title: 'The installation is as it should be',
  severity: 'blocker',
  verdict: 'pass',
  why: 'The upgrade stops otherwise.',
  refs: [],
  findings: [],
  unknowns: [],
  cells: [{ host: DB1, verdict: given.verdict ?? 'pass' }],
  looked: [],
  ...given,
});

/** A finding on the database host, unless it is given otherwise. */
export const sampleFinding = (given: Partial<ReportedFinding> = {}): ReportedFinding => ({
  fingerprint: '00112233445566ff',
  message: 'wrong',
  severity: 'blocker',
  text: 'Something is wrong.',
  host: DB1,
  data: {},
  ...given,
});

const on = (verdict: Verdict, ...hosts: readonly string[]): Cell[] => hosts.map(host => ({ host, verdict }));
const unreachable = (fact: string) =>
  ({ fact, host: M2, status: 'unreachable', reason: 'connecting to 10.0.0.12 port 22 timed out after 10 s' }) as const;

const slash = (id: number, name: string, path: string, fingerprint: string): ReportedFinding => ({
  fingerprint,
  message: 'trailingSlash',
  severity: 'blocker',
  text: `Storage pool ${name} (id ${id}) has the path "${path}", which ends in a slash.`,
  host: DB1,
  object: `storage pool ${id}`,
  data: { name, id, path },
  remedy: {
    text: 'Back up the database, stop every management server, then change this one row.',
    down: 'cloudstack-management on every management server',
    commands: [sql`UPDATE cloud.storage_pool SET path = ${path.replace(/\/+$/, '')} WHERE id = ${id};`],
    undo: sql`UPDATE cloud.storage_pool SET path = ${path} WHERE id = ${id};`.text,
    note: 'The guide changes every row with one path (WHERE path=...). MySQL compares that without case and trailing blanks, so it can hit another pool; the id cannot.',
  },
});

const trailingSlash: Result = {
  check: 'cloudstack/storage-pool-trailing-slash',
  title: 'Local storage pool paths have no trailing slash',
  severity: 'blocker',
  verdict: 'fail',
  why: 'The upgraded KVM agent reports the path of local storage without the slash. The management server then takes it for another pool, and virtual machines on the old one do not start.',
  refs: [
    'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3',
    'https://github.com/apache/cloudstack/pull/3813',
  ],
  findings: [
    slash(8, 'kvm1-local', '/var/lib/libvirt/images/', 'a3f1c09e5b7d2468'),
    {
      fingerprint: '5d02b7aa90c1ee34',
      message: 'atRoot',
      severity: 'warning',
      text: 'Storage pool kvm3-scratch (id 15) is the root directory, "/".',
      host: DB1,
      object: 'storage pool 15',
      data: { name: 'kvm3-scratch', id: 15, path: '/' },
      remedy: {
        text: 'Move the pool to a directory of its own. There is nothing to strip from the root directory, so do not run the statement of the guide on this row.',
      },
    },
    slash(12, "kvm2-local's disk", '/export/ssd/', '90ab4de1f6c3725b'),
  ],
  unknowns: [],
  cells: on('fail', DB1),
  looked: [{ fact: 'storage pools', host: DB1, query: 'table cloud.storage_pool', status: 'ok', at: AT }],
};

const authenticators: Result = {
  check: 'cloudstack/plaintext-authenticator-first',
  title: 'The plain text authenticator is not the first one',
  severity: 'blocker',
  verdict: 'fail',
  why: 'New passwords are stored by the first authenticator of the list. With the plain text one they stand readable in the database.',
  refs: ['https://docs.cloudstack.apache.org/en/latest/adminguide/accounts.html#using-an-ldap-server'],
  findings: [
    {
      fingerprint: '1c9d8e7f6a5b4c3d',
      message: 'plaintextFirst',
      severity: 'blocker',
      text: 'The first user authenticator is PLAINTEXT.',
      host: M1,
      path: '/etc/cloudstack/management/db.properties',
      line: 41,
      data: {},
      remedy: {
        text: 'Move PLAINTEXT to the end of the list.',
        commands: [
          sh`cp -p /etc/cloudstack/management/db.properties ${'/root/db.properties before the upgrade'}`,
          sh`sed -i ${'s/^user.authenticators.order=PLAINTEXT,\\(.*\\)/user.authenticators.order=\\1,PLAINTEXT/'} /etc/cloudstack/management/db.properties`,
        ],
        undo: sh`cp -p ${'/root/db.properties before the upgrade'} /etc/cloudstack/management/db.properties`.text,
      },
    },
  ],
  unknowns: [unreachable('user authenticators')],
  cells: [...on('fail', M1), ...on('unknown', M2)],
  looked: [
    { fact: 'user authenticators', host: M1, query: '/etc/cloudstack/management/db.properties', status: 'ok', at: AT },
    { fact: 'user authenticators', host: M2, query: '/etc/cloudstack/management/db.properties', status: 'unreachable' },
  ],
};

const space = (host: string, free: string, fingerprint: string): ReportedFinding => ({
  fingerprint,
  message: 'full',
  severity: 'warning',
  text: `/var has ${free} MiB free; the new packages and their logs need 2,048 MiB.`,
  host,
  object: 'file system /var',
  data: { free },
  remedy: { text: 'Remove old packages and journals, or grow the file system.', commands: [sh`yum clean all`, sh`journalctl --vacuum-size=200M`] },
});

const freeSpace: Result = {
  check: 'cloudstack/var-file-system-full',
  title: 'Hosts have room for the new packages in /var',
  severity: 'warning',
  verdict: 'fail',
  why: 'A package manager that runs out of space leaves half of the old and half of the new version behind.',
  refs: [],
  findings: [space(KVM[0], '512', '2b3c4d5e6f708192'), space(KVM[2], '96', '7e6d5c4b3a291807')],
  unknowns: [{ fact: 'file systems', host: KVM[1], status: 'denied', reason: 'user preflight may not run df: sudo asks for a password' }],
  cells: [...on('fail', KVM[0], KVM[2]), ...on('unknown', KVM[1])],
  looked: KVM.map(host => ({ fact: 'file systems', host, query: 'df -P /var', status: host === KVM[1] ? 'denied' : 'ok', at: AT })),
};

const templates: Result = {
  check: 'cloudstack/unused-system-vm-template',
  title: 'No system VM template of an older version is left',
  severity: 'advice',
  verdict: 'fail',
  why: 'Old templates take room on secondary storage and are offered by mistake.',
  refs: [],
  findings: [
    {
      fingerprint: 'ffeeddccbbaa0099',
      message: 'unused',
      severity: 'advice',
      text: 'System VM template systemvm-kvm-4.6 (id 203) is used by no system VM.',
      host: DB1,
      object: 'template 203',
      data: { name: 'systemvm-kvm-4.6', id: 203 },
      remedy: { text: 'Delete it in the user interface, after the upgrade has been verified.' },
    },
  ],
  unknowns: [],
  cells: on('fail', DB1),
  looked: [],
};

const results: readonly Result[] = [
  trailingSlash,
  authenticators,
  freeSpace,
  templates,
  sampleResult({
    check: 'cloudstack/java-too-old',
    title: 'Management servers run a Java that the target supports',
    verdict: 'unknown',
    unknowns: [unreachable('Java version')],
    cells: [...on('pass', M1), ...on('unknown', M2)],
  }),
  sampleResult({
    check: 'cloudstack/management-server-clock-skewed',
    title: 'The clocks of the management servers agree',
    severity: 'warning',
    verdict: 'unknown',
    unknowns: [unreachable('clock')],
    cells: [...on('pass', M1), ...on('unknown', M2)],
  }),
  sampleResult({
    check: 'cloudstack/usage-records-not-invoiced',
    title: 'Usage records up to now have been invoiced',
    severity: 'advice',
    verdict: 'unknown',
    unknowns: [{ status: 'undecided', reason: 'nobody has answered: set usage-invoiced in the target file' }],
    cells: on('unknown', DB1),
  }),
  sampleResult({
    check: 'cloudstack/database-charset',
    title: 'The database is in UTF-8',
    findings: [
      sampleFinding({
        message: 'collation',
        severity: 'note',
        text: 'Table cloud.user has the collation utf8_unicode_ci, which is fine.',
        object: 'table cloud.user',
      }),
    ],
  }),
  sampleResult({ check: 'cloudstack/pending-jobs', title: 'No asynchronous job is running' }),
  sampleResult({ check: 'cloudstack/agent-version-mixed', title: 'All KVM agents have one version', severity: 'warning', cells: on('pass', ...KVM) }),
  sampleResult({
    check: 'cloudstack/xenserver-hotfix-missing',
    title: 'XenServer hosts have the hotfixes that the target needs',
    verdict: 'skip',
    skipped: 'the target names no XenServer host (role xenserver)',
    cells: on('skip', ''),
  }),
];

/** A run that a person would meet: several hosts, one of them dead, every kind of verdict and remedy. */
export const sampleReport = (given: Partial<Report> = {}): Report => ({
  format: 1,
  tool: { name: 'preflight', version: '0.1.0' },
  time: '2026-11-21T02:00:00Z',
  platform: { id: 'cloudstack', title: 'Apache CloudStack' },
  phase: 'pre',
  from: '4.9.3.1',
  to: '4.13.1.0',
  evidence: {
    kind: 'installation',
    name: 'before-upgrade.tar.gz',
    digest: 'sha256:5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8',
  },
  hosts: { management: [M1, M2], database: [DB1], kvm: KVM },
  inputs: { 'md5-clients': false, 'offline-hosts': ['kvm7'], 'release-directory': '/srv/mirror' },
  threshold: 'blocker',
  verdict: 'NO-GO',
  reasons: ['3 findings at or above blocker'],
  remarks: ['The version before the upgrade was given as 4.9.3.1; the evidence shows 4.9.3.0.'],
  results,
  excluded: [{ check: 'cloudstack/cloudstack-4-18-quota-plugin', reason: 'for upgrades to 4.18 and later' }],
  ...given,
  coverage: given.coverage ?? coverageOf(given.results ?? results),
});

/** A run in which everything is as it should be. */
export const goReport = (): Report =>
  sampleReport({
    verdict: 'GO',
    reasons: ['nothing at or above blocker, and everything was decided'],
    remarks: [],
    results: [
      sampleResult({ check: 'cloudstack/pending-jobs', title: 'No asynchronous job is running' }),
      sampleResult({ check: 'cloudstack/agent-version-mixed', title: 'All KVM agents have one version', cells: on('pass', ...KVM) }),
    ],
  });

/** A run in which no check applied. */
export const emptyReport = (): Report =>
  sampleReport({
    verdict: 'UNKNOWN',
    reasons: ['no check was decided'],
    remarks: [],
    results: [],
    hosts: {},
    inputs: {},
    evidence: { kind: 'installation', name: 'preflight.yaml' },
  });

const WAIVED = { owner: 'Ops <ops@example.org>', reason: 'the pool is empty and goes away', ticket: 'CHG-123', until: '2026-12-01' } as const;
const FAILURES = ['absent', 'denied', 'unreachable', 'timeout', 'too-large', 'failed', 'undecided', 'unreadable', 'error'] as const;

const compared = (result: Result): Result => ({
  ...result,
  findings: result.findings.map(finding => (finding.severity === 'note' ? finding : { ...finding, known: finding.fingerprint < '8' })),
});

/** Every state that a report can say: waived, known and new findings, waivers of each kind, unknowns of each status, notes and skips. */
export const fullReport = (given: Partial<Report> = {}): Report =>
  sampleReport({
    results: [
      ...results.map(compared),
      sampleResult({
        check: 'cloudstack/storage-pool-orphaned',
        title: 'Every storage pool belongs to a cluster',
        severity: 'blocker',
        verdict: 'fail',
        refs: ['https://docs.cloudstack.apache.org/en/latest/adminguide/storage.html'],
        findings: [
          sampleFinding({
            fingerprint: '99aa88bb77cc66dd',
            text: 'Storage pool old-nfs (id 21) belongs to no cluster.',
            object: 'storage pool 21',
            waived: WAIVED,
            known: true,
            remedy: { text: 'Remove the pool.', commands: [sql`UPDATE cloud.storage_pool SET removed = NOW() WHERE id = ${21};`] },
          }),
        ],
      }),
      sampleResult({
        check: 'cloudstack/management-log-readable',
        title: 'The log of every management server can be read',
        severity: 'warning',
        verdict: 'unknown',
        unknowns: FAILURES.map((status, index) => ({
          fact: 'management log',
          host: `mgmt${index + 1}.example.org`,
          status,
          reason: `asked for the log, and the answer was: ${status}`,
        })),
        cells: on('unknown', ...FAILURES.map((_, index) => `mgmt${index + 1}.example.org`)),
      }),
    ],
    reasons: ['3 findings at or above blocker', '1 finding waived'],
    changes: [
      {
        host: DB1,
        evidence: 'table cloud.vm_instance',
        details: [
          { sign: '-', text: 'id 7 (i-2-7-VM)' },
          { sign: '~', text: 'id 9 (r-9-VM): state Running → Stopped' },
        ],
        more: 0,
      },
      { host: M1, evidence: 'file /etc/cloudstack/management/db.properties', details: [{ sign: '+', text: 'db.cloud.maxActive=250' }], more: 12 },
    ],
    inventory: { file: 'sites/a/preflight.yaml', lines: { [M1]: 12, [M2]: 14, [DB1]: 20, [KVM[0]]: 31, [KVM[1]]: 32 } },
    baseline: { name: 'reports/friday.json', time: '2026-11-20T02:00:00Z', new: 3, known: 4, gone: 2, onlyNew: false },
    waivers: [
      {
        ...WAIVED,
        check: 'cloudstack/storage-pool-orphaned',
        object: 'storage pool 21',
        line: 40,
        state: 'used',
        findings: 1,
        remarks: ['ends in 10 days'],
      },
      {
        ...{ owner: 'Ops', reason: 'was to be mended in October', until: '2026-10-31', line: 46, remarks: [] },
        ...{ check: 'cloudstack/var-file-system-full', host: KVM[0], state: 'expired', findings: 1 },
      },
      {
        ...{ owner: 'Ops', reason: 'not needed any more', ticket: 'CHG-99', until: '2027-01-31', line: 52 },
        ...{ check: 'cloudstack/java-too-old', state: 'unused', findings: 0, remarks: ['its check is unknown, which cannot be waived'] },
      },
    ],
    ...given,
  });
