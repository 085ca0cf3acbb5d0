import check from '../../../checks/ovirt/certificate-signed-with-sha1.ts';
import { cases } from '../../support/cases.ts';
import { certificateSays, NO_CERTIFICATE } from './certificate-says.ts';

const PKI = '/etc/pki/ovirt-engine';
const good = certificateSays();
const sha1 = certificateSays({ algorithm: 'sha1WithRSAEncryption' });
const os = (major: number) => `ID=rocky\nVERSION_ID=${major}.4\n`;
const all = { system: os(8), authority: good, engine: good, apache: good, websocketProxy: NO_CERTIFICATE[1] };
const data = (path: string) => ({ path, algorithm: 'sha1WithRSAEncryption' });

cases(check, {
  on: { from: '4.4.10', to: '4.5.6', phase: 'pre' },
  passes: {
    'SHA-256': { given: all },
    'a host that cannot be asked decides nothing': { given: { ...all, hosts: { on: { h1: { status: 'unreachable', reason: 'timed out' } } } } },
  },
  fails: {
    'on Enterprise Linux 8': {
      given: { ...all, engine: sha1 },
      finds: [
        { message: 'weak', data: data(`${PKI}/certs/engine.cer`), host: 'engine', object: 'certificate engine.cer', path: `${PKI}/certs/engine.cer` },
      ],
    },
    'on Enterprise Linux 9': {
      given: { ...all, system: os(9), apache: sha1 },
      finds: [
        {
          message: 'refused',
          data: data(`${PKI}/certs/apache.cer`),
          host: 'engine',
          object: 'certificate apache.cer',
          path: `${PKI}/certs/apache.cer`,
          remedy: 'default_md = sha256',
        },
      ],
    },
    'a root signs itself': {
      given: { ...all, system: os(9), authority: certificateSays({ algorithm: 'sha1WithRSAEncryption', subject: 'CN = ca', issuer: 'CN = ca' }) },
      finds: [{ message: 'weak', data: data(`${PKI}/ca.pem`), host: 'engine', object: 'certificate ca.pem', path: `${PKI}/ca.pem` }],
    },
    'a host, for a target that is on 9 only': {
      given: { ...all, hosts: { on: { h1: good, h2: sha1 } } },
      to: '4.5.7',
      finds: [
        {
          message: 'refused',
          data: data('/etc/pki/vdsm/certs/vdsmcert.pem'),
          host: 'h2',
          object: 'certificate vdsmcert.pem',
          path: '/etc/pki/vdsm/certs/vdsmcert.pem',
        },
      ],
    },
  },
  unknown: {
    'openssl is not there': { given: { ...all, engine: { status: 'absent', reason: 'openssl: command not found' } }, because: 'command not found' },
  },
});
