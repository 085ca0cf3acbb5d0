import check from '../../../checks/ovirt/host-certificate-expiring.ts';
import { cases } from '../../support/cases.ts';
import { certificateSays, NO_CERTIFICATE } from './certificate-says.ts';

const good = certificateSays();
const [, NONE] = NO_CERTIFICATE;
const all = { authority: good, vdsm: good, libvirt: good, migrateServer: good, migrateClient: good, spice: good, vnc: NONE, ovn: NONE, options: [] };
const until = (text: string) => certificateSays({ until: text });
const VDSM = '/etc/pki/vdsm/certs/vdsmcert.pem';
const MIGRATE = '/etc/pki/vdsm/libvirt-migrate/server-cert.pem';
const place = { host: 'host', object: 'certificate certs/vdsmcert.pem', path: VDSM };

cases(check, {
  on: { from: '4.4.10', to: '4.5.6', phase: 'pre' },
  passes: {
    'good for years': { given: all },
    'in 4.3 migrations are not encrypted': { given: { ...all, migrateServer: NONE, migrateClient: NONE }, from: '4.3.10', to: '4.3.11' },
  },
  fails: {
    expired: {
      given: { ...all, vdsm: until('Nov 19 10:00:00 2026 GMT') },
      finds: [{ message: 'expired', data: { path: VDSM, day: '2026-11-19' }, ...place, remedy: 'Enroll Certificate' }],
    },
    'a month': {
      given: { ...all, vdsm: until('Dec 21 01:00:00 2026 GMT') },
      finds: [{ message: 'ending', data: { path: VDSM, day: '2026-12-21', days: 29 }, ...place }],
    },
    'three months': {
      given: { ...all, vdsm: until('Feb 21 02:00:00 2027 GMT') },
      finds: [{ message: 'aging', data: { path: VDSM, day: '2027-02-21', days: 92 }, ...place }],
    },
    'not yet good, on one host of two': {
      given: {
        ...Object.fromEntries(Object.keys(all).map(name => [name, name === 'options' ? [] : { on: { h1: good, h2: good } }])),
        spice: { on: { h1: good, h2: certificateSays({ since: 'Nov 30 10:00:00 2026 GMT' }) } },
      },
      finds: [
        {
          message: 'yetToCome',
          data: { path: '/etc/pki/vdsm/libvirt-spice/server-cert.pem', day: '2026-11-30' },
          host: 'h2',
          object: 'certificate libvirt-spice/server-cert.pem',
          path: '/etc/pki/vdsm/libvirt-spice/server-cert.pem',
        },
      ],
    },
    'no names': {
      given: { ...all, vdsm: certificateSays({ names: [] }) },
      finds: [{ message: 'nameless', data: { path: VDSM }, host: 'host', object: 'names of vdsmcert.pem', path: VDSM }],
    },
    'no certificate for migrations': {
      given: { ...all, migrateServer: NONE },
      finds: [{ message: 'migrateMissing', data: {}, host: 'host', object: 'certificate of libvirt-migrate', path: MIGRATE }],
    },
  },
  skips: {
    'no host': {
      given: { ...Object.fromEntries(Object.keys(all).map(name => [name, { on: {} }])), options: [] },
      because: 'names no virtualization host',
    },
  },
  unknown: {
    'no vdsm': { given: { ...all, vdsm: NONE }, because: 'is this a host of oVirt?' },
    'a host that is down': { given: { ...all, vdsm: { status: 'unreachable', reason: 'timed out' } }, because: 'timed out' },
  },
});
