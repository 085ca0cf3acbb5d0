import { expect, test } from 'vitest';
import { debPackages, onedVersion, rpmPackages, shippedVersion } from '../../../checks/opennebula/facts/installed.ts';
import { describe as say } from '../../../src/model/query.ts';
import { ENTERPRISE, oned } from './support.ts';

const read = (fact: { parse(body: never, origin: never): unknown }, body: object): unknown =>
  fact.parse({ stdout: '', stderr: '', exit: 0, ...body } as never, {} as never);

test('the commands are exact, so that they can be approved', () => {
  expect([onedVersion, debPackages, rpmPackages].flatMap(fact => fact.queries({}).map(say))).toEqual([
    'command oned --version',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the format is one of dpkg-query
    'command dpkg-query -W -f ${Package} ${db:Status-Abbrev} ${Version}\\n opennebula opennebula-migration opennebula-migration-community',
    'command rpm -q --qf %{NAME} %{VERSION}\\n opennebula opennebula-migration opennebula-migration-community',
  ]);
});

test.each([
  ['a Community Edition', oned('7.0.0'), { version: '7.0.0', enterprise: false }],
  ['an Enterprise hotfix', oned('6.10.0.1', ENTERPRISE), { version: '6.10.0.1', enterprise: true }],
  ['a word in the wrong place', { stdout: 'OpenNebula 7.0.0 (abc) \nCopyright Enterprise Edition\n' }, { version: '7.0.0', enterprise: false }],
  ['no blank after the version, as onecfg wants it', { stdout: 'OpenNebula 7.0.0\n' }, { version: undefined, enterprise: false }],
  ['an exit code', { ...oned('7.0.0'), exit: 1 }, { version: undefined, enterprise: false }],
  ['two numbers', { stdout: 'OpenNebula 7.0 (abc) \n' }, { version: undefined, enterprise: false }],
])('oned --version: %s', (_, body, expected) => expect(read(onedVersion, body)).toEqual(expected));

test.each([
  ['installed, with an epoch and a release', 'opennebula ii  1:6.10.0.1-1.ce~deb12\n', { opennebula: '6.10.0.1' }],
  ['held', 'opennebula hi  7.0.0-1\n', { opennebula: '7.0.0' }],
  ['half configured', 'opennebula iF  7.0.0-1\nopennebula-migration iU  7.0.0-1\n', { opennebula: '7.0.0', 'opennebula-migration': '7.0.0' }],
  ['removed, and unknown', 'opennebula rc  7.0.0-1\nopennebula-migration un  \n', {}],
  ['in need of a reinstallation', 'opennebula iHR 7.0.0-1\n', { opennebula: '7.0.0' }],
  ['another package', '__proto__ ii  1-1\nbash ii  5.2-1\n', {}],
])('dpkg-query: %s', (_, stdout, expected) => expect(read(debPackages, { stdout })).toEqual(expected));

test.each([
  [
    'installed',
    'opennebula 7.0.1\nopennebula-migration 7.0.1\npackage opennebula-migration-community is not installed\n',
    { opennebula: '7.0.1', 'opennebula-migration': '7.0.1' },
  ],
  ['none', 'package opennebula is not installed\n', {}],
])('rpm: %s', (_, stdout, expected) => expect(read(rpmPackages, { stdout })).toEqual(expected));

test.each([
  ['in opennebula.rb', "module OpenNebula\n\n    # OpenNebula version\n    VERSION = '6.10.2'\n\nend\n", '6.10.2'],
  ['in remotes/VERSION', '7.0.1\n', '7.0.1'],
  ['a hotfix', '6.10.0.1', '6.10.0.1'],
  ['not in a comment', "# VERSION = '6.10.2'\n", undefined],
  ['not in the middle of a line', 'since 7.0.1\n', undefined],
])('the shipped version: %s', (_, text, expected) => expect(read(shippedVersion, { text })).toBe(expected));
