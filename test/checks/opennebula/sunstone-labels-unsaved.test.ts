import check from '../../../checks/opennebula/sunstone-labels-unsaved.ts';
import { cases } from '../../support/cases.ts';
import { frontend } from './support.ts';

const here = frontend('6.10.2');
const path = '/etc/one/sunstone-views.yaml';
const at = { host: 'frontend', path };
const labels = (...lines: string[]): string => `---\nlogo: images/logo.png\nlabels_groups:\n${lines.map(line => `    ${line}\n`).join('')}`;

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'no labels at all': { given: { ...here, labels: 'groups:\n  oneadmin:\n    - admin\n' } },
    'only empty lists': { given: { ...here, labels: labels('default: []') } },
    'a group without a list, which 7.0.1 forgives': { given: { ...here, labels: labels('default:') } },
    'labels_groups without anything': { given: { ...here, labels: 'labels_groups:\n' }, to: '7.0.0' },
  },
  fails: {
    'labels that would be lost': {
      given: { ...here, labels: labels('default:', '    - web', "o'ps: [a]", '__proto__: [b]') },
      finds: [{ message: 'defined', data: { path, groups: "default, o'ps, __proto__" }, ...at, remedy: `cp -a ${path}` }],
    },
    'a group without a list, over which 7.0.0 dies': {
      given: { ...here, labels: labels('default:') },
      to: '7.0.0',
      finds: [{ message: 'noList', data: { path, group: 'default' }, ...at, object: 'group default', remedy: '"default: []"' }],
    },
  },
  skips: { 'no such file': { given: here, because: 'is not there' } },
  unknown: { 'it is no mapping': { given: { ...here, labels: 'labels_groups: [a]' }, because: 'no mapping of groups' } },
});
