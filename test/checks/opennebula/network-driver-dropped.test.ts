import check from '../../../checks/opennebula/network-driver-dropped.ts';
import { cases } from '../../support/cases.ts';
import { body, broken, DENIED, tag } from './rows.ts';

const network = (oid: number, driver: string) => body(oid, 'VNET', tag('VN_MAD', driver));
const template = (oid: number, driver: string) => ({
  oid,
  name: `template${oid}`,
  body: `<VNTEMPLATE><TEMPLATE>${tag('VN_MAD', driver)}</TEMPLATE></VNTEMPLATE>`,
});
const vm = (oid: number, ...drivers: string[]) => ({
  oid,
  name: `vm${oid}`,
  body: `<VM><TEMPLATE>${drivers.map(driver => `<NIC>${tag('VN_MAD', driver)}</NIC>`).join('')}<CONTEXT><PASSWORD>s3cret-canary</PASSWORD></CONTEXT></TEMPLATE></VM>`,
});
const good = { networks: [network(1, '802.1Q'), network(2, 'bridge')], templates: [template(1, 'vxlan')], vms: [vm(1, 'fw', 'fw'), vm(2)] };

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'what OpenNebula ships': { given: good },
    'networks and templates that name no driver': { given: { ...good, networks: [body(1, 'VNET', '')], templates: [body(1, 'VNTEMPLATE', '')] } },
  },
  fails: {
    'ebtables everywhere': {
      given: { networks: [network(3, 'ebtables')], templates: [template(4, 'vcenter')], vms: [vm(5, 'ebtables', 'bridge', 'ebtables')] },
      finds: [
        {
          message: 'network',
          data: { id: 3, name: 'vnet3', driver: 'ebtables', since: '7.0' },
          object: 'virtual network 3',
          remedy: 'onevnet update 3',
        },
        { message: 'template', data: { id: 4, name: 'template4', driver: 'vcenter', since: '7.0' }, object: 'virtual network template 4' },
        { message: 'vm', data: { id: 5, name: 'vm5', driver: 'ebtables', since: '7.0' }, object: 'virtual machine 5' },
      ],
    },
    'drivers of somebody else': {
      given: { networks: [network(3, 'calico')], templates: [template(4, 'Bridge')], vms: [vm(5, 'mine')] },
      finds: [
        { message: 'own', data: { what: 'virtual network', id: 3, name: 'vnet3', driver: 'calico' }, object: 'virtual network 3' },
        {
          message: 'own',
          data: { what: 'virtual network template', id: 4, name: 'template4', driver: 'Bridge' },
          object: 'virtual network template 4',
        },
        { message: 'own', data: { what: 'virtual machine', id: 5, name: 'vm5', driver: 'mine' }, object: 'virtual machine 5' },
      ],
    },
  },
  unknown: {
    'the table may not be read': { given: { ...good, networks: DENIED }, because: 'virtual networks on database: SELECT' },
    'a body that is no XML': { given: { ...good, vms: [broken(7)] }, because: 'the body of virtual machine 7 is no XML' },
  },
});
