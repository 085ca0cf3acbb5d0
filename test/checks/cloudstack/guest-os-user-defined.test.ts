import check from '../../../checks/cloudstack/guest-os-user-defined.ts';
import { cases } from '../../support/cases.ts';

const row = (id: number, more: object = {}) => ({ id, display_name: 'Own Linux', is_user_defined: 1, removed: null, ...more });
const debian = row(293, { display_name: 'Debian GNU/Linux 10 (64-bit)', is_user_defined: 0 });
const mapping = {
  id: 9001,
  guest_os_id: 350,
  guest_os_name: 'ownLinux',
  hypervisor_type: 'VMware',
  hypervisor_version: '6.7',
  is_user_defined: 1,
  removed: null,
};
const found = (message: 'takenId' | 'guestOs', id: number, name = 'Own Linux', remedy?: string) =>
  ({ message, data: { id, name }, object: `guest OS ${id}`, ...(remedy && { remedy }) }) as const;
const from412 = { from: '4.12.0.0', to: '4.13.1.0' };

cases(check, {
  on: { from: '4.19.1.0', to: '4.20.1.0', phase: 'pre' },
  passes: {
    'only those of CloudStack': { given: { guestOs: [debian], mappings: [{ ...mapping, is_user_defined: 0 }] } },
    'NULL is no': { given: { guestOs: [row(350, { is_user_defined: null })], mappings: [] } },
    'removed ones': {
      given: { guestOs: [row(350, { removed: '2020-01-01 00:00:00' })], mappings: [{ ...mapping, removed: '2020-01-01 00:00:00' }] },
    },
    'a removed one with an id of 4.13, after 4.13': { given: { guestOs: [row(290, { removed: '2020-01-01 00:00:00' })], mappings: [] } },
    'a database without the columns': {
      given: {
        guestOs: [{ id: 1, display_name: 'CentOS 4.5 (32-bit)' }],
        mappings: [{ id: 1, guest_os_id: 1, guest_os_name: 'x', hypervisor_type: 'VMware' }],
      },
      from: '4.4.1',
      to: '4.5.2',
    },
    'ids beside those of 4.13, removed': {
      given: { guestOs: [287, 288, 305].map(id => row(id, { removed: '2020-01-01 00:00:00' })), mappings: [] },
      ...from412,
    },
  },
  fails: {
    'an id that the upgrade to 4.13 gives': {
      given: { guestOs: [row(277)], mappings: [] },
      ...from412,
      finds: [found('takenId', 277, 'Own Linux', 'keeps its id')],
    },
    'a removed one keeps its id': {
      given: { guestOs: [row(304, { removed: '2019-01-01 00:00:00' })], mappings: [] },
      from: '4.9.3.0',
      to: '4.20.1.0',
      finds: [found('takenId', 304)],
    },
    'the same id where 4.13 is not passed': {
      given: { guestOs: [row(290)], mappings: [] },
      phase: 'installed',
      finds: [found('guestOs', 290, 'Own Linux', 'removeGuestOs')],
    },
    'any other, with a hostile name': {
      given: { guestOs: [row(350, { display_name: '__proto__\u001b[2J' })], mappings: [] },
      ...from412,
      finds: [found('guestOs', 350, '__proto__\u001b[2J')],
    },
    'a mapping': {
      given: { guestOs: [], mappings: [mapping] },
      finds: [
        {
          message: 'mapping',
          data: { id: 9001, name: 'ownLinux', os: 350, hypervisor: 'VMware 6.7' },
          object: 'guest OS mapping 9001',
          remedy: 'removeGuestOsMapping',
        },
      ],
    },
    'a mapping of NULLs': {
      given: {
        guestOs: [debian],
        mappings: [{ ...mapping, guest_os_id: null, guest_os_name: null, hypervisor_type: null, hypervisor_version: null }],
      },
      finds: [{ message: 'mapping', data: { id: 9001, name: '', os: 'none', hypervisor: 'no hypervisor' }, object: 'guest OS mapping 9001' }],
    },
  },
  unknown: {
    'it must not be read': {
      given: { guestOs: { status: 'denied', reason: 'SELECT command denied' }, mappings: [] },
      because: 'SELECT command denied',
    },
    'the mappings must not be read': {
      given: { guestOs: [debian], mappings: { status: 'denied', reason: 'SELECT command denied' } },
      because: 'guest OS mappings',
    },
    'an id that is none': { given: { guestOs: [{ ...debian, id: 'x' }], mappings: [] }, because: 'column id is not a whole number' },
  },
});
