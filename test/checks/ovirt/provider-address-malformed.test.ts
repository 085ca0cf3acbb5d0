import check from '../../../checks/ovirt/provider-address-malformed.ts';
import { cases } from '../../support/cases.ts';

const at = (...urls: (string | null)[]) => ({ providers: urls.map((url, index) => ({ name: `p${index}`, auth_url: url })) });
const found = (url: string) => [
  { message: 'malformed', data: { name: 'p0', url }, object: 'provider p0', remedy: 'http(s)://HOST:PORT/v3' } as const,
];

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: {
    'Keystone 3': { given: at('https://keystone.lab.example:35357/v3') },
    'Keystone 2, with a slash': { given: at('http://[2001:db8::1]:5000/v2.0/') },
  },
  fails: {
    'no port': { given: at('https://keystone.lab.example/v3'), finds: found('https://keystone.lab.example/v3') },
    'Keystone 20': { given: at('http://k:5000/v2.00'), finds: found('http://k:5000/v2.00') },
    'no version': { given: at('http://k:5000/'), finds: found('http://k:5000/') },
    'two lines, and an escape': { given: at('\u001b[2Jhttp://k:5000/v3\n'), finds: found('\u001b[2Jhttp://k:5000/v3\n') },
  },
  skips: { 'none, or without a login': { given: at(null, ''), because: 'no external provider' } },
  unknown: { denied: { given: { providers: { status: 'denied', reason: 'permission denied for table providers' } }, because: 'table providers' } },
});
