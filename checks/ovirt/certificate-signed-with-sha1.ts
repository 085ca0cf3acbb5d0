import { any, attempt, check, each, type OnHost, type Outcome } from '../../src/index.ts';
import { atLeast } from './engine-releases.ts';
import { type Certificate, engineCertificate, hostCertificate } from './facts/certificates.ts';
import { engineSystem } from './facts/operating-system.ts';

const isSha1 = ({ algorithm }: Certificate): boolean => /^sha1With|-with-SHA1$/i.test(algorithm);
/** Nobody checks the signature of an authority on itself. */
const isRoot = ({ subject, issuer }: Certificate): boolean => subject === issuer;

const replace =
  'Set default_md = sha256 in /etc/pki/ovirt-engine/openssl.conf, let engine-setup --offline renew the certificates of the engine, and enroll those of the hosts anew: Compute > Hosts > Installation > Enroll Certificate, in maintenance.';

export default check({
  id: 'ovirt/certificate-signed-with-sha1',
  title: 'No certificate is signed with SHA-1',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped', 'post'] },
  why: 'The crypto policy of Enterprise Linux 9 refuses such signatures, and engine and hosts do not reach each other.',
  fix: { refused: replace, weak: replace },
  refs: [
    'https://github.com/oVirt/ovirt-engine/issues/721',
    'https://www.ovirt.org/documentation/upgrade_guide/#Replacing_SHA-1_Certificates_with_SHA-256_Certificates_4-1_local_db',
  ],
  covers: ['A.3.28'],
  needs: {
    system: any(engineSystem),
    authority: any(engineCertificate.authority),
    engine: any(engineCertificate.engine),
    apache: any(engineCertificate.apache),
    websocketProxy: any(engineCertificate.websocketProxy),
    hosts: each(attempt(hostCertificate.vdsm)),
  },
  messages: {
    refused: 'Certificate {path} is signed with SHA-1 ({algorithm}), which Enterprise Linux 9 refuses.',
    weak: { text: 'Certificate {path} is signed with SHA-1 ({algorithm}).', severity: 'warning' },
  },
  judge({ system, authority, engine, apache, websocketProxy, hosts }, found, { to }) {
    const isRefused = (system.value.major ?? 0) >= 9 || (to !== undefined && atLeast(to, '4.5.7'));
    const onHosts = hosts.flatMap(({ host, value }) => ('value' in value ? [{ host, value: value.value }] : []));
    return [authority, engine, apache, websocketProxy, ...onHosts].flatMap(({ host, value }: OnHost<Certificate | undefined>): Outcome[] => {
      if (!value || !isSha1(value)) return [];
      const { path, algorithm } = value;
      return [
        found[isRefused && !isRoot(value) ? 'refused' : 'weak']({ path, algorithm }, { host, object: `certificate ${path.split('/').at(-1)}`, path }),
      ];
    });
  },
});
