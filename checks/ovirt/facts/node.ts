import { command, fact, file, paths } from '../../../src/index.ts';

/** What oVirt Node says of itself: images in layers, mounts and thin pools. */

/** `ok`, `warn` or `bad`, and what is not ok of it. */
export interface NodeHealth {
  readonly status: string;
  /** `mount_points/separate_var: failed - …` */
  readonly problems: readonly string[];
}

/**
 *     {"status": "bad", "mount_points": {"status": "bad", "separate_var": {"status": "failed - not a mount"}}, "vdsmd": {"status": "ok"}}
 */
export const nodeHealth = fact({
  id: 'ovirt.node-health',
  title: 'nodectl check',
  role: 'host',
  query: command('nodectl', '--machine-readable', 'check'),
  parse: ({ stdout, exit }): NodeHealth => {
    const start = stdout.indexOf('{');
    if (start < 0) throw new Error(`nodectl prints no JSON (exit status ${exit})`);
    const said: unknown = JSON.parse(stdout.slice(start));
    const status = statusOf(said);
    if (status === undefined) throw new Error('nodectl does not say a status');
    return { status, problems: problemsOf(said, '', 0).slice(0, 20) };
  },
});

const statusOf = (said: unknown): string | undefined =>
  typeof said === 'object' && said !== null && 'status' in said && typeof said.status === 'string'
    ? said.status.slice(0, 200).toLowerCase()
    : undefined;

/** Of a group that is not ok, its members that are not, and itself where all of them are. */
function problemsOf(said: unknown, path: string, depth: number): string[] {
  if (typeof said !== 'object' || said === null || depth > 8) return [];
  const inner = Object.entries(said).flatMap(([name, value]) =>
    name === 'status' ? [] : problemsOf(value, path === '' ? name : `${path}/${name}`, depth + 1),
  );
  const own = statusOf(said);
  return inner.length > 0 || path === '' || own === undefined || own === 'ok' ? inner : [`${path.slice(0, 200)}: ${own}`];
}

/** Where file systems are mounted. */
export const mounts = fact({
  id: 'ovirt.host-mounts',
  title: 'mounted file systems',
  role: 'host',
  query: file('/proc/mounts'),
  parse: ({ text }): string[] => {
    const points = text.split('\n').flatMap(line => line.split(' ')[1] ?? []);
    if (!points.includes('/')) throw new Error('/ is not among them');
    return points;
  },
});

export interface ThinPool {
  readonly name: string;
  readonly dataPercent: number;
  readonly metadataPercent: number;
}

/**
 *       onn|pool00|thin-pool|34.12|2.54
 *       onn|root|thin|12.00|
 */
export const thinPools = fact({
  id: 'ovirt.thin-pools',
  title: 'thin pools',
  role: 'host',
  query: command('lvs', '--noheadings', '--nosuffix', '--separator', '|', '-o', 'vg_name,lv_name,segtype,data_percent,metadata_percent'),
  parse: ({ stdout, stderr, exit }): ThinPool[] => {
    if (exit !== 0) throw new Error(`lvs ended with exit status ${exit}: ${stderr.trim().split('\n', 1)[0]!.slice(0, 200)}`);
    return [...stdout.matchAll(/^\s*([^|\n]{1,200})\|([^|\n]{1,200})\|thin-pool\|([\d.,]{1,10})\|([\d.,]{1,10})\s*$/gm)].map(
      ([, group, pool, data, metadata]) => ({
        name: `${group}/${pool}`,
        dataPercent: Number(data!.replace(',', '.')),
        metadataPercent: Number(metadata!.replace(',', '.')),
      }),
    );
  },
});

/**
 * From which percentage on LVM extends a thin pool by itself; 100 is never, and what holds where nothing is set.
 *
 *     thin_pool_autoextend_threshold = 80
 */
export const autoextendThreshold = fact({
  id: 'ovirt.thin-pool-autoextend',
  title: 'thin_pool_autoextend_threshold of LVM',
  role: 'host',
  query: file('/etc/lvm/lvm.conf', { keep: { keys: ['thin_pool_autoextend_threshold'] } }),
  parse: ({ text }): number => Number(/^[ \t]*thin_pool_autoextend_threshold[ \t]*=[ \t]*(\d{1,3})[ \t]*$/m.exec(text)?.[1] ?? 100),
});

/**
 * The layer that was started: `ovirt-node-ng-4.5.4-0.20221206.0+1`; undefined where the kernel was not told one.
 *
 *     BOOT_IMAGE=(hd0,msdos1)//ovirt-node-ng-4.5.4-0.20221206.0+1/vmlinuz-… img.bootid=ovirt-node-ng-4.5.4-0.20221206.0+1
 */
export const startedLayer = fact({
  id: 'ovirt.started-layer',
  title: 'image of oVirt Node that was started',
  role: 'host',
  query: file('/proc/cmdline'),
  parse: ({ text }): string | undefined =>
    /(?:^|\s)img\.bootid=(\S{1,200})/.exec(text)?.[1] ?? /\/(\S{1,100}-\d\S{0,100}\+\d{1,3})\/vmlinuz/.exec(text)?.[1],
});

/** The layers that can be started, as their kernels lie below /boot: `/boot/ovirt-node-ng-4.5.4-0.20221206.0+1`. */
export const bootLayers = fact({
  id: 'ovirt.boot-layers',
  title: 'images of oVirt Node below /boot',
  role: 'host',
  query: paths('/boot/ovirt-node-ng-*', '/boot/rhvh-*'),
  parse: ({ entries }): string[] => entries.filter(({ type }) => type === 'directory').map(({ path }) => path.slice('/boot/'.length)),
});

/** One line of the log of imgbased that tells of a failure. */
export interface ImageFailure {
  readonly text: string;
  readonly isFatal: boolean;
}

const LINE = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)[,.]\d+ \[(\w+)\s*\] (.*)$/;
const FATAL = /ConfigMigrationError|SeparateVarPartition|BootPartitionRequires1G/;
const DAYS = 3;

/**
 * Failures of the last days. The log is in local time, which may be half a day off; of a traceback its last line counts.
 *
 *     2026-11-20 22:10:11,345 [ERROR] (MainThread) Failed to migrate etc
 *     imgbased.plugins.osupdater.ConfigMigrationError
 */
export const imageFailures = fact({
  id: 'ovirt.image-failures',
  title: 'log of imgbased',
  role: 'host',
  query: file('/var/log/imgbased.log', { keep: { head: 0, tail: 262_144 } }),
  parse: ({ text, cut }, { at }): ImageFailure[] => {
    let isRecent = false;
    return (cut?.tail ?? text)
      .split(/\r?\n/)
      .flatMap(line => {
        const [, day, time, level, message = ''] = LINE.exec(line.slice(0, 2000)) ?? [];
        if (day !== undefined) isRecent = Date.parse(at) - Date.parse(`${day}T${time}Z`) < DAYS * 24 * 3_600_000;
        const isFatal = FATAL.test(line.slice(0, 2000));
        return isRecent && (isFatal || level === 'ERROR' || level === 'CRITICAL') ? [{ text: (message || line.trim()).slice(0, 200), isFatal }] : [];
      })
      .slice(-20);
  },
});
