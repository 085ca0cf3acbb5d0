import check from '../../../checks/cloudstack/xenserver-pbd-unplugged.ts';
import { cases } from '../../support/cases.ts';
import { db1, denied, inventory, kvm, two, UUID, xe } from './xenserver.ts';

const here = { hosts: [db1], inventories: { on: { xs1: inventory(UUID.xs1) } } };
const pbd = (host = UUID.xs1) => xe({ uuid: 'b-1', 'host-uuid': host, 'sr-uuid': 's-1' });
const member = (live: string) => ({ on: { xs1: xe({ uuid: UUID.xs1, 'name-label': 'xs1-in-xen', 'host-metrics-live': live }) } });
const unplugged = (name: string) => ({
  message: 'unplugged' as const,
  data: { name, storage: 's-1', uuid: 'b-1' },
  object: 'PBD b-1',
  remedy: 'xe pbd-plug uuid=b-1',
});

cases(check, {
  on: { from: '3.0.6', to: '4.3.2', phase: 'post' },
  passes: { 'nothing is unplugged': { given: { ...here, pbds: { on: { xs1: '' } }, members: member('true') } } },
  fails: {
    'one is unplugged': { given: { ...here, pbds: { on: { xs1: pbd() } }, members: member('true') }, finds: [unplugged('xs1-in-xen')] },
    'on a host that xe does not list': { given: { ...here, pbds: { on: { xs1: pbd('h-9') } }, members: member('true') }, finds: [unplugged('h-9')] },
    'told by two hosts of one pool': {
      given: { ...two, pbds: { on: { xs1: pbd(), xs2: pbd() } }, members: { on: { ...member('true').on, xs2: '' } } },
      finds: [unplugged('xs1-in-xen')],
    },
    'on a host that is down': {
      given: { ...here, pbds: { on: { xs1: pbd() } }, members: member('false') },
      finds: [{ ...unplugged('xs1-in-xen'), message: 'hostDown' }],
    },
  },
  skips: { 'no XenServer host': { given: { hosts: [kvm] }, because: 'no XenServer host' } },
  unknown: {
    'xe is not there': { given: here, because: 'could be asked with xe' },
    'no host is named': {
      given: { hosts: [db1], inventories: { on: {} }, pbds: { on: {} }, members: { on: {} } },
      because: 'could be asked with xe',
    },
    'xe is not allowed': {
      given: { ...here, pbds: { on: { xs1: { status: 'denied', reason: 'was not run, because it leaves a trace' } } }, members: member('true') },
      because: 'leaves a trace',
    },
    'the database refuses us': { given: { hosts: denied }, because: 'SELECT command denied' },
  },
});
