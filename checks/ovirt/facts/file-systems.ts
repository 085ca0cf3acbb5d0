import { command, fact } from '../../../src/index.ts';

/** One file system, by the path that was asked for. Bytes. */
export interface FileSystem {
  readonly device: string;
  readonly mount: string;
  readonly size: number;
  readonly free: number;
  /** Of what an ordinary user may fill. */
  readonly usedPercent: number;
}

const LINE = /^(\S.*?)\s+(\d{1,15})\s+(\d{1,15})\s+(-?\d{1,15})\s+(\d{1,3})%\s+(\/.*)$/;

/**
 * The file systems that hold some paths, each once. A path that is not there is left out, unless none is there.
 *
 *     Filesystem     1024-blocks    Used Available Capacity Mounted on
 *     /dev/mapper/vg-root 52403200 9120000 43283200      18% /
 */
const fileSystemsOf = (role: string, id: string, title: string, ...paths: string[]) =>
  fact({
    id: `ovirt.${role}-${id}`,
    title,
    role,
    query: command('df', '-Pk', ...paths),
    parse: ({ stdout, stderr }): FileSystem[] => {
      const problem = stderr.split('\n').find(line => line.trim() !== '' && !line.trim().endsWith(': No such file or directory'));
      if (problem !== undefined) throw new Error(problem.trim().slice(0, 200));
      const all = stdout.split('\n').flatMap(line => toFileSystem(line));
      if (all.length === 0) throw new Error('df names no file system');
      return all.filter(({ mount }, index) => all.findIndex(one => one.mount === mount) === index);
    },
  });

function toFileSystem(line: string): FileSystem[] {
  const [, device, size, , free, used, mount] = LINE.exec(line.slice(0, 2000)) ?? [];
  if (mount === undefined) return [];
  return [{ device: device!, mount: mount.trimEnd(), size: Number(size) * 1024, free: Number(free) * 1024, usedPercent: Number(used) }];
}

/** The file system that a path is on: the longest mount that it begins with. */
export const holding = (all: readonly FileSystem[], path: string): FileSystem | undefined =>
  all
    .filter(({ mount }) => mount === '/' || path === mount || path.startsWith(`${mount}/`))
    .toSorted((a, b) => b.mount.length - a.mount.length)
    .at(0);

/** `1.5 GiB`, `300 MiB` */
export const sayBytes = (bytes: number): string =>
  bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(1)} GiB` : `${Math.max(0, Math.floor(bytes / 2 ** 20))} MiB`;

export const engineFileSystems = fileSystemsOf(
  'engine',
  'file-systems',
  'free space of the engine',
  ...['/', '/tmp', '/var', '/var/cache', '/var/lib/ovirt-engine/backups', '/var/lib/pgsql', '/var/log', '/var/opt/rh/rh-postgresql10', '/var/tmp'],
);
export const hostFileSystems = fileSystemsOf(
  'host',
  'file-systems',
  'free space of the host',
  ...['/', '/boot', '/var', '/var/crash', '/var/log', '/var/tmp'],
);
