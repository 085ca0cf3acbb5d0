import { readBeside } from '../live/beside.ts';
import { fromAnsible } from '../target/ansible.ts';
import type { PlatformRoles, Target } from '../target/target.ts';

/** The hosts of an Ansible inventory, from a file with the output of `ansible-inventory --list`. */
export const readInventory = async (path: string, platform: string, platforms: readonly PlatformRoles[]): Promise<Target> =>
  fromAnsible(await readBeside(path, 'inventory'), { platform }, platforms);
