import check from '../../../checks/opennebula/oneadmin-account-differs.ts';
import { cases } from '../../support/cases.ts';

const passwd = (uid: number, gid = uid, home = '/var/lib/one'): string =>
  `root:x:0:0:root:/root:/bin/bash\noneadmin:x:${uid}:${gid}::${home}:/bin/bash\nmallory:x:9869:9869::/home/m:/bin/sh\n`;
const usual = passwd(9869);
const at = (host: string) => ({ host, object: 'account oneadmin' });
const PACKAGED = 'uid 9869, gid 9869, home /var/lib/one';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'as the packages make it': { given: { frontends: usual, nodes: { on: { kvm1: usual, kvm2: usual } } } },
    'no node in the target': { given: { frontends: usual, nodes: { on: {} } } },
  },
  notes: {
    'other numbers, equal on all hosts': {
      given: { frontends: passwd(1001), nodes: passwd(1001) },
      finds: ['frontend', 'node'].map(host => ({
        message: 'differs' as const,
        data: { account: 'uid 1001, gid 1001, home /var/lib/one', packaged: PACKAGED },
        ...at(host),
      })),
    },
  },
  fails: {
    'another number on one node': {
      given: { frontends: usual, nodes: { on: { kvm1: usual, kvm2: passwd(1001, 9869) } } },
      finds: [
        {
          message: 'otherThan',
          data: { account: 'uid 1001, gid 9869, home /var/lib/one', host: 'kvm2', first: PACKAGED, firstHost: 'frontend' },
          ...at('kvm2'),
          remedy: 'one uid and gid',
        },
      ],
    },
  },
  unknown: {
    'it comes from a directory service': {
      given: { frontends: usual, nodes: 'root:x:0:0:root:/root:/bin/bash\nxoneadmin:x:1:1::/:/bin/sh\n' },
      because: '/etc/passwd has no oneadmin',
    },
  },
});
