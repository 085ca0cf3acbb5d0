import { fact, file, type Inputs, path, paths } from '../../../src/index.ts';
import { cloudLog, restartLog } from '../sysvm-log.ts';
import { secondsSince } from './times.ts';

export const SYSVM_LOG = path('sysvm-log', {
  title: 'Where the output of cloudstack-sysvmadm was kept on a management server',
  default: '/root/sysvm.log',
  reason: 'the command of the guide writes sysvm.log into the directory it is run in, which is usually that of root',
});

export const CLOUD_LOG = path('sysvm-cloud-log', {
  title: 'The log cloud.log that cloudstack-sysvmadm wrote on the same server',
  default: '/root/cloud.log',
  reason: 'the script writes cloud.log into the directory it is run in, which is usually that of root',
});

/** The path that the operator gave, where it is one on a host. */
const given = (inputs: Inputs, { name, default: usual }: typeof SYSVM_LOG): string[] => {
  const value = inputs[name] ?? usual;
  return typeof value === 'string' && /^\/[^\0\n]*$/.test(value) ? [value] : [];
};

export const sysvmLog = fact({
  id: 'cloudstack.sysvm-log',
  title: 'output of cloudstack-sysvmadm',
  role: 'management',
  query: inputs => given(inputs, SYSVM_LOG).map(one => file(one)),
  parse: ({ text }, { query }) => ({ ...restartLog(text), path: query.kind === 'file' ? query.path : '' }),
});

/** How long ago the output was written last, in seconds by the clock of the host; undefined where it is not there. */
export const sysvmLogAge = fact({
  id: 'cloudstack.sysvm-log-age',
  title: 'age of the output of cloudstack-sysvmadm',
  role: 'management',
  query: inputs => given(inputs, SYSVM_LOG).map(one => paths(one)),
  parse: ({ entries }, { at }) => entries.map(({ mtime }) => secondsSince(mtime, at)).find(age => age !== null),
});

export const sysvmCloudLog = fact({
  id: 'cloudstack.sysvm-cloud-log',
  title: 'log of cloudstack-sysvmadm',
  role: 'management',
  query: inputs => given(inputs, CLOUD_LOG).map(one => file(one)),
  parse: ({ text }, { query }) => ({ ...cloudLog(text), path: query.kind === 'file' ? query.path : '' }),
});
