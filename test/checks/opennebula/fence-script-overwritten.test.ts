import check from '../../../checks/opennebula/fence-script-overwritten.ts';
import { cases } from '../../support/cases.ts';
import { DENIED } from './hosts.ts';

const SCRIPT = '/var/lib/one/remotes/hooks/ft/fence_host.sh';
const copy = (name: string, size = 4400) => ({ path: `/var/lib/one/backups/config/${name}${SCRIPT}`, size });
const [stock, own] = [
  { path: SCRIPT, size: 4370 },
  { path: SCRIPT, size: 4312 },
];
const hook = (command: string) => ({
  oid: 7,
  name: 'host_error',
  body: `<HOOK><TYPE>state</TYPE><TEMPLATE><ARGUMENTS><![CDATA[$TEMPLATE -m -p 5 secret]]></ARGUMENTS><COMMAND><![CDATA[${command}]]></COMMAND></TEMPLATE></HOOK>`,
});
const hooks = [{ oid: 0, name: 'x', body: '<HOOK><TEMPLATE><COMMAND>/opt/x.sh</COMMAND></TEMPLATE></HOOK>' }, hook('ft/host_error.rb')];
const at = { host: 'frontend', path: SCRIPT } as const;
const NEWER = '2026-11-20_10:00:00-v6.10.2';

cases(check, {
  on: { from: '6.10.2', to: '7.4.0', phase: 'pre' },
  passes: {
    'the shipped script, which never fenced anything': { given: { hooks, scripts: [stock] } },
    'put back after the upgrade': { given: { hooks, scripts: [own, copy(NEWER)] }, phase: 'post' },
    'never customised': { given: { hooks, scripts: [stock, copy(NEWER, 4370)] }, phase: 'post' },
  },
  fails: {
    'customised, before the upgrade': {
      given: { hooks, scripts: [own] },
      finds: [{ message: 'customised', data: { hook: 'host_error', path: SCRIPT }, ...at, remedy: `cp -a ${SCRIPT} /root` }],
    },
    'overwritten by that of 7.4.0': {
      given: { hooks: [hook('/var/lib/one/remotes/hooks/ft/host_error.rb')], scripts: [stock, copy(NEWER), copy('2025-01-01_10:00:00-v6.8.0')] },
      phase: 'installed',
      finds: [
        {
          message: 'overwritten',
          data: { hook: 'host_error', path: SCRIPT, state: 'the one that is shipped, which only fails', copy: copy(NEWER).path },
          ...at,
          remedy: `cp -a ${copy(NEWER).path} ${SCRIPT}`,
        },
      ],
    },
    'gone with 7.4.1': {
      given: { hooks, scripts: [copy(NEWER)] },
      to: '7.4.1',
      phase: 'post',
      finds: [{ message: 'overwritten', data: { hook: 'host_error', path: SCRIPT, state: 'not there', copy: copy(NEWER).path }, ...at }],
    },
  },
  skips: {
    'no such hook': { given: { hooks: [hook('ft/host_error.rb.old')], scripts: [own] }, because: 'nothing fences hosts' },
    'no hook at all, and the copies are for root alone': { given: { hooks: [], scripts: DENIED }, because: 'nothing fences hosts' },
  },
  unknown: {
    'a hook that cannot be read': { given: { hooks: [{ oid: 3, name: 'x', body: '<HOOK' }], scripts: [own] }, because: 'the body of hook 3' },
    'only root may look at the copies': { given: { hooks, scripts: DENIED }, because: 'permission denied' },
  },
});
