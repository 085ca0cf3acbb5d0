import check from '../../../checks/opennebula/interactive-driver-missing.ts';
import { cases } from '../../support/cases.ts';
import { DENIED } from './hosts.ts';

const path = '/etc/one/oned.conf';
const mad = (drivers: string) =>
  `DATASTORE_MAD = [\n  EXECUTABLE = "one_datastore",\n  ARGUMENTS  = "-t 15 -d ${drivers} -s shared,interactive"\n]\n`;
const settings = (name: string) =>
  `DS_MAD_CONF = [ NAME = "ceph", PERSISTENT_ONLY = "NO" ]\nDS_MAD_CONF = [ NAME = "${name}", PERSISTENT_ONLY = "NO" ]\n`;

cases(check, {
  on: { from: '7.2.0', to: '7.4.0', phase: 'post' },
  passes: { 'both are there': { given: { conf: `${mad('fs,interactive')}${settings('interactive')}` } } },
  fails: {
    'as 7.2 had it': {
      given: { conf: `${mad('fs,ceph')}${settings('fs')}` },
      finds: [
        { message: 'driver', data: { path }, host: 'frontend', path, object: 'DATASTORE_MAD', remedy: 'after -d' },
        { message: 'settings', data: { path }, host: 'frontend', path, object: 'DS_MAD_CONF', remedy: 'NAME = "interactive"' },
      ],
    },
    'another name that contains it': {
      given: { conf: `${mad('fs,interactive2')}${settings('interactive')}` },
      finds: [{ message: 'driver', data: { path }, host: 'frontend', path, object: 'DATASTORE_MAD' }],
    },
  },
  skips: { 'no datastore drivers': { given: { conf: 'PORT = 2633\n' }, because: 'no DATASTORE_MAD' } },
  unknown: {
    'a file that oned refuses': { given: { conf: 'PORT = [ A = ]\n' }, because: 'oned refuses line' },
    denied: { given: { conf: DENIED }, because: 'permission denied' },
  },
});
