import { expect, test } from 'vitest';
import { xenAioRequests, xenBooted, xenInventory, xenPoolRole, xenSoftware } from '../../../checks/cloudstack/facts/xenserver-host.ts';
import { xenPatches, xenPoolHosts } from '../../../checks/cloudstack/facts/xenserver-pool.ts';
import { cspPackage } from '../../../checks/cloudstack/facts/xenserver-support-pack.ts';
import { assertAllowed, traceOf } from '../../../src/model/commands.ts';
import { inventory, UUID, xe } from './xenserver.ts';

type Parse = { parse(body: never, origin: never): unknown };
const read = ({ parse }: Parse, body: object, at = '2026-11-21T02:00:00Z'): unknown =>
  parse({ stderr: '', exit: 0, ...body } as never, { host: 'xs1', at } as never);

test('xe is only asked to list, and says that it leaves lines in a log', () => {
  expect(xenPatches.queries({}).map(query => 'argv' in query && query.argv.join(' '))).toEqual([
    'xe patch-list params=uuid,name-label,hosts',
    '/opt/xensource/bin/xe patch-list params=uuid,name-label,hosts',
  ]);
  expect(traceOf(['xe', 'patch-list', 'params=uuid,name-label,hosts'])).toContain('logs');
});

test.each([
  ['xe', 'patch-apply', 'uuid=1'],
  ['xe', 'vm-list'],
  ['xe', 'patch-list', 'params=all'],
  ['/opt/xensource/bin/xe', 'host-reboot'],
])('not allowed: %s %s', (...argv) => expect(() => assertAllowed(argv.filter(word => typeof word === 'string'))).toThrow('Not in the list'));

test('the inventory, quoted in either way or not at all', () => {
  const expected = { uuid: UUID.xs1, brand: 'XenServer', version: '5.6.100', release: '5.6 SP2', build: '47101p' };
  const text = inventory(UUID.xs1.toUpperCase(), '5.6 SP2', '47101p', '5.6.100');
  expect(read(xenInventory, { text })).toEqual(expected);
  expect(read(xenInventory, { text: text.replaceAll("'", '"') })).toEqual(expected);
  expect(read(xenInventory, { text: `INSTALLATION_UUID=${UUID.xs1}\nPRODUCT_VERSION=6.0.2\n` })).toMatchObject({
    release: '6.0.2',
    build: undefined,
  });
  expect(() => read(xenInventory, { text: "PRODUCT_VERSION='6.0.2'\n#INSTALLATION_UUID='x'\n" })).toThrow('no INSTALLATION_UUID');
});

test('the time of the boot is by the clock of the host', () => {
  expect(read(xenBooted, { text: '3600.50 1.0\n' })).toBe(Date.parse('2026-11-21T00:59:59.500Z'));
  expect(() => read(xenBooted, { text: '' })).toThrow('no number');
  expect(() => read(xenBooted, { text: '-5 1\n' })).toThrow('no number');
});

test('the role in the pool', () => {
  expect(read(xenPoolRole, { text: 'master' })).toBe('master');
  expect(read(xenPoolRole, { text: 'slave:10.1.2.3\n' })).toBe('slave');
  expect(() => read(xenPoolRole, { text: 'masterful' })).toThrow('neither');
});

test('hotfixes and packs by their folders', () => {
  const entry = (path: string) => ({ path, mtime: '2026-11-01T00:00:00Z' });
  expect(
    read(xenSoftware, {
      entries: [entry('/var/patch/applied/ABC'), entry('/etc/xensource/installed-repos/xs:main'), entry('/etc/xensource/network.conf')],
    }),
  ).toEqual({
    hotfixes: [{ name: 'abc', at: '2026-11-01T00:00:00Z' }],
    packs: [{ name: 'xs:main', at: '2026-11-01T00:00:00Z' }],
    networkConf: '2026-11-01T00:00:00Z',
  });
  expect(read(xenSoftware, { entries: [] })).toEqual({ hotfixes: [], packs: [], networkConf: undefined });
});

test('numbers of the kernel', () => {
  expect(read(xenAioRequests, { text: '65536\n' })).toBe(65536);
  expect(() => read(xenAioRequests, { text: 'many\n' })).toThrow('not a number');
});

test('the package of the support pack', () => {
  expect(read(cspPackage, { stdout: 'csp-pack 1339400000\ncsp-pack 1339400001\n' })).toBe(1339400001);
  expect(read(cspPackage, { stdout: 'package csp-pack is not installed\n', exit: 1 })).toBeUndefined();
  expect(() => read(cspPackage, { stdout: '', exit: 1 })).toThrow('not what rpm says');
});

test('what xe says when it fails is told', () => {
  expect(() => read(xenPatches, { stdout: '', stderr: 'The pool master is not reachable.\n', exit: 1 })).toThrow('xe ended with 1: The pool master');
  expect(() => read(xenPatches, { stdout: '', exit: 255 })).toThrow('it said nothing');
});

test('a member of the pool is live only where XenServer says so', () =>
  expect(read(xenPoolHosts, { stdout: xe({ uuid: 'A', 'name-label': 'xs1', 'host-metrics-live': '<unknown>' }) })).toEqual([
    { uuid: 'a', name: 'xs1', live: false },
  ]));
