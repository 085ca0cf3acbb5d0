import type { Package } from './facts/packages.ts';
import { compareEvr, type Evr, evr } from './rpm-version.ts';

/** The kernel that runs, against those that are installed. */

export type Flavour = 'standard' | 'rt' | 'uek' | 'elrepo';

/** One installed package with the image of a kernel in it. */
export interface Kernel {
  readonly flavour: Flavour;
  readonly evr: Evr;
  /** As `uname -r` says it, without what a debug kernel adds: `3.10.0-1127.19.1.el7.x86_64`. */
  readonly release: string;
}

export type KernelState =
  | { readonly state: 'current' | 'pending' | 'newer-than-installed' | 'removed'; readonly newest: Kernel }
  | { readonly state: 'none-installed' };

const FLAVOURS: Readonly<Record<string, Flavour>> = { rt: 'rt', uek: 'uek', lt: 'elrepo', ml: 'elrepo' };

/** Every package that holds an image of a kernel, on one release of Enterprise Linux or another. */
export const KERNEL_PACKAGES: readonly string[] = ['', '-rt', '-uek', '-lt', '-ml'].flatMap(flavour => [`kernel${flavour}`, `kernel${flavour}-core`]);

/**
 * The kernels among packages. From EL8 on the image is in kernel-core, and kernel is an empty package that may be absent: where there is
 * a -core of one flavour, it alone counts.
 */
export function kernelsIn(packages: readonly Package[]): Kernel[] {
  const all = packages.filter(({ name }) => KERNEL_PACKAGES.includes(name));
  const isCore = ({ name }: Package): boolean => name.endsWith('-core');
  const split = new Set(all.filter(isCore).map(flavourOfPackage));
  return all.filter(one => isCore(one) || !split.has(flavourOfPackage(one))).map(toKernel);
}

const flavourOfPackage = ({ name }: Package): Flavour => FLAVOURS[name.split('-')[1] ?? ''] ?? 'standard';

const toKernel = (one: Package): Kernel => ({
  flavour: flavourOfPackage(one),
  evr: { epoch: 0, version: one.version, release: one.release },
  release: `${one.version}-${one.release}.${one.arch}`,
});

/** Which packages a running kernel is of, by its name. */
export const flavourOf = (running: string): Flavour =>
  /\.rt\d|[+.]rt\b/.test(running) ? 'rt' : /uek/.test(running) ? 'uek' : /elrepo/.test(running) ? 'elrepo' : 'standard';

/** `5.14.0-427.el9.x86_64+debug`, `3.10.0-1160.el7.x86_64.debug`, `…x86_64+rt` → without what stands behind the architecture. */
export const plainRelease = (running: string): string => running.trim().replace(/[+.](?:rt-)?(?:debug|rt)$/, '');

/** Whether the newest kernel of the flavour that runs is the one that runs: by version, not by time of installation or by name. */
export function kernelState(running: string, installed: readonly Kernel[]): KernelState {
  const release = plainRelease(running);
  const same = installed.filter(({ flavour }) => flavour === flavourOf(running));
  const newest = same.toSorted((a, b) => compareEvr(b.evr, a.evr)).at(0);
  if (!newest) return { state: 'none-installed' };
  if (newest.release === release) return { state: 'current', newest };
  const own = runningEvr(release, newest);
  if (own && compareEvr(own, newest.evr) > 0) return { state: 'newer-than-installed', newest };
  return { state: same.some(kernel => kernel.release === release) ? 'pending' : 'removed', newest };
}

/** The version in the name of a kernel, whose architecture is that of the packages. */
function runningEvr(release: string, { release: known }: Kernel): Evr | undefined {
  const architecture = known.slice(known.lastIndexOf('.'));
  return evr(release.endsWith(architecture) ? release.slice(0, -architecture.length) : release);
}
