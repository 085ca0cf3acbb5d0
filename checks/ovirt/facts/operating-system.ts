import { fact, file } from '../../../src/index.ts';
import { shellVariables } from '../shell-variables.ts';

/** What a machine says it runs. */
export interface OperatingSystem {
  /** `CentOS Linux 7 (Core)` */
  readonly name: string;
  /** `centos`, `rhel`, `rocky`, `almalinux`, `ol`, … */
  readonly id: string;
  readonly isEnterpriseLinux: boolean;
  readonly major: number | undefined;
  /** CentOS Stream has none. */
  readonly minor: number | undefined;
  readonly isNode: boolean;
}

const FAMILY = ['rhel', 'centos', 'rocky', 'almalinux', 'ol', 'eurolinux', 'circle'];

/**
 *     NAME="CentOS Linux"
 *     ID="centos"
 *     ID_LIKE="rhel fedora"
 *     VERSION_ID="7"
 *     PRETTY_NAME="CentOS Linux 7 (Core)"
 */
export function operatingSystem(text: string): OperatingSystem {
  const said = shellVariables(text);
  const value = (name: string): string => (said.get(name) ?? '').slice(0, 200);
  const [, major, minor] = /^(\d{1,4})(?:\.(\d{1,4}))?$/.exec(value('VERSION_ID')) ?? [];
  const id = value('ID');
  if (id === '') throw new Error('it has no ID');
  return {
    id,
    name: value('PRETTY_NAME') || `${value('NAME') || id} ${value('VERSION_ID')}`.trim(),
    isEnterpriseLinux: FAMILY.includes(id) || value('ID_LIKE').split(/\s+/).includes('rhel'),
    major: major === undefined ? undefined : Number(major),
    minor: minor === undefined ? undefined : Number(minor),
    isNode: value('VARIANT_ID') === 'ovirt-node',
  };
}

const systemOf = (role: string) =>
  fact({
    id: `ovirt.${role}-operating-system`,
    title: 'operating system',
    role,
    query: file('/etc/os-release'),
    parse: ({ text }) => operatingSystem(text),
  });

export const engineSystem = systemOf('engine');
export const hostSystem = systemOf('host');
