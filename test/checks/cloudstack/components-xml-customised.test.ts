import check from '../../../checks/cloudstack/components-xml-customised.ts';
import { cases } from '../../support/cases.ts';
import { CORP, components } from './components-xml-rows.ts';
import { fileAt } from './dumps.ts';
import { DENIED } from './services.ts';

const PATH = '/etc/cloud/management/components.xml';
const MD5 = '0123456789abcdef0123456789abcdef';
const active = fileAt(PATH, components(CORP));
const customised = (parts = 'adapter Corp (UserAuthenticator), adapter MD5 (UserAuthenticator), manager ExampleManager', count = 3) => ({
  message: 'customised' as const,
  data: { path: PATH, count, parts },
  host: 'management',
  object: 'components.xml',
  path: PATH,
});

cases(check, {
  on: { from: '3.0.2', to: '4.3.2', phase: 'pre' },
  passes: {
    'rpm says nothing of it': { given: { active, rpm: { stdout: 'S.5....T.  c /etc/cloud/management/db.properties\n', exit: 1 } } },
    'only its time and mode differ': { given: { active, rpm: { stdout: '.M.....T.  c /etc/cloud/management/components.xml\n', exit: 1 } } },
    'dpkg has the same sum': { given: { active, conffile: ` ${PATH} ${MD5}\n`, md5: `${MD5}  ${PATH}\n` } },
  },
  fails: {
    'rpm says that it was changed': {
      given: { active, rpm: { stdout: 'S.5....T.  c /etc/cloud/management/components.xml\n', exit: 1 } },
      finds: [{ ...customised(), remedy: 'cp -a /etc/cloud/management/components.xml /etc/cloud/management/components.xml-backup' }],
    },
    'dpkg has another sum': {
      given: { active, conffile: ` /etc/cloud/x 1\n ${PATH} ${MD5}\n`, md5: `${MD5.replace('0', 'f')}  ${PATH}\n` },
      finds: [customised()],
    },
    'a hostile name': {
      given: {
        active: fileAt(PATH, components('<adapter name="__proto__&#x9;\'" class="x"/>')),
        rpm: { stdout: '..5......  c /etc/cloud/management/components.xml\n', exit: 1 },
      },
      finds: [customised("adapter MD5 (UserAuthenticator), adapter __proto__\t' (UserAuthenticator), manager ExampleManager")],
    },
  },
  skips: { 'there is none': { given: { active: fileAt('/x', '') }, because: 'there is no components.xml' } },
  unknown: {
    'neither package tool answers': { given: { active }, because: 'neither rpm nor dpkg says' },
    'the package is not there any more': {
      given: { active, rpm: { stdout: 'package cloud-client is not installed\n', exit: 1 } },
      because: 'neither rpm nor dpkg says',
    },
    'the file is no XML': { given: { active: fileAt(PATH, '<components.xml>') }, because: 'not well-formed XML' },
    'another file': { given: { active: fileAt(PATH, '<beans/>') }, because: 'its root element is beans' },
    'an entity that wants a file': {
      given: { active: fileAt(PATH, '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><components.xml>&e;</components.xml>') },
      because: 'could not be read',
    },
    'the folder is closed': { given: { active: DENIED }, because: 'permission denied' },
  },
});
