import { CORE_PACKAGES } from '../../../checks/ovirt/facts/host-system.ts';
import check from '../../../checks/ovirt/host-packages-changed-while-up.ts';
import { cases } from '../../support/cases.ts';
import { ago, DOWN, event, events, host, hosts, secondsAgo } from './fleet-answers.ts';
import { rpm } from './host-machines-answers.ts';

const packages = (minutes: number, name = 'vdsm') =>
  rpm(CORE_PACKAGES, [`${name} 4.30.46 1.el7 x86_64 ${secondsAgo(minutes)}`, `glibc 2.17 317.el7 x86_64 ${secondsAgo(5)}`]);
const given = (minutes: number, booted: number, { fields = {}, log = [] as string[], machine = 'h1', name = 'vdsm' } = {}) => ({
  given: {
    packages: { on: { [machine]: packages(minutes, name) } } as never,
    boots: { on: { [machine]: `cpu  1 2 3\nbtime ${secondsAgo(booted)}\nprocesses 7\n` } } as never,
    hosts: hosts(host('h1', fields), host('h2')),
    events: events(...log),
  },
});
const say = (minutes: number) => ago(minutes).replace('T', ' ').replace('.000Z', ' UTC');
const changed = (name: string, minutes: number) => [
  { message: 'changed' as const, data: { name: 'h1', packages: name, time: say(minutes) }, object: 'host h1' },
];

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'pre' },
  passes: {
    'installed before the last start': given(600, 500),
    'in maintenance': given(60, 500, { fields: { status: 'maintenance' } }),
    'by an update of the engine, which was told not to restart': given(60, 500, { log: [event(840, 'h1', 70), event(842, 'h1', 55)] }),
    'only what virtual machines do not depend on': given(60, 500, { name: 'systemd' }),
  },
  fails: {
    'while it is up': { ...given(60, 500, { machine: 'h1.lab.example' }), finds: changed('vdsm', 60) },
    'an update by the engine of another host, and one of last week': {
      ...given(60, 500, { name: 'libvirt-daemon', log: [event(840, 'h2', 70), event(840, 'h1', 7 * 24 * 60)] }),
      finds: changed('libvirt-daemon', 60),
    },
  },
  skips: {
    'no host to log in to': {
      given: { packages: { on: {} }, boots: { on: {} }, hosts: hosts(), events: events() } as never,
      because: 'names no virtualization host',
    },
  },
  unknown: {
    'a machine that the engine does not know': { ...given(60, 500, { machine: 'kvm7' }), because: 'no host with the name or address kvm7' },
    'the host cannot be reached': { given: { packages: DOWN, boots: DOWN, hosts: hosts(host('h1')), events: events() }, because: 'timed out' },
    'no time of its start': { given: { ...given(60, 500).given, boots: { on: { h1: 'cpu 1 2 3\n' } } as never }, because: 'no line btime' },
  },
});
