import { attempt, check, each, type OnHost, type Outcome, undecided } from '../../src/index.ts';
import { CERTIFICATE_REFS, lifeOf, limitsOf, sayDay } from './certificate-life.ts';
import { atLeast } from './engine-releases.ts';
import { type Certificate, hostCertificate } from './facts/certificates.ts';
import { engineOptions } from './facts/engine-options.ts';

const MIGRATE = '/etc/pki/vdsm/libvirt-migrate/server-cert.pem';

const enroll =
  'In the Administration Portal, put the host into maintenance, choose Installation > Enroll Certificate, and activate it. A host that is non-responsive over this first needs its certificate copied by hand, or Installation > Reinstall.';

export default check({
  id: 'ovirt/host-certificate-expiring',
  title: 'The certificates of every host are good for longer than the upgrade takes',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'A host with an expired certificate becomes non-responsive as soon as the engine connects anew, and cannot even be put into maintenance.',
  fix: {
    expired: enroll,
    ending: enroll,
    aging: enroll,
    nameless: enroll,
    migrateMissing: enroll,
    yetToCome: 'Set the clock of the host right, or enroll its certificates anew.',
  },
  refs: CERTIFICATE_REFS,
  covers: ['A.4.4'],
  needs: {
    authority: each(hostCertificate.authority),
    vdsm: each(hostCertificate.vdsm),
    libvirt: each(hostCertificate.libvirt),
    migrateServer: each(hostCertificate.migrateServer),
    migrateClient: each(hostCertificate.migrateClient),
    spice: each(hostCertificate.spice),
    vnc: each(hostCertificate.vnc),
    ovn: each(hostCertificate.ovn),
    options: attempt(engineOptions),
  },
  messages: {
    expired: 'Certificate {path} expired on {day}.',
    ending: 'Certificate {path} expires on {day}, in {days} days.',
    aging: { text: 'Certificate {path} expires on {day}, in {days} days.', severity: 'warning' },
    yetToCome: 'Certificate {path} is not good before {day}, by the clock of the host.',
    nameless: { text: 'Certificate {path} has no name in subjectAltName, which newer clients ask for.', severity: 'warning' },
    migrateMissing: { text: `There is no certificate ${MIGRATE}, without which migrations are not encrypted.`, severity: 'warning' },
  },
  judge({ options, ...all }, found, { from }) {
    const limits = limitsOf(options);
    return [
      ...Object.values(all).flatMap(each => each.flatMap(({ host, value }) => (value ? judgeLife(host, value) : []))),
      ...all.vdsm.flatMap(judgeVdsm),
      ...(from && atLeast(from, '4.4') ? all.migrateServer.filter(({ value }) => !value) : []).map(({ host }) =>
        found.migrateMissing({}, { host, object: 'certificate of libvirt-migrate', path: MIGRATE }),
      ),
    ];

    function judgeLife(host: string, one: Certificate): Outcome[] {
      const { path, notAfter, notBefore, daysLeft } = one;
      const [life, at] = [lifeOf(one, limits), { host, object: `certificate ${path.split('/').slice(-2).join('/')}`, path }];
      if (life === 'good') return [];
      if (life === 'yetToCome') return [found.yetToCome({ path, day: sayDay(notBefore) }, at)];
      if (life === 'expired') return [found.expired({ path, day: sayDay(notAfter) }, at)];
      return [found[life]({ path, day: sayDay(notAfter), days: daysLeft }, at)];
    }
    function judgeVdsm({ host, value }: OnHost<Certificate | undefined>): Outcome[] {
      if (!value) return [undecided('/etc/pki/vdsm/certs/vdsmcert.pem is not there: is this a host of oVirt?', host)];
      return value.names.length > 0 ? [] : [found.nameless({ path: value.path }, { host, object: 'names of vdsmcert.pem', path: value.path })];
    }
  },
});
