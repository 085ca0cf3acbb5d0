import check from '../../../checks/opennebula/config-file-unreadable.ts';
import { cases } from '../../support/cases.ts';
import { frontend, type Path } from './support.ts';

const here = frontend('6.10.2');
const config = (path: string, over: Path = {}): Path => ({ path, owner: 'root', group: 'oneadmin', mode: '0640', ...over });
const folder = (path: string, over: Path = {}): Path => config(path, { type: 'directory', mode: '0750', ...over });
const folders = [folder('/etc/one', { mode: '0751' }), folder('/var/lib/one/remotes', { owner: 'oneadmin' })];
const ONED = '/etc/one/oned.conf';
const at = (path: string) => ({ host: 'frontend', object: path, path });
const closed = (path: string, over: Record<string, string> = {}) => ({
  message: 'unreadable' as const,
  data: { path, owner: 'root', group: 'root', mode: '0640', ...over },
  ...at(path),
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'as the packages make them': {
      given: { ...here, folders, files: [config(ONED), folder('/etc/one/cli'), config('/etc/one/cli/a.yaml', { group: 'root', mode: '0644' })] },
    },
    'all of oneadmin, as the guide has it for clusters': {
      given: {
        ...here,
        folders: [folder('/etc/one', { owner: 'oneadmin', mode: '0700' })],
        files: [config(ONED, { owner: 'oneadmin', mode: '0600' })],
      },
    },
    'what a link may be is not asked': { given: { ...here, folders, files: [config('/etc/one/x', { type: 'link', group: 'root', mode: '0000' })] } },
    'drivers are looked at elsewhere': {
      given: { ...here, folders, files: [config('/var/lib/one/remotes/x', { owner: 'root', group: 'root', mode: '0600' })] },
    },
  },
  fails: {
    'edited by root with another group': {
      given: { ...here, folders, files: [config(ONED, { group: 'root' })] },
      finds: [{ ...closed(ONED), remedy: `chgrp oneadmin ${ONED}` }],
    },
    'the owner has fewer rights than the others': {
      given: { ...here, folders, files: [config('/etc/one/a', { owner: 'oneadmin', mode: '0044' })] },
      finds: [closed('/etc/one/a', { owner: 'oneadmin', group: 'oneadmin', mode: '0044' })],
    },
    'a directory that may be read and not entered': {
      given: { ...here, folders: [folder('/etc/one', { mode: '0740' })], files: [] },
      finds: [closed('/etc/one', { group: 'oneadmin', mode: '0740' })],
    },
    'the password can be read by all, also in a copy': {
      given: {
        ...here,
        folders,
        files: [config(ONED, { mode: '0644' }), config(`${ONED}.rpmsave`, { mode: '0644' }), config('/etc/one/hm.conf', { mode: '0644' })],
      },
      phase: 'post',
      finds: [ONED, `${ONED}.rpmsave`].map(path => ({
        message: 'openToAll' as const,
        data: { path, mode: '0644' },
        ...at(path),
        remedy: `chmod o-rwx ${path}`,
      })),
    },
    many: {
      given: { ...here, folders, files: Array.from({ length: 12 }, (_, index) => config(`/etc/one/f'${index}`, { group: 'root' })) },
      finds: [
        ...Array.from({ length: 10 }, (_, index) => closed(`/etc/one/f'${index}`)),
        {
          message: 'more',
          data: { count: 2, files: "/etc/one/f'10, /etc/one/f'11" },
          host: 'frontend',
          object: '/etc/one',
          remedy: 'chgrp -R oneadmin /etc/one',
        },
      ],
    },
  },
  unknown: {
    'it may not be listed': {
      given: { ...here, folders, files: { status: 'denied', reason: '/etc/one: permission denied' } },
      because: 'permission denied',
    },
  },
});
