import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import agentConfigNotCarriedOver from '../../checks/cloudstack/agent-config-not-carried-over.ts';
import agentLogPathOld from '../../checks/cloudstack/agent-log-path-old.ts';
import agentPathsScriptMissing from '../../checks/cloudstack/agent-paths-script-missing.ts';
import agentResourceClassOld from '../../checks/cloudstack/agent-resource-class-old.ts';
import aptRepositoryNotOfTarget from '../../checks/cloudstack/apt-repository-not-of-target.ts';
import cloudDatabaseBackupUnusable from '../../checks/cloudstack/cloud-database-backup-unusable.ts';
import componentsXmlBackupMissing from '../../checks/cloudstack/components-xml-backup-missing.ts';
import componentsXmlUnmerged from '../../checks/cloudstack/components-xml-unmerged.ts';
import databaseEncryptionUnconfigured from '../../checks/cloudstack/database-encryption-unconfigured.ts';
import dbPropertiesBackupMissing from '../../checks/cloudstack/db-properties-backup-missing.ts';
import libvirtHookMissing from '../../checks/cloudstack/libvirt-hook-missing.ts';
import usageDatabaseBackupUnusable from '../../checks/cloudstack/usage-database-backup-unusable.ts';
import vhdUtilMissing from '../../checks/cloudstack/vhd-util-missing.ts';
import xenserverScriptOutdated from '../../checks/cloudstack/xenserver-script-outdated.ts';
import yumRepositoryNotOfTarget from '../../checks/cloudstack/yum-repository-not-of-target.ts';
import { packs } from '../../checks/index.ts';
import type { Answer, Source } from '../../src/model/answer.ts';
import type { AnyCheck } from '../../src/model/check.ts';
import type { Query } from '../../src/model/query.ts';
import type { Result } from '../../src/model/report.ts';
import { encryptV1 } from '../ciphers/encrypt.ts';
import { writeDeep } from '../support/relocated.ts';
import { type RelocatedHost, relocatedHost } from '../support/relocated-local.ts';
import { judgeIn, remediesOf, type Situation } from '../support/remedies.ts';

/** What a check finds in files of a host is mended by the very commands that it prints, in a bash, on such files. */
interface Case {
  readonly check: AnyCheck;
  readonly on: Pick<Situation, 'from' | 'to' | 'phase' | 'inputs'>;
  readonly role: string;
  /** By path: the text, or the mode and the text. */
  readonly files: Readonly<Record<string, string | readonly [mode: number, text: string]>>;
  readonly finds: readonly string[];
  /** What the remedy leaves to the next one, or to a person. */
  readonly leaves?: readonly string[];
  /** What only other hosts and programs know. */
  readonly answers?: (query: Query) => object | undefined;
}

const BEGINNINGS = [
  '/etc/cloud',
  '/etc/libvirt',
  '/etc/apt',
  '/etc/yum.repos.d',
  '/etc/lsb-release',
  '/etc/xensource',
  '/opt/xensource',
  '/srv/dumps',
];
const SHARED = '/usr/share/cloudstack';

const FROM_30 = { from: '3.0.7', to: '4.3.2', phase: 'post' } as const;
const INSTALLED = { from: '3.0.7', to: '4.3.2', phase: 'installed' } as const;
const PRE = { from: '4.2.1', to: '4.3.2', phase: 'pre' } as const;

const AGENT = '/etc/cloudstack/agent';
const OLD_CLASS = 'com.cloud.agent.resource.computing.LibvirtComputingResource';
const properties = (resource: string): string => `#Storage of o'neil\nguid=5f0c\nhost=10.1.1.10\n${resource}zone=größe \\\n  1\n`;
const log4j = (folder: string): string =>
  `<?xml version="1.0"?>\n<configuration>\n  <appender name="FILE">\n    <param name="FileNamePattern" value="/var/log/${folder}/agent/agent.log.%d.gz"/>\n    <param name="ActiveFileName" value="/var/log/${folder}/agent/agent.log"/>\n  </appender>\n</configuration>\n`;
const components = (...names: string[]): string =>
  `<components.xml><management-server>${names.map(name => `<manager name="${name}" class="x.${name}"/>`).join('')}</management-server></components.xml>\n`;

const scripts = (query: Query): object | undefined =>
  query.kind === 'paths' && query.globs.includes('/usr/*/*/scripts')
    ? {
        entries: [
          {
            path: '/usr/share/cloudstack-common/scripts',
            type: 'directory',
            mode: '0755',
            owner: 'r',
            group: 'r',
            size: 1,
            mtime: '2026-11-21T00:00:00Z',
          },
        ],
      }
    : undefined;
const packages =
  (by: 'rpm' | 'dpkg-query', stdout: string) =>
  (query: Query): object | undefined =>
    query.kind === 'command' && query.argv[0] === by ? { stdout, stderr: '', exit: 0 } : undefined;
const DEB = packages('dpkg-query', 'cloudstack-agent install ok installed 4.2.1\n');
const RPM = (query: Query): object | undefined =>
  packages(
    'rpm',
    query.kind === 'command'
      ? query.argv
          .slice(4)
          .map(name => (name === 'cloudstack-agent' ? `${name} 4.2.1-1.el6 1400000000` : `package ${name} is not installed`))
          .join('\n')
      : '',
  )(query);
const rows =
  (name: string, ...all: readonly Readonly<Record<string, string | null>>[]) =>
  (query: Query): object | undefined =>
    query.kind === 'table' && query.name === name
      ? { columns: query.columns, rows: all.map(row => Object.fromEntries(query.columns.map(column => [column, row[column] ?? null]))) }
      : undefined;
const script = (what: string, ...lines: string[]): Case => ({
  check: agentPathsScriptMissing,
  on: { ...PRE, phase: 'post' },
  role: 'kvm',
  files: { [`${AGENT}/environment.properties`]: ["# it's the agent", 'paths.pid=/var/run', ...lines].join('\n') },
  finds: [what],
  answers: scripts,
});
const resource = (message: string, line: string): Case => ({
  check: agentResourceClassOld,
  on: FROM_30,
  role: 'kvm',
  files: { [`${AGENT}/agent.properties`]: properties(line) },
  finds: [message],
});
const apt = (text: string, ...finds: string[]): Case => ({
  check: aptRepositoryNotOfTarget,
  on: PRE,
  role: 'kvm',
  files: {
    '/etc/apt/sources.list': 'deb http://archive.ubuntu.com/ubuntu precise main\n',
    ...(text && { '/etc/apt/sources.list.d/cloudstack.list': text }),
    '/etc/lsb-release': 'DISTRIB_CODENAME=precise\n',
    '/etc/apt/sources.list.d/other.list': '# 4.2\n',
  },
  finds,
  answers: DEB,
});
const yum = (text: string, ...finds: string[]): Case => ({
  check: yumRepositoryNotOfTarget,
  on: PRE,
  role: 'kvm',
  files: { '/etc/yum.repos.d/cloudstack.repo': text, '/etc/yum.repos.d/other.repo': '[other]\nbaseurl=http://example.org/4.2/\n' },
  finds,
  answers: RPM,
});
const HOOK = '/etc/libvirt/hooks/qemu';
const hook = (message: string, files: Case['files']): Case => ({
  check: libvirtHookMissing,
  on: INSTALLED,
  role: 'kvm',
  files: {
    '/usr/share/cloudstack-agent/lib/libvirtqemuhook': [0o644, '#!/usr/bin/python\nprint("new")\n'],
    '/etc/libvirt/libvirtd.conf': 'listen_tcp=1\n',
    ...files,
  },
  finds: [message],
});
const DUMP = `-- MySQL dump 10.13  Distrib 5.1.73\n--\n-- Host: localhost    Database: cloud\n-- ------\nCREATE TABLE \`version\` (\n${'INSERT INTO `x` VALUES (1);\n'.repeat(5000)}/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;\n\n-- Dump completed on 2026-11-21  1:56:39\n`;
const dump = (check: AnyCheck, input: string, text: string): Case => ({
  check,
  on: { from: '4.2.1', to: '4.3.2', phase: 'stopped', inputs: { [input]: "/srv/dumps/o'neil.sql" } },
  role: 'database',
  files: { "/srv/dumps/o'neil.sql": [0o644, text] },
  finds: ['worldReadable', 'complete'],
  leaves: ['complete'],
});
const VHD = '/usr/share/cloudstack-common/scripts/vm/hypervisor/xenserver';
const PROGRAM = `\x7fELF${'x'.repeat(120_000)}`;
const vhd = (message: string, name: string, mode: number): Case => ({
  check: vhdUtilMissing,
  on: INSTALLED,
  role: 'management',
  files: { [`${VHD}/${name}`]: [mode, PROGRAM] },
  finds: [message],
  answers: rows('cloud.cluster', { id: '1', name: 'x', hypervisor_type: 'XenServer', managed_state: 'Managed' }),
});

const CASES: Readonly<Record<string, Case>> = {
  'agent-config-not-carried-over': {
    check: agentConfigNotCarriedOver,
    on: FROM_30,
    role: 'kvm',
    files: { [`${AGENT}/log4j-cloud.xml`]: '<x/>', '/etc/cloud.rpmsave/agent/agent.properties.rpmsave': [0o640, properties('')] },
    finds: ['missing'],
  },
  'agent-log-path-old': { check: agentLogPathOld, on: FROM_30, role: 'kvm', files: { [`${AGENT}/log4j-cloud.xml`]: log4j('cloud') }, finds: ['old'] },
  'agent-log-path-old, with the new file beside it': {
    check: agentLogPathOld,
    on: FROM_30,
    role: 'kvm',
    files: { [`${AGENT}/log4j-cloud.xml`]: log4j('cloud'), [`${AGENT}/log4j-cloud.xml.dpkg-dist`]: log4j('cloudstack') },
    finds: ['oldBesideNew'],
  },
  'agent-paths-script-missing': script('missing'),
  'agent-paths-script-missing, a comment': script('commentedOut', '#paths.script=/usr/share/cloudstack-common', ''),
  'agent-paths-script-missing, the old path': script('old', ' paths.script : /usr/lib64/cloud/common', 'x=paths.script'),
  'agent-paths-script-missing, continued': script('noScripts', 'paths.script=/usr/share/\\', '  other', ''),
  'agent-paths-script-missing, a blank': script('trailingBlank', 'paths.script=/usr/share/cloudstack-common ', ''),
  'agent-paths-script-missing, twice': script('duplicatesDiffer', 'paths.script=/x', 'paths.script=/usr/share/cloudstack-common'),
  'agent-paths-script-missing, no file': { ...script('fileMissing'), files: { [`${AGENT}/agent.properties`]: 'x=1\n' } },
  'agent-resource-class-old': resource('old', `  resource = ${OLD_CLASS}\n#resource=${OLD_CLASS}\n`),
  'agent-resource-class-old, another class': resource('other', 'resource:org.example.Resource\n'),
  'agent-resource-class-old, not set': resource('missing', `#resource=${OLD_CLASS}\n`),
  'apt-repository-not-of-target': apt('# ours\ndeb [arch=amd64] http://cloudstack.apt-get.eu/ubuntu precise 4.2 # 4.2\n', 'other'),
  'apt-repository-not-of-target, for another release': apt('deb http://cloudstack.apt-get.eu/ubuntu lucid 4.3\n', 'codename'),
  'apt-repository-not-of-target, none': apt('', 'none'),
  'yum-repository-not-of-target': yum('[apache-cloudstack]\nname=4.2\nbaseurl=http://cloudstack.apt-get.eu/rhel/4.2/\nenabled=1\n', 'other'),
  'components-xml-backup-missing': {
    check: componentsXmlBackupMissing,
    on: INSTALLED,
    role: 'management',
    files: { '/etc/cloud/management/components.xml': [0o640, components('Own')] },
    finds: ['missing'],
    leaves: ['kept'],
  },
  'components-xml-unmerged': {
    check: componentsXmlUnmerged,
    on: INSTALLED,
    role: 'management',
    files: { '/etc/cloud/management/components.xml': components('Own'), '/etc/cloud/management/components.xml.rpmnew': components('New') },
    finds: ['unmerged'],
    leaves: ['leftover'],
  },
  'components-xml-unmerged, not in place': {
    check: componentsXmlUnmerged,
    on: INSTALLED,
    role: 'management',
    files: { '/etc/cloudstack/management/components.xml.rpmnew': components('New') },
    finds: ['notInPlace'],
    leaves: ['leftover'],
  },
  'database-encryption-unconfigured': {
    check: databaseEncryptionUnconfigured,
    on: { from: '2.2.14', to: '4.3.2', phase: 'installed' },
    role: 'management',
    files: {
      '/etc/cloudstack/management/db.properties': `db.cloud.encryption.type=file\ndb.cloud.encrypt.secret=ENC(${encryptV1('management-key', 'database-key')})\n`,
      '/etc/cloudstack/management/key': [0o644, 'management-key\n'],
    },
    finds: ['keyReadable'],
  },
  'db-properties-backup-missing': {
    check: dbPropertiesBackupMissing,
    on: INSTALLED,
    role: 'management',
    files: { '/etc/cloudstack/management/db.properties': [0o640, 'db.cloud.name=cloud\n'] },
    finds: ['missing'],
  },
  'libvirt-hook-missing': hook('missing', {}),
  'libvirt-hook-missing, not executable': hook('notExecutable', { [HOOK]: [0o644, '#!/usr/bin/python\nprint("new")\n'] }),
  'libvirt-hook-missing, a directory': hook('notAFile', { [`${HOOK}/own`]: '#!/bin/sh\n' }),
  'libvirt-hook-missing, another one': hook('differs', { [HOOK]: [0o750, '#!/bin/sh\necho own\n'] }),
  'cloud-database-backup-unusable': dump(cloudDatabaseBackupUnusable, 'cloud-backup', DUMP),
  'usage-database-backup-unusable': dump(
    usageDatabaseBackupUnusable,
    'usage-backup',
    DUMP.replace('Database: cloud', 'Database: cloud_usage').replace('`version`', '`cloud_usage`'),
  ),
  'vhd-util-missing, misnamed': vhd('misnamed', 'vhd-utils', 0o755),
  'vhd-util-missing, not executable': vhd('notExecutable', 'vhd-util', 0o644),
  'xenserver-script-outdated': {
    check: xenserverScriptOutdated,
    on: FROM_30,
    role: 'xenserver',
    files: {
      '/etc/xensource-inventory': "INSTALLATION_UUID='aa'\nPRODUCT_VERSION='6.0.2'\n",
      '/opt/xensource/sm/NFSSR.py': [0o755, 'nfs\n'],
      '/opt/xensource/bin/setupxenserver.sh': [0o644, 'setup\n'],
      '/opt/xensource/bin/make_migratable.sh': [0o755, 'migratable\n'],
      [`${VHD}/xenserver60/NFSSR.py`]: 'nfs\n',
      [`${VHD}/setupxenserver.sh`]: 'setup\n',
      [`${VHD}/make_migratable.sh`]: 'migratable\n',
    },
    finds: ['notExecutable'],
    answers: rows('cloud.host', { id: '1', name: 'xs1', guid: 'aa', status: 'Up', type: 'Routing', hypervisor_type: 'XenServer' }),
  },
};

/** Remedies that edit files and are not run here, and why. */
const BY_HAND: Readonly<Record<string, string>> = {
  'cloudstack/components-xml-customised': 'its command keeps a copy; what was changed is written anew by a person',
  'cloudstack/db-properties-unmerged': 'its commands keep a copy and show what differs; a person merges',
  'cloudstack/plaintext-authenticator-not-first': 'its command keeps a copy; a person writes the list into the file',
};

let folder: string;
let host: RelocatedHost;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preflight-files-'));
  host = relocatedHost(folder, [...BEGINNINGS, SHARED], ['service', 'yum', 'apt-get']);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function judge({ check, on, role, answers }: Case): Promise<Result> {
  const roles = role === 'xenserver' ? ['xenserver', 'management'] : [role];
  const source: Source = {
    async ask(name, queries) {
      const at = new Date().toISOString();
      const own = queries.filter(query => name === 'h1' && query.kind !== 'table' && !answers?.(query));
      const asked = own.length > 0 ? await host.ask(name, own) : [];
      return queries.map((query): Answer => {
        if (own.includes(query)) return asked[own.indexOf(query)]!;
        const body = answers?.(query);
        return body ? { status: 'ok', at, body: body as never } : { status: 'absent', reason: 'is not there' };
      });
    },
  };
  const hosts = { database: ['db1'], management: ['m1'], ...Object.fromEntries(roles.map(name => [name, ['h1']])) };
  return judgeIn(check, { ...on, hosts, source });
}

const messages = ({ findings }: Result): string[] => findings.map(({ message }) => message);
const onHost = (result: Result): Result => ({ ...result, findings: result.findings.filter(one => one.host === 'h1') });

describe.each(Object.entries(CASES))('%s', (_, one) => {
  test('its commands mend the files, and can be undone', async () => {
    for (const [path, given] of Object.entries(one.files)) {
      const [mode, text] = typeof given === 'string' ? [0o644, given] : given;
      writeDeep(join(folder, path), text, mode);
    }
    const before = host.files();
    const found = onHost(await judge(one));
    expect(messages(found)).toEqual(one.finds);
    const [{ remedy } = {}] = found.findings;
    host.paste(
      (remedy?.commands ?? [])
        .flatMap(({ language, text }) => (language === 'sh' ? [text.startsWith('diff ') ? `${text} || [ $? = 1 ]` : text] : []))
        .join('\n'),
    );
    expect(host.files()).not.toEqual(before);
    expect(messages(onHost(await judge(one)))).toEqual(one.leaves ?? []);

    host.paste(remedy!.undo!);
    const after = Object.fromEntries(Object.entries(host.files()).filter(([path]) => !path.endsWith('.before-preflight')));
    expect(after).toEqual(before);
    expect(messages(onHost(await judge(one)))).toEqual(one.finds);
  });
});

test('no check whose remedy edits files is left out', async () => {
  const { checks } = await packs.cloudstack!();
  const edits = checks.filter(check =>
    remediesOf(check).some(({ commands }) =>
      commands.some(({ language, text }) => language === 'sh' && /^(?:sed|mv|cp|chmod|printf|echo|rm|mkdir) /.test(text)),
    ),
  );
  const covered = new Set([...Object.values(CASES).map(({ check }) => check.id), ...Object.keys(BY_HAND)]);
  expect(edits.map(({ id }) => id).filter(id => !covered.has(id))).toEqual([]);
});
