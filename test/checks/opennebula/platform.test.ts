import { expect, test } from 'vitest';
import { debPackages, rpmPackages } from '../../../checks/opennebula/facts/installed.ts';
import platform from '../../../checks/opennebula/platform.ts';
import { run } from '../../../src/engine/run.ts';
import type { Answer } from '../../../src/model/answer.ts';
import type { Phase } from '../../../src/model/phase.ts';
import { keyOf } from '../../../src/model/query.ts';
import { memorySource } from '../../support/memory-source.ts';
import { deb, oned, rpm } from './support.ts';

const ok = (body: object): Answer => ({ status: 'ok', at: '2026-11-21T02:00:00Z', body: { stdout: '', stderr: '', exit: 0, ...body } as never });
const [DPKG, RPM] = [debPackages, rpmPackages].map(fact => keyOf(fact.queries({})[0]!));

interface Site {
  readonly phase?: Phase;
  /** Versions in the database by oid, in the order the database gives them. */
  readonly database?: Readonly<Record<number, string>>;
  readonly said?: { stdout: string };
  readonly packages?: object;
  readonly rpms?: object;
}

/** The versions the report shows, as `from → to`, for a site of two front-ends of which the first is down. */
async function detected({ phase = 'pre', database, said, packages, rpms }: Site): Promise<string> {
  const rows = Object.entries(database ?? {}).map(([oid, version]) => ({ oid, version }));
  const report = await run({
    platform,
    checks: [],
    allChecks: [],
    now: {
      source: memorySource({
        ...(database && { 'db1 table opennebula.db_versioning': ok({ columns: ['oid', 'version'], rows }) }),
        ...(said && { 'fe2 command ["oned","--version"]': ok(said) }),
        ...(packages && { [`fe2 ${DPKG}`]: ok(packages) }),
        ...(rpms && { [`fe2 ${RPM}`]: ok(rpms) }),
      }),
      hosts: { frontend: ['fe1', 'fe2'], ...(database && { database: ['db1'] }) },
    },
    phase,
    inputs: {},
    threshold: 'blocker',
    evidence: { kind: 'installation', name: 'a case' },
    time: '2026-11-21T02:00:00Z',
    toolVersion: '0.0.0',
  });
  return `${report.from ?? ''} → ${report.to ?? ''}`;
}

test.each<[string, Site, string]>([
  ['the newest row of the database', { database: { 2: '6.10.0', 0: '6.6.0', 1: '6.8.0' } }, '6.10.0 → '],
  ['rows by number, not as text', { database: { 9: '6.8.0', 10: '6.10.0' } }, '6.10.0 → '],
  ['a program of the same line is more exact', { database: { 0: '6.10.0' }, said: oned('6.10.2') }, '6.10.2 → '],
  ['an Enterprise hotfix', { database: { 0: '6.10.0' }, said: oned('6.10.0.1', 'Enterprise Edition') }, '6.10.0.1 → '],
  ['6.1 is not the line of 6.10', { database: { 0: '6.10.0' }, said: oned('6.1.2') }, '6.10.0 → '],
  ['a program of another line is not in use yet', { database: { 0: '6.10.0' }, said: oned('7.0.1') }, '6.10.0 → '],
  ['no database', { said: oned('6.10.2') }, '6.10.2 → '],
  ['an empty table', { database: {}, said: oned('6.10.2') }, '6.10.2 → '],
  ['no database and no oned', { packages: deb({ opennebula: '1:6.10.2' }) }, '6.10.2 → '],
  ['on RPM systems', { packages: deb({}), rpms: rpm({ opennebula: '6.10.2' }) }, '6.10.2 → '],
  ['an oned that says something else', { said: { stdout: 'oned: OpenNebula 6.10.2 or so\n' }, rpms: rpm({ opennebula: '6.10.1' }) }, '6.10.1 → '],
  ['nothing', {}, ' → '],
  ['a version that is none', { database: { 0: "6.10.0'; --" } }, ' → '],
  ['packages are new, the database is still old', { phase: 'installed', database: { 0: '6.10.0' }, said: oned('7.0.1') }, '6.10.0 → '],
  [
    'packages are new and the database too: nothing says what was before',
    { phase: 'installed', database: { 0: '6.10.0', 1: '7.0.0' }, said: oned('7.0.1') },
    ' → ',
  ],
  ['packages are new and there is no database', { phase: 'installed', said: oned('7.0.1') }, ' → '],
  ['after the upgrade', { phase: 'post', database: { 0: '6.10.0', 1: '7.0.0' }, said: oned('7.0.1') }, ' → 7.0.1'],
  ['after an upgrade that forgot the database', { phase: 'post', database: { 0: '6.10.0' }, said: oned('7.0.1') }, ' → 7.0.1'],
  ['after the upgrade, by the database alone', { phase: 'post', database: { 0: '7.0.0' } }, ' → 7.0.0'],
])('%s', async (_, site, expected) => expect(await detected(site)).toBe(expected));

test('a front-end and its database are needed, nodes are not', () =>
  expect(Object.entries(platform.roles).map(([role, { required }]) => [role, required])).toEqual([
    ['frontend', true],
    ['database', true],
    ['node', false],
  ]));
