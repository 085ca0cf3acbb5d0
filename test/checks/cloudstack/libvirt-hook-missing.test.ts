import check from '../../../checks/cloudstack/libvirt-hook-missing.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DENIED, DOWN, on } from './agent-hosts.ts';

const HOOK = '/etc/libvirt/hooks/qemu';
const PACKAGED = '/usr/share/cloudstack-agent/lib/libvirtqemuhook';
const SCRIPT = '#!/usr/bin/python\nimport sys\n';
const there = (changes: object = {}) => [{ path: HOOK, mode: '0755', ...changes }] as never;
const host = (files: unknown, hooks: unknown = SCRIPT, packaged: unknown = SCRIPT) => ({ given: { files, hooks, packaged } as never });
const at = { path: HOOK };

cases(check, {
  on: { from: '3.0.6', to: '4.3.1', phase: 'post' },
  passes: {
    'the hook of the package': host(there()),
    'only root may run it': host(there({ mode: '0700' })),
    'a link to the one of the package': host(there({ type: 'link', mode: '0777', target: PACKAGED })),
    'blanks at the ends of lines': host(there(), '#!/usr/bin/python \r\nimport sys\n\n'),
  },
  fails: {
    'no hook': { ...host([], ABSENT), finds: [{ message: 'missing', data: {}, ...at, remedy: `cp ${PACKAGED} ${HOOK}` }] },
    'it cannot be run': {
      ...host(there({ mode: '0644' })),
      finds: [{ message: 'notExecutable', data: { mode: '0644' }, ...at, remedy: `chmod +x ${HOOK}` }],
    },
    'only others may run it': { ...host(there({ mode: '0645' })), finds: [{ message: 'notExecutable', data: { mode: '0645' }, ...at }] },
    'a directory': {
      ...host(there({ type: 'directory' }), ABSENT),
      finds: [{ message: 'notAFile', data: { type: 'directory' }, ...at, remedy: `mv ${HOOK}` }],
    },
    'another hook, with terminal escapes': {
      ...host(there(), `#!/bin/sh\necho '\u001b[2J'\n`),
      finds: [{ message: 'differs', data: {}, ...at, remedy: `diff ${HOOK} ${PACKAGED}` }],
    },
    'another hook, which cannot be run': {
      ...host(there({ mode: '0600' }), '#!/bin/sh\n'),
      finds: [
        { message: 'notExecutable', data: { mode: '0600' }, ...at },
        { message: 'differs', data: {}, ...at },
      ],
    },
    'no hook on one host of two, and the other is down': {
      given: { files: on({ kvm1: [] as never, kvm2: DOWN }), hooks: on({ kvm1: ABSENT, kvm2: DOWN }), packaged: on({ kvm1: SCRIPT, kvm2: DOWN }) },
      finds: [{ message: 'missing', host: 'kvm1', data: {}, ...at }],
    },
  },
  skips: { 'no KVM host': { given: { files: on({}), hooks: on({}), packaged: on({}) }, because: 'names no KVM host' } },
  unknown: {
    'nothing to compare with': { ...host(there(), SCRIPT, ABSENT), because: `${PACKAGED} is not there to compare` },
    'a link that leads nowhere': { ...host(there({ type: 'link', target: '/nowhere' }), ABSENT), because: 'leads nowhere' },
    'the hook may not be read': { ...host(there(), DENIED), because: 'hook of libvirt on kvm: Permission denied' },
    'a host that is down': { ...host(DOWN, DOWN, DOWN), because: 'timed out' },
  },
});
