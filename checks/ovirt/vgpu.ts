import type { VmDevices } from './facts/vm-hardware.ts';
import type { VmProperties } from './facts/vm-properties.ts';

/** How a virtual machine says that it wants a virtual GPU. */
export type VgpuSpelling =
  /** The custom property `mdev_type` of 4.3 and 4.4; since 4.5 the upgrade makes a device of it. */
  | 'property'
  /** The same among the properties that an administrator defined: since 4.5 it is ignored. */
  | 'user-defined property'
  /** A device of type mdev, since 4.5. */
  | 'device';

export interface Vgpu {
  readonly spelling: VgpuSpelling;
  /** `nvidia-11, nvidia-12`; empty where it is not known. */
  readonly types: string;
}

/**
 * The virtual GPUs of virtual machines by id, whatever the version: all three spellings are read. `nodisplay` is no type.
 *
 *     mdev_type=nodisplay,nvidia-11
 */
export function vgpusOf(properties: readonly VmProperties[], { mdev }: Pick<VmDevices, 'mdev'>): ReadonlyMap<string, Vgpu> {
  const all = new Map<string, Vgpu>();
  for (const id of mdev) all.set(id, { spelling: 'device', types: '' });
  for (const { id, mdevType, isUserDefined } of properties) {
    const types = typesOf(mdevType);
    if (types.length === 0) continue;
    const spelling = all.get(id)?.spelling ?? (isUserDefined ? 'user-defined property' : 'property');
    all.set(id, { spelling, types: types.join(', ') });
  }
  return all;
}

const typesOf = (value = ''): string[] =>
  value
    .split(',')
    .map(type => type.trim())
    .filter(type => type !== '' && type !== 'nodisplay');
