import check from '../../../checks/opennebula/marketplace-proxy-option.ts';
import { cases } from '../../support/cases.ts';
import { DENIED } from './hosts.ts';

const path = '/etc/one/oned.conf';
const mad = (more: string) => `MARKET_MAD = [\n  EXECUTABLE = "one_market",\n  ARGUMENTS  = "-t 15 -m http,s3${more}"\n]\n`;
const found = { message: 'option', data: { path }, host: 'frontend', path, object: 'MARKET_MAD', remedy: 'http_proxy=' } as const;

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'no option': { given: { conf: mad('') } },
    'only in a comment': { given: { conf: `# ${mad(' --proxy x').replaceAll('\n', '\n# ')}\n` } },
    'another option': { given: { conf: mad(' --proxying x') } },
  },
  fails: {
    'with a word': { given: { conf: mad(' --proxy http://u:hunter2@10.0.0.9:3128') }, finds: [found] },
    'with a sign': { given: { conf: mad(' --proxy=http://10.0.0.9:3128') }, finds: [found] },
  },
  unknown: {
    'a file that oned refuses': { given: { conf: 'MARKET_MAD = [ A = ]\n' }, because: 'oned refuses line' },
    denied: { given: { conf: DENIED }, because: 'permission denied' },
  },
});
