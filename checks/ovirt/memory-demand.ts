import type { Vm } from './facts/vms.ts';

/** What a virtual machine takes of a host, in MiB, as the scheduler of the engine counts it. */
export interface Demand {
  /** Against what the host may still promise: memory, overhead that is there at once, and overhead that may come. */
  readonly need: number;
  /** Against what the host has free now: memory, and overhead that is there at once. */
  readonly physical: number;
}

export const MIB = 1024 * 1024;

type Shape = Pick<Vm, 'memory' | 'maxMemory' | 'cpus' | 'ioThreads' | 'display' | 'osType'>;

/** Undefined where the engine does not say how much memory or how many processors the machine has. Memory in huge pages is not counted twice. */
export function demandOf(vm: Shape, architecture: string | undefined, hasHugepages: boolean): Demand | undefined {
  if (vm.memory === undefined || vm.cpus === undefined) return undefined;
  const memory = Math.floor(vm.memory / MIB);
  const fixed = staticOverhead(memory, Math.floor((vm.maxMemory ?? vm.memory) / MIB), architecture);
  const promised = hasHugepages ? 0 : memory;
  return { need: promised + fixed + possibleOverhead(vm, vm.cpus), physical: promised + fixed };
}

/** Page tables and QEMU itself, in MiB. On POWER the page table is for the memory that may be plugged in, rounded up to a power of two. */
export function staticOverhead(memory: number, maxMemory: number, architecture: string | undefined): number {
  if (!architecture?.startsWith('ppc')) return Math.floor(memory / 512) + 64;
  return Math.floor(2 ** Math.ceil(Math.log2(Math.max(1, maxMemory))) / 64) + 100;
}

const possibleOverhead = (vm: Shape, cpus: number): number => videoMemory(vm) + 8 * cpus + 8 * (vm.ioThreads ?? 0);

/** Video memory in MiB. A device that is not known counts as QXL of Linux. Engines before 4.4.5 name the protocol alone. */
export function videoMemory({ display, osType }: Pick<Vm, 'display' | 'osType'>): number {
  const device = display.videoType ?? DEVICES[display.type ?? ''];
  if (device !== undefined && device !== 'qxl') return 16;
  const heads = Math.max(1, display.monitors ?? 1);
  const multiplier = vramMultiplier(osType);
  return heads * 64 + (multiplier === 0 ? 8 : multiplier * 16 * heads);
}

const DEVICES: Readonly<Record<string, string>> = { spice: 'qxl', vnc: 'vga' };

/** Of the operating system: 4 for Windows 10 and what the engine derives from it, 0 for older Windows, 2 for Linux and where it is not known. */
const vramMultiplier = (osType = ''): number => (/^windows_(?:1\d|20(?:1[69]|2\d))/.test(osType) ? 4 : /^windows/.test(osType) ? 0 : 2);
