import { optional, platform } from '../../src/index.ts';
import { databaseAccess } from './database-access.ts';
import { completeVersions } from './facts/complete-versions.ts';

export default platform({
  id: 'cloudstack',
  title: 'Apache CloudStack',
  roles: {
    management: { title: 'management server', required: true },
    database: { title: 'database server', required: true },
    usage: { title: 'usage server', required: false },
    kvm: { title: 'KVM host', required: false },
    xenserver: { title: 'XenServer host', required: false },
    systemvm: { title: 'system VM', required: false },
  },
  database: databaseAccess,
  version: {
    needs: { versions: optional(completeVersions) },
    detect: ({ versions }) => versions?.at(-1)?.version,
  },
});
