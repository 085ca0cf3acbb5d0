import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import check from '../../../checks/ovirt/engine-certificate-expiring.ts';
import { engineCertificate } from '../../../checks/ovirt/facts/certificates.ts';
import type { CommandQuery } from '../../../src/model/query.ts';
import { cases } from '../../support/cases.ts';
import { certificateSays, NO_CERTIFICATE } from './certificate-says.ts';

const PKI = '/etc/pki/ovirt-engine';
const option = (name: string, value: string) => ({ option_name: name, option_value: value, version: 'general' });
const options = [option('CertExpirationAlertPeriodInDays', '7'), option('CertExpirationWarnPeriodInDays', '30')];
const [, NEW] = NO_CERTIFICATE;
const absent = { qemuAuthority: NO_CERTIFICATE[0], jboss: NEW, imageioProxy: NEW, ovnProvider: NEW, ovnNorth: NEW, ovnSouth: NEW };
const good = certificateSays();
const all = { ...absent, authority: good, apacheAuthority: good, engine: good, apache: good, websocketProxy: good, options };
const until = (day: string) => certificateSays({ until: `${day} 10:00:00 2026 GMT` });
const place = (name: string) => ({
  host: 'engine',
  object: `certificate ${name}`,
  path: name === 'ca.pem' ? `${PKI}/ca.pem` : `${PKI}/certs/${name}`,
});

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: {
    'good for years, and some are not there': { given: all },
    'one day more than the limit': { given: { ...all, engine: until('Dec 22') } },
    'for browsers a year is no time to warn': {
      given: {
        ...all,
        apache: certificateSays({ until: 'Feb  1 10:00:00 2027 GMT' }),
        options: [option('CertExpirationWarnPeriodInDays', '365')],
        engine: good,
      },
    },
    'a certificate for all names of a domain': {
      given: { ...all, apache: certificateSays({ names: ['*.lab.example'] }), setup: 'OVESETUP_CONFIG/fqdn=str:Engine.lab.example\n' },
    },
    'the old form of a subject': { given: { ...all, engine: certificateSays({ subject: ' /O=lab.example/CN=engine.lab.example' }) } },
  },
  fails: {
    expired: {
      given: { ...all, engine: until('Nov 20') },
      finds: [
        {
          message: 'expired',
          data: { path: `${PKI}/certs/engine.cer`, day: '2026-11-20' },
          ...place('engine.cer'),
          remedy: 'engine-setup --offline',
        },
      ],
    },
    'in the last week': {
      given: { ...all, authority: until('Nov 28') },
      finds: [{ message: 'ending', data: { path: `${PKI}/ca.pem`, day: '2026-11-28', days: 7 }, ...place('ca.pem') }],
    },
    'in the last month': {
      given: { ...all, websocketProxy: until('Dec 21') },
      finds: [{ message: 'aging', data: { path: `${PKI}/certs/websocket-proxy.cer`, day: '2026-12-21', days: 30 }, ...place('websocket-proxy.cer') }],
    },
    'no options: the limits of 4.5': {
      given: { ...all, options: { status: 'denied', reason: 'no' }, jboss: until('Dec 20') },
      finds: [{ message: 'ending', data: { path: `${PKI}/certs/jboss.cer`, day: '2026-12-20', days: 29 }, ...place('jboss.cer') }],
    },
    'not yet good': {
      given: { ...all, engine: certificateSays({ since: 'Nov 22 10:00:00 2026 GMT' }) },
      finds: [{ message: 'yetToCome', data: { path: `${PKI}/certs/engine.cer`, day: '2026-11-22' }, ...place('engine.cer') }],
    },
    'Apache has another name': {
      given: {
        ...all,
        apache: certificateSays({ names: ['a.engine.lab.example', '\u001b[2J'] }),
        setup: 'OVESETUP_CONFIG/fqdn=str:engine.lab.example\n',
      },
      finds: [{ message: 'otherName', data: { fqdn: 'engine.lab.example' }, ...place('apache.cer') }],
    },
  },
  unknown: {
    'not an engine': { given: { ...all, authority: NEW }, because: 'is this the engine?' },
    'no certificate in the file': {
      given: { ...all, engine: { exit: 1, stderr: 'unable to load certificate\n' } },
      because: 'openssl shows no certificate',
    },
    'a date that is none': {
      given: { ...all, engine: certificateSays({ until: 'Foo 21 10:00:00 2027 GMT' }) },
      because: 'openssl shows no certificate',
    },
    denied: { given: { ...all, engine: { exit: 1, stderr: 'fopen: Permission denied\n' } }, because: 'Permission denied' },
  },
});

test('what the installed openssl prints', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-openssl-'));
  try {
    const [key, cer] = [join(folder, 'k.pem'), join(folder, 'c.pem')];
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cer, '-days', '30', '-subj', '/O=Lab/CN=e'];
    execFileSync('openssl', [...made, '-addext', 'subjectAltName=DNS:engine.lab.example'], { stdio: 'pipe' });
    const { argv } = engineCertificate.engine.queries({})[0] as CommandQuery;
    const ask = (path: string) => execFileSync('openssl', [...argv.slice(1, -1), path], { encoding: 'utf8', stdio: 'pipe' });
    const certificate = engineCertificate.engine.parse(
      { stdout: ask(cer), stderr: '', exit: 0 } as never,
      { at: new Date().toISOString() } as never,
    )!;
    expect(certificate).toMatchObject({ isYetToCome: false, algorithm: 'sha256WithRSAEncryption', names: ['engine.lab.example'] });
    expect([29, 30]).toContain(certificate.daysLeft);
    expect(certificate.subject).toBe(certificate.issuer);
    expect(() => ask(key)).toThrow();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('any output is read or refused, and never hangs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), text => {
      const read = () => engineCertificate.engine.parse({ stdout: text, stderr: '', exit: 0 } as never, { at: '2026-11-21T02:00:00Z' } as never);
      expect(read).toThrow('openssl shows no certificate');
    }),
  );
});
