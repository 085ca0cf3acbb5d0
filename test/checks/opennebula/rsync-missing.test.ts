import check from '../../../checks/opennebula/rsync-missing.ts';
import { cases } from '../../support/cases.ts';
import { deb, file, frontend, link } from './support.ts';

const here = frontend('6.10.2');
const program = (mode: string) => ({ path: '/usr/bin/rsync', mode });

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'in /usr/bin': { given: { ...here, rsync: [program('0755')] } },
    'in /usr/local/bin, for some': { given: { ...here, rsync: [{ path: '/usr/local/bin/rsync', mode: '0750' }] } },
    'a link': { given: { ...here, rsync: [link('/usr/bin/rsync', '/etc/alternatives/rsync')] } },
  },
  fails: {
    'not there': {
      given: { ...here, rsync: [] },
      finds: [{ message: 'missing', data: { host: 'frontend' }, host: 'frontend', remedy: 'apt-get install rsync' }],
    },
    'there, and not to be run': {
      given: { ...here, rsync: [program('0644')] },
      phase: 'installed',
      finds: [{ message: 'missing', data: { host: 'frontend' }, host: 'frontend' }],
    },
    'a directory of that name': {
      given: { ...here, rsync: [{ path: '/usr/bin/rsync', type: 'directory', mode: '0755' }] },
      finds: [{ message: 'missing', data: { host: 'frontend' }, host: 'frontend' }],
    },
    'oned is gone, and its package is not': {
      given: { oned: [], deb: deb({ opennebula: '6.10.2' }), rsync: [] },
      finds: [{ message: 'missing', data: { host: 'frontend' }, host: 'frontend' }],
    },
  },
  skips: {
    'no front-end': { given: { oned: [], deb: deb({ 'opennebula-migration': '7.0.0' }), rsync: [] }, because: 'no package opennebula is installed' },
  },
  unknown: {
    'nothing may be listed': {
      given: { ...here, rsync: { status: 'denied', reason: '/usr/bin: permission denied' } },
      because: 'the program rsync on frontend: /usr/bin',
    },
    'whether it is a front-end cannot be told': {
      given: { oned: { status: 'timeout', reason: 'took too long' }, rsync: [file('/usr/bin/rsync')] },
      because: 'the program oned on frontend: took too long',
    },
  },
});
