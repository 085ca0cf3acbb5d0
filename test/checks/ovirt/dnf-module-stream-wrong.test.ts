import check from '../../../checks/ovirt/dnf-module-stream-wrong.ts';
import { cases } from '../../support/cases.ts';

const module = (name: string, stream: string, state = 'enabled') => `[${name}]\nname=${name}\nstream=${stream}\nprofiles=\nstate=${state}\n`;
const EL8 = 'ID="rocky"\nVERSION_ID="8.8"\nPRETTY_NAME="Rocky Linux 8.8"\n';
const good = {
  system: EL8,
  java: module('javapackages-tools', '201801'),
  openidc: module('mod_auth_openidc', '2.3'),
  nodejs: module('nodejs', '14'),
  pki: module('pki-deps', '10.6'),
  postgresql: module('postgresql', '12'),
};
const place = (name: string) => ({ host: 'engine', object: `module ${name}`, path: `/etc/dnf/modules.d/${name}.module` });

cases(check, {
  on: { from: '4.4.10.7', to: '4.5.6', phase: 'pre' },
  passes: {
    'all of them': { given: good },
    'the last lines have Windows line ends and blanks': { given: { ...good, postgresql: '[postgresql]\r\nstream = 12 \r\nstate = enabled\r\n' } },
    '4.4 does without two of them': { given: { system: EL8, java: good.java, pki: good.pki, postgresql: good.postgresql }, to: '4.4.10' },
  },
  fails: {
    'PostgreSQL 10': {
      given: { ...good, postgresql: module('postgresql', '10') },
      finds: [
        {
          message: 'otherStream',
          data: { name: 'postgresql', stream: '10', needed: 'postgresql:12' },
          ...place('postgresql'),
          remedy: 'dnf module enable -y postgresql:12',
        },
      ],
    },
    'PostgreSQL 121 is not 12': {
      given: { ...good, postgresql: module('postgresql', '121') },
      finds: [{ message: 'otherStream', data: { name: 'postgresql', stream: '121', needed: 'postgresql:12' }, ...place('postgresql') }],
    },
    disabled: {
      given: { ...good, pki: module('pki-deps', '10.6', 'disabled') },
      finds: [
        { message: 'notEnabled', data: { name: 'pki-deps', needed: 'pki-deps' }, ...place('pki-deps'), remedy: 'dnf module enable -y pki-deps' },
      ],
    },
    'two were never enabled': {
      given: { system: EL8, java: good.java, pki: good.pki, postgresql: good.postgresql },
      finds: [
        { message: 'notEnabled', data: { name: 'mod_auth_openidc', needed: 'mod_auth_openidc:2.3' }, ...place('mod_auth_openidc') },
        { message: 'notEnabled', data: { name: 'nodejs', needed: 'nodejs:14' }, ...place('nodejs') },
      ],
    },
    'a hostile stream': {
      given: { ...good, nodejs: module('nodejs', "';reboot;\u001b[31m") },
      finds: [{ message: 'otherStream', data: { name: 'nodejs', stream: "';reboot;\u001b[31m", needed: 'nodejs:14' }, ...place('nodejs') }],
    },
  },
  skips: {
    'Enterprise Linux 9 has none': {
      given: { ...good, system: 'ID=rocky\nVERSION_ID=9.2\nPRETTY_NAME="Rocky Linux 9.2"\n' },
      because: 'Rocky Linux 9.2',
    },
  },
  unknown: {
    denied: {
      given: { ...good, pki: { status: 'denied', reason: 'Permission denied' } },
      because: 'stream of the module pki-deps on engine: Permission denied',
    },
  },
});
