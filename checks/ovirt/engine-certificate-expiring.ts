import { any, attempt, check, type Outcome, optional, sh, undecided } from '../../src/index.ts';
import { CERTIFICATE_REFS, forBrowsers, isFor, lifeOf, limitsOf, sayDay } from './certificate-life.ts';
import { type Certificate, engineCertificate } from './facts/certificates.ts';
import { engineOptions } from './facts/engine-options.ts';
import { setupConfiguration } from './facts/setup-configuration.ts';

const APACHE = '/etc/pki/ovirt-engine/certs/apache.cer';

const renew = {
  text: 'Take a backup, put a self-hosted engine into global maintenance, and answer Yes to "Renew certificates?". A certificate of another authority, as of Apache, is renewed there and put in its place by hand.',
  commands: [sh`engine-setup --offline`],
  note: 'Where the authority of the engine (ca.pem) itself is renewed, enroll the certificates of all hosts anew after it.',
};

export default check({
  id: 'ovirt/engine-certificate-expiring',
  title: 'The certificates of the engine are good for longer than the upgrade takes',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'With an expired certificate the engine reaches no host after its restart, and a self-hosted engine no longer sees that global maintenance is on.',
  fix: {
    expired: renew,
    ending: renew,
    aging: renew,
    yetToCome: 'Set the clock of the engine right, or make the certificate anew.',
    otherName: renew,
  },
  refs: CERTIFICATE_REFS,
  covers: ['A.3.27'],
  needs: {
    authority: any(engineCertificate.authority),
    qemuAuthority: any(engineCertificate.qemuAuthority),
    apacheAuthority: any(engineCertificate.apacheAuthority),
    engine: any(engineCertificate.engine),
    apache: any(engineCertificate.apache),
    websocketProxy: any(engineCertificate.websocketProxy),
    jboss: any(engineCertificate.jboss),
    imageioProxy: any(engineCertificate.imageioProxy),
    ovnProvider: any(engineCertificate.ovnProvider),
    ovnNorth: any(engineCertificate.ovnNorth),
    ovnSouth: any(engineCertificate.ovnSouth),
    options: attempt(engineOptions),
    setup: any(optional(setupConfiguration)),
  },
  messages: {
    expired: 'Certificate {path} expired on {day}.',
    ending: 'Certificate {path} expires on {day}, in {days} days.',
    aging: { text: 'Certificate {path} expires on {day}, in {days} days.', severity: 'warning' },
    yetToCome: 'Certificate {path} is not good before {day}, by the clock of the engine.',
    otherName: { text: `Certificate ${APACHE} is not for the name of the engine, {fqdn}.`, severity: 'warning' },
  },
  judge({ options, setup, ...all }, found) {
    const limits = limitsOf(options);
    const { authority, engine, apache, websocketProxy } = all;
    const host = engine.host;
    const missing = [authority, engine].some(({ value }) => value === undefined);
    const fqdn = setup.value?.text('OVESETUP_CONFIG/fqdn');
    return [
      ...(missing ? [undecided('/etc/pki/ovirt-engine has no ca.pem or no certs/engine.cer: is this the engine?', host)] : []),
      ...Object.values(all).flatMap(({ value }) => (value ? judgeLife(value) : [])),
      ...(apache.value && fqdn !== undefined && !isFor(apache.value, fqdn)
        ? [found.otherName({ fqdn }, { host, object: 'certificate apache.cer', path: APACHE })]
        : []),
    ];

    function judgeLife(one: Certificate): Outcome[] {
      const { path, notAfter, notBefore, daysLeft } = one;
      const life = lifeOf(one, one === apache.value || one === websocketProxy.value ? forBrowsers(limits) : limits);
      const at = { host, object: `certificate ${path.split('/').at(-1)}`, path };
      if (life === 'good') return [];
      if (life === 'yetToCome') return [found.yetToCome({ path, day: sayDay(notBefore) }, at)];
      if (life === 'expired') return [found.expired({ path, day: sayDay(notAfter) }, at)];
      return [found[life]({ path, day: sayDay(notAfter), days: daysLeft }, at)];
    }
  },
});
