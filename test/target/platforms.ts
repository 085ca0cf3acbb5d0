import type { PlatformRoles } from '../../src/target/target.ts';

const role = (title: string, required = false) => ({ title, required });

/** Roles as platforms have them, so that these tests say all they need. */
export const PLATFORMS: readonly PlatformRoles[] = [
  {
    id: 'cloudstack',
    title: 'Apache CloudStack',
    roles: {
      management: role('management server', true),
      database: role('database server', true),
      usage: role('usage server'),
      kvm: role('KVM host'),
    },
  },
  { id: 'opennebula', title: 'OpenNebula', roles: { frontend: role('front-end', true), database: role('database'), 'kvm-node': role('KVM node') } },
];
