import check from '../../../checks/opennebula/auth-file-missing.ts';
import { cases } from '../../support/cases.ts';
import { frontend, type Path } from './support.ts';

const AUTH = '/var/lib/one/.one';
const entry = (name: string, over: Path = {}): Path => ({ path: `${AUTH}/${name}`, mode: '0600', owner: 'oneadmin', size: 40, ...over });
const folder = (over: Path = {}): Path => ({ path: AUTH, type: 'directory', mode: '0700', owner: 'oneadmin', ...over });
const USUAL = ['one_auth', 'sunstone_auth', 'oneflow_auth', 'onegate_auth'];
const files = (...names: string[]): Path[] => [folder(), ...names.map(name => entry(name))];
const at = (name: string) => ({ host: 'frontend', object: `${AUTH}/${name}`, path: `${AUTH}/${name}` });
const here = frontend('7.0.1');

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'all are there': { given: { ...here, files: files(...USUAL, 'fireedge_key') } },
    'FireEdge was never started, so it has no key': { given: { ...here, files: files(...USUAL) } },
    'read only for oneadmin': {
      given: { ...here, files: [...files('one_auth', 'sunstone_auth', 'oneflow_auth'), entry('onegate_auth', { mode: '0400' })] },
    },
    'files of nobody are not looked at': {
      given: { ...here, files: [...files(...USUAL), entry('ec2_auth', { size: 0, owner: 'root', mode: '0644' })] },
    },
    '7.2 with its own': { given: { ...frontend('7.2.0'), files: files(...USUAL, 'oneform_auth') }, to: '7.2.0' },
  },
  fails: {
    'one is not there': {
      given: { ...here, files: files('one_auth', 'oneflow_auth', 'onegate_auth') },
      finds: [{ message: 'missing', data: { path: `${AUTH}/sunstone_auth` }, ...at('sunstone_auth'), remedy: 'serveradmin' }],
    },
    'that of OneForm, which 7.2 brought': {
      given: { ...frontend('7.2.0'), files: files(...USUAL) },
      to: '7.2.0',
      finds: [{ message: 'missing', data: { path: `${AUTH}/oneform_auth` }, ...at('oneform_auth') }],
    },
    'that of OneKS as well in 7.4': {
      given: { ...frontend('7.4.0'), files: files(...USUAL) },
      to: '7.4.0',
      finds: ['oneform_auth', 'oneks_auth'].map(name => ({ message: 'missing' as const, data: { path: `${AUTH}/${name}` }, ...at(name) })),
    },
    'the whole directory is not there': {
      given: { ...here, files: [] },
      phase: 'pre',
      finds: [{ message: 'missing', data: { path: AUTH }, host: 'frontend', object: AUTH, path: AUTH }],
    },
    'empty, of root, and open to all': {
      given: {
        ...here,
        files: [...files('sunstone_auth', 'oneflow_auth', 'onegate_auth'), entry('one_auth', { size: 0, owner: 'root', mode: '0644' })],
      },
      finds: [
        { message: 'empty', data: { path: `${AUTH}/one_auth` }, ...at('one_auth') },
        {
          message: 'notOfOneadmin',
          data: { path: `${AUTH}/one_auth`, owner: 'root' },
          ...at('one_auth'),
          remedy: `chown oneadmin:oneadmin ${AUTH}/one_auth`,
        },
        {
          message: 'readable',
          data: { path: `${AUTH}/one_auth`, mode: '0644', right: '0600' },
          ...at('one_auth'),
          remedy: `chmod 0600 ${AUTH}/one_auth`,
        },
      ],
    },
    'the directory is open to the group': {
      given: { ...here, files: [folder({ mode: '0750' }), ...files(...USUAL).slice(1)] },
      finds: [
        { message: 'readable', data: { path: AUTH, mode: '0750', right: '0700' }, host: 'frontend', object: AUTH, path: AUTH, remedy: 'chmod 0700' },
      ],
    },
  },
  unknown: {
    'only oneadmin may look': { given: { ...here, files: { status: 'denied', reason: 'permission denied' } }, because: 'permission denied' },
  },
});
