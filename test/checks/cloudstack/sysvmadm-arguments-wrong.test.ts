import check from '../../../checks/cloudstack/sysvmadm-arguments-wrong.ts';
import { cases } from '../../support/cases.ts';
import { DENIED } from './services.ts';
import { restarted, upgraded, waiting } from './system-vm-rows.ts';

const PATH = '/root/sysvm.log';
const given = (logs: unknown, vms: unknown = waiting) => ({ logs, vms, upgraded }) as never;
const at = (line?: number) => ({ host: 'management', object: 'cloudstack-sysvmadm', path: PATH, ...(line !== undefined && { line }) });
const SYSTEM =
  '\nStopping and starting 1 secondary storage vm(s)...\nDone stopping and starting secondary storage vm(s)\n\nStopping and starting 1 console proxy vm(s)...\nDone stopping and starting console proxy vm(s) .\n';
const ROUTERS = '\nStopping and starting 4 running routing vm(s)... \nDone restarting router(s). \n\n';
const USAGE =
  '\nThe tool stopping/starting running system vms and domain routers \n\nUsage: cloudstack-sysvmadm: [-d] [-u] [-p] [-m] [-s] [-r] [-a] [-t] [-n] [-z]\n';

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'post' },
  passes: {
    'all of them, by -a': { given: given(`nohup: ignoring input\n${SYSTEM}${ROUTERS}`) },
    'all but routers, by -s': { given: given(SYSTEM) },
    'errors of another kind, which another check tells': { given: given(`curl: (7) couldn't connect to host\n${SYSTEM}`) },
  },
  fails: {
    'the command of the guide for 4.2, whose -p takes -a for the password': {
      given: given(`nohup: ignoring input\n${USAGE}`),
      finds: [{ message: 'usage', data: { path: PATH, line: 5 }, ...at(5), remedy: '-p PASSWORD -a' }],
    },
    'the command of the guide for 3.0, of which -c is no option': {
      given: given(`/usr/bin/cloudstack-sysvmadm: illegal option -- c\n${ROUTERS}`),
      finds: [
        { message: 'illegalOption', data: { path: PATH, line: 1, text: '/usr/bin/cloudstack-sysvmadm: illegal option -- c' }, ...at(1) },
        { message: 'routersOnly', data: { path: PATH }, ...at() },
      ],
    },
    'routers only': { given: given(ROUTERS), finds: [{ message: 'routersOnly', data: { path: PATH }, ...at() }] },
    'a -p at the end': {
      given: given(`/usr/bin/cloudstack-sysvmadm: option requires an argument -- p\u001b[2J\n${SYSTEM}`),
      finds: [
        {
          message: 'missingArgument',
          data: { path: PATH, line: 1, text: '/usr/bin/cloudstack-sysvmadm: option requires an argument -- p\u001b[2J' },
          ...at(1),
        },
      ],
    },
  },
  skips: {
    'no output, and all were restarted in the user interface': {
      given: given(undefined, restarted),
      because: 'every system VM that runs was started after the upgrade',
    },
    'an upgrade within a release line': { from: '4.4.0', to: '4.4.4', given: given(ROUTERS), because: 'restarts no system VM' },
  },
  unknown: {
    'no output, and some wait': { given: given(undefined), because: '--input sysvm-log=PATH' },
    'an empty output': { given: given('\n\n'), because: 'is empty' },
    'an output that cannot be read': { given: given(DENIED), because: 'permission denied' },
  },
});
