import check from '../../../checks/opennebula/onecfg-symlinks.ts';
import { cases } from '../../support/cases.ts';
import { directory, file, frontend, link } from './support.ts';

const here = frontend('7.2.0');
const found = (path: string, target: string, remedy?: string) => ({
  message: 'symlink' as const,
  data: { link: path, target },
  host: 'frontend',
  object: path,
  path,
  ...(remedy !== undefined && { remedy }),
});
const DUMMY = '/var/lib/one/remotes/ipam/dummy';
const deep = (folder: string, levels: number): string => `${folder}${'/d'.repeat(levels)}`;

cases(check, {
  on: { from: '7.2.0', to: '7.4.0', phase: 'pre' },
  passes: {
    'files and directories': {
      given: { ...here, links: [directory('/etc/one/vmm_exec'), file('/etc/one/oned.conf'), file(`${DUMMY}/register_address_range`)] },
    },
    'empty directories': { given: { ...here, links: [] } },
    'a file at the last level': { given: { ...here, links: [file(deep('/etc/one', 8))] } },
    'a directory above the last level': { given: { ...here, links: [directory(deep('/var/lib/one/remotes', 11))] } },
  },
  fails: {
    'the links of OneForm': {
      given: { ...here, links: [directory(DUMMY), link(`${DUMMY}/allocate_address`, '../../x'), link(`${DUMMY}/get_address`, '../../y')] },
      finds: [
        found(
          `${DUMMY}/allocate_address`,
          '../../x',
          `mkdir -p /root/links${DUMMY}\nmv ${DUMMY}/allocate_address /root/links${DUMMY}/allocate_address`,
        ),
        found(`${DUMMY}/get_address`, '../../y'),
      ],
    },
    'a link to a directory, and what is seen through it': {
      given: { ...here, links: [link('/etc/one/views', '/srv/views'), file('/etc/one/views/a.yaml'), link('/etc/one/views/b.yaml', 'a.yaml')] },
      phase: 'stopped',
      finds: [found('/etc/one/views', '/srv/views')],
    },
    'a link to nowhere': { given: { ...here, links: [link('/etc/one/x', '')] }, finds: [found('/etc/one/x', '')] },
    'a link to itself': { given: { ...here, links: [link('/etc/one/x', 'x')] }, finds: [found('/etc/one/x', 'x')] },
    'a tree of links': {
      given: { ...here, links: Array.from({ length: 22 }, (_, index) => link(`/etc/one/${index + 10}`, 'x')) },
      finds: [
        ...Array.from({ length: 20 }, (_, index) => found(`/etc/one/${index + 10}`, 'x')),
        { message: 'more' as const, data: { count: 2, link: '/etc/one/29' }, host: 'frontend', remedy: 'find /etc/one /var/lib/one/remotes -type l' },
      ],
    },
    'a hostile name': {
      given: { ...here, links: [link("/etc/one/a'; reboot", '\u001b]0;x\u0007')] },
      finds: [found("/etc/one/a'; reboot", '\u001b]0;x\u0007', `mv '/etc/one/a'\\''; reboot' /root/links'/etc/one/a'\\''; reboot'`)],
    },
  },
  skips: { 'no front-end': { given: { oned: [], links: [] }, because: 'no front-end' } },
  unknown: {
    'directories that go deeper than is looked': {
      given: { ...here, links: [directory(deep('/etc/one', 8))] },
      because: '8 levels below /etc/one, 12 levels below /var/lib/one/remotes',
    },
    'too many files': {
      given: { ...here, links: { status: 'too-large', reason: 'more than 10000 paths' } },
      because: 'symbolic links in the configuration on frontend: more than 10000 paths',
    },
  },
});
