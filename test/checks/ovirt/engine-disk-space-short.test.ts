import fc from 'fast-check';
import { expect, test } from 'vitest';
import check from '../../../checks/ovirt/engine-disk-space-short.ts';
import { engineFileSystems, holding } from '../../../checks/ovirt/facts/file-systems.ts';
import { cases } from '../../support/cases.ts';

const HEAD = 'Filesystem     1024-blocks    Used Available Capacity Mounted on\n';
const GIB = 2 ** 20;
const df = (...lines: string[]) => ({
  systems: { stdout: `${HEAD}${lines.join('\n')}\n`, exit: 1, stderr: "df: '/var/opt/rh': No such file or directory" },
});
const root = (free: number, used = 20, mount = '/') => `/dev/mapper/vg-root 104857600 1 ${free} ${used}% ${mount}`;
/** 131072 pages are 1 GiB. */
const size = [
  { relkind: 'r', relpages: 100000 },
  { relkind: 'i', relpages: 31072 },
  { relkind: 'r', relpages: -1 },
];
const BACKUPS = '/var/lib/ovirt-engine/backups';

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: {
    'twice the size of the database': { given: { ...df(root(2 * GIB)), size } },
    '95 % full, and no more': { given: { ...df(root(3 * GIB), root(1, 95, '/tmp')), size } },
    'a full file system in memory': { given: { ...df(root(3 * GIB), 'tmpfs 100 100 0 100% /run'), size } },
    'the one that has the backups counts': { given: { ...df(root(1), root(3 * GIB, 20, '/var'), root(1, 20, '/var/lib/ovirt')), size } },
  },
  fails: {
    'less than the database has': {
      given: { ...df(root(GIB - 1)), size },
      finds: [
        {
          message: 'noRoom',
          data: { mount: '/', free: '1023 MiB', size: '1.0 GiB' },
          host: 'engine',
          object: `dump to ${BACKUPS}`,
          remedy: 'Extend the file system /',
        },
      ],
    },
    'less than twice of it': {
      given: { ...df(root(GIB)), size },
      finds: [{ message: 'tight', data: { mount: '/', free: '1.0 GiB', size: '1.0 GiB' }, host: 'engine', object: `dump to ${BACKUPS}` }],
    },
    'a full file system, whose name has blanks': {
      given: { ...df(root(3 * GIB), root(10, 96, '/var/a b\u001b[31m')), size },
      finds: [
        {
          message: 'full',
          data: { mount: '/var/a b\u001b[31m', percent: 96, free: '0 MiB' },
          host: 'engine',
          object: 'file system /var/a b\u001b[31m',
        },
      ],
    },
  },
  unknown: {
    'nothing was counted yet': { given: { ...df(root(3 * GIB)), size: [{ relkind: 'r', relpages: 0 }] }, because: 'no table has been counted yet' },
    'df says nothing': { given: { systems: { stdout: HEAD, exit: 1 }, size }, because: 'df names no file system' },
    'df is denied': { given: { systems: { stdout: '', stderr: "df: '/var': Permission denied", exit: 1 }, size }, because: 'Permission denied' },
  },
});

test('any output of df is read or refused, and never hangs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), text => {
      const all = engineFileSystems.parse({ stdout: `${HEAD}${root(1)}\n${text}`, stderr: '', exit: 0 } as never, {} as never);
      expect(holding(all, '/')).toBeDefined();
    }),
  );
});
