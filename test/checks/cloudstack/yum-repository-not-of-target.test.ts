import check from '../../../checks/cloudstack/yum-repository-not-of-target.ts';
import { cases } from '../../support/cases.ts';
import { NO_YUM, printed, rpm, ZYPP_MISSING } from './repositories.ts';

const FILE = '/etc/yum.repos.d/cloudstack.repo';
const CENTOS = printed(
  '/etc/yum.repos.d/CentOS-Base.repo',
  '[base]',
  'name=CentOS-$releasever - Base',
  'mirrorlist=http://mirrorlist.centos.org/?release=$releasever&arch=$basearch&repo=os#x',
);
const repo = (url: string, ...more: string[]) => ['[apache-cloudstack]', 'name=Apache CloudStack', `baseurl=${url}`, 'enabled=1', ...more];
const yum = (...lines: string[]) => ({ stdout: `${CENTOS}${printed(FILE, ...lines)}`, stderr: ZYPP_MISSING, exit: 2 });
const management = (...lines: string[]) => ({ managementPackages: rpm(), management: yum(...lines) });
const BASE = 'http://cloudstack.apt-get.eu/rhel';
const at = { host: 'management', object: 'repository [apache-cloudstack]', path: FILE, line: 3 };
const found = (message: string, data: object, more: object = {}) =>
  ({ message, data: { section: 'apache-cloudstack', target: '4.3', ...data }, ...at, ...more }) as never;
const unsigned = { message: 'unsigned', data: { section: 'apache-cloudstack' }, ...at } as const;

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'pre' },
  passes: {
    'the section of the guide, signed': { given: management(...repo(`${BASE}/4.3/`, 'gpgcheck=1')) },
    'no slash at its end, blanks around the signs, keys in capitals': {
      given: management('[apache-cloudstack]', 'Name : Apache CloudStack', `BaseURL = ${BASE}/4.3`, 'Enabled = TRUE'),
    },
    'enabled by default': { given: management('[apache-cloudstack]', `baseurl=${BASE}/4.3/`) },
    'a section with a blank, and the old one disabled': {
      given: management('[apache CloudStack]', `baseurl= ${BASE}/4.3/`, '[cloudstack-4.2]', `baseurl=${BASE}/4.2/`, 'enabled=0'),
    },
    'a dot in the section, and $releasever': {
      given: {
        managementPackages: rpm('cloudstack-management', '4.20.0.0'),
        management: yum('[cloudstack-4.22]', 'baseurl=https://download.cloudstack.org/centos/$releasever/4.22/'),
      },
      from: '4.20.0.0',
      to: '4.22.0.0',
    },
    'a second address on the next line': { given: management(...repo(`${BASE}/4.3/`).slice(0, 3), '    http://mirror.example.org/cloudstack/4.3/') },
    'a mirror list of the version': {
      given: management('[acs]', 'name=CloudStack', 'mirrorlist=http://mirror.example.org/cloudstack/4.3/mirrors#all'),
    },
    'an own mirror that the operator names, in CentOS 7.9': {
      given: management('[own]', 'baseurl=http://rpm.example.org/acs/centos/7.9/4.3/x86_64'),
      inputs: { own: ['RPM.example.org'] },
      phase: 'stopped',
    },
  },
  notes: {
    'gpgcheck=0, as in the guide': { given: management(...repo(`${BASE}/4.3/`, 'gpgcheck=0')), finds: [unsigned] },
  },
  fails: {
    'the old version': {
      given: management(...repo(`${BASE}/4.2/`, 'gpgcheck = no')),
      finds: [
        found('other', { offers: '4.2' }, { remedy: `'3s#(^|[[:space:]/:])4[.]2([.][0-9.]+)?([[:space:]/]|$)#\\14.3\\3#g' ${FILE}` }),
        unsigned,
      ],
    },
    none: {
      given: management(),
      finds: [{ message: 'none', data: { target: '4.3' }, host: 'management', object: 'repository of CloudStack', remedy: `baseurl=${BASE}/4.3/` }],
    },
    'no folder at all, to a newer version': {
      given: { managementPackages: rpm(), management: NO_YUM },
      to: '4.20.1.0',
      finds: [
        {
          message: 'none',
          data: { target: '4.20' },
          host: 'management',
          object: 'repository of CloudStack',
          remedy: 'baseurl=https://download.cloudstack.org/centos/$releasever/4.20/',
        },
      ],
    },
    'commented out, so it is not printed, and the heading is left': {
      given: { managementPackages: rpm(), management: `${FILE}:1:[apache-cloudstack]\n${FILE}:4:enabled=1\n` },
      finds: [found('versionless', {}, { line: 1 })],
    },
    disabled: {
      given: management('[apache-cloudstack]', 'enabled=False', `baseurl=${BASE}/4.3/`),
      finds: [found('disabled', {}, { remedy: 'Set enabled=1' })],
    },
    'the old one enabled beside it': {
      given: management(...repo(`${BASE}/4.3/`), '[old]', `baseurl=${BASE}/4.2/`),
      finds: [found('beside', { section: 'old', offers: '4.2' }, { object: 'repository [old]', line: 6, remedy: 'Set enabled=0' })],
    },
    'only the disabled one is of the target': {
      given: management('[old]', `baseurl=${BASE}/4.2/`, ...repo(`${BASE}/4.3/`).slice(0, 3), 'enabled=0'),
      finds: [found('other', { section: 'old', offers: '4.2' }, { object: 'repository [old]', line: 2 })],
    },
    'a blank in the address, as in the guide': {
      given: management(...repo('http:// cloudstack.apt-get.eu/rhel/4.3/')),
      finds: [found('invalid', { word: 'http://' }, { remedy: 'without a blank' })],
    },
    'a version that nobody says': {
      given: management(...repo('http://mirror.example.org/cloudstack/el6/')),
      finds: [found('versionless', {}, { remedy: 'yum list available' })],
    },
    'one KVM host of two, and a hostile section': {
      given: {
        ...management(...repo(`${BASE}/4.3/`)),
        kvmPackages: { on: { k1: rpm('cloudstack-agent'), k2: rpm('cloud-agent', '4.0.2') } },
        kvm: {
          on: { k1: yum(...repo(`${BASE}/4.3/`)), k2: yum("[__proto__';\u001b[2J]", `baseurl=${BASE}/4.0/`) },
        },
      },
      finds: [
        found('other', { section: "__proto__';\u001b[2J", offers: '4.0' }, { host: 'k2', object: "repository [__proto__';\u001b[2J]", line: 2 }),
      ],
    },
  },
  skips: {
    'no host has packages that rpm installed': {
      given: { managementPackages: rpm('none of them'), management: yum() },
      because: 'no host has packages',
    },
    Debian: { given: { managementPackages: { status: 'absent', reason: 'no such program' }, management: NO_YUM }, because: 'no host has packages' },
  },
  unknown: {
    'a folder that must not be read': {
      given: { managementPackages: rpm(), management: { stdout: '', stderr: 'grep: /etc/yum.repos.d: Permission denied\n', exit: 2 } },
      because: 'repositories of yum on management',
    },
    'a value of enabled that yum does not know': {
      given: management('[apache-cloudstack]', `baseurl=${BASE}/4.3/`, 'enabled=maybe'),
      because: 'a value of enabled',
    },
    'packages that rpm does not tell': {
      given: { managementPackages: { stdout: '', stderr: 'rpmdb: locked', exit: 1 }, management: yum() },
      because: 'rpmdb: locked',
    },
  },
});
