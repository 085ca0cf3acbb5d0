import check from '../../../checks/opennebula/onegate-endpoint-local.ts';
import { cases } from '../../support/cases.ts';
import { frontend } from './support.ts';

const here = frontend('6.10.2');
const path = '/etc/one/oned.conf';
const says = (message: 'endpoint' | 'local', endpoint: string) => ({
  message,
  data: { endpoint },
  host: 'frontend',
  object: 'ONEGATE_ENDPOINT',
  path,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {},
  notes: {
    'an address of the front-end': {
      given: { ...here, conf: 'ONEGATE_ENDPOINT = "http://10.0.0.1:5030"' },
      finds: [says('endpoint', 'http://10.0.0.1:5030')],
    },
    'a name that only begins alike': {
      given: { ...here, conf: 'onegate_endpoint = "https://localhost.example.com"' },
      finds: [says('endpoint', 'https://localhost.example.com')],
    },
  },
  fails: {
    'its own': { given: { ...here, conf: 'ONEGATE_ENDPOINT = "http://localhost:5030"' }, finds: [says('local', 'http://localhost:5030')] },
    'its own by number': {
      given: { ...here, conf: 'ONEGATE_ENDPOINT = "http://127.0.0.1:5030/"' },
      phase: 'post',
      finds: [says('local', 'http://127.0.0.1:5030/')],
    },
    'its own in version 6': { given: { ...here, conf: 'ONEGATE_ENDPOINT = "http://[::1]:5030"' }, finds: [says('local', 'http://[::1]:5030')] },
  },
  skips: {
    'none, as the packages have it': { given: { ...here, conf: '#ONEGATE_ENDPOINT = "http://frontend:5030"\n' }, because: 'has no ONEGATE_ENDPOINT' },
    'oned cannot read it': { given: { ...here, conf: 'A B' }, because: 'no configuration that oned can read' },
  },
  unknown: { 'it may not be read': { given: { ...here, conf: { status: 'denied', reason: 'permission denied' } }, because: 'permission denied' } },
});
