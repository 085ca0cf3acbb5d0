import check from '../../../checks/ovirt/host-reinstallation-outstanding.ts';
import { cases } from '../../support/cases.ts';
import { installation } from './hosted-engine-xml.ts';

const host = (name: string, inner: string) =>
  `<host id="${name}"><name>${name}</name><address>${name}</address><status>up</status><cluster id="c1"/>${inner}</host>`;
const flag = (value: boolean) => `<reinstallation_required>${value}</reinstallation_required>`;
const given = (hosts: string[], total = hosts.length) => {
  const { vms: _, ...rest } = installation(hosts, [], total);
  return { given: rest };
};

cases(check, {
  on: { from: '4.4.9', to: '4.4.10', phase: 'pre' },
  passes: { 'none does': given([host('h1', flag(false)), host('h2', '')]) },
  fails: {
    'one of two': {
      ...given([host('h1', flag(false)), host('h2', flag(true))]),
      finds: [{ message: 'outstanding', data: { name: 'h2' }, object: 'host h2', remedy: 'Installation > Reinstall' }],
    },
  },
  skips: { 'the engine does not say it': { ...given([host('h1', '')]), because: 'does not say which hosts' } },
  unknown: { 'a list that is short': { ...given([host('h1', flag(false))], 2), because: 'lists 1 of 2 hosts' } },
});
