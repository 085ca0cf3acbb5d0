import { command, fact } from '../../../src/index.ts';

/** One certificate, as openssl prints it. Times are milliseconds since 1970. */
export interface Certificate {
  readonly path: string;
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: number;
  readonly notAfter: number;
  /** By the clock of the host that it is on. */
  readonly daysLeft: number;
  readonly isYetToCome: boolean;
  /** `sha256WithRSAEncryption` */
  readonly algorithm: string;
  /** The DNS names that it is good for, in small letters. */
  readonly names: readonly string[];
}

const DAY = 24 * 3_600_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov  1 10:00:00 2027 GMT` */
function timeOf(text: string): number | undefined {
  const [, month, day, hours, minutes, seconds, year] = /^([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4}) GMT$/.exec(text.trim()) ?? [];
  const index = MONTHS.indexOf(month ?? '');
  return index < 0 ? undefined : Date.UTC(Number(year), index, Number(day), Number(hours), Number(minutes), Number(seconds));
}

/**
 * A certificate in a file, or undefined where there is no such file. openssl is asked for names, dates and algorithms, never for a key.
 *
 *     subject=O = lab.example, CN = engine.lab.example
 *     notBefore=Nov 21 10:00:00 2022 GMT
 *     notAfter=Nov 21 10:00:00 2027 GMT
 *             Signature Algorithm: sha256WithRSAEncryption
 *                 DNS:engine.lab.example
 */
const certificateAt = (role: string, path: string) =>
  fact({
    id: `ovirt.${role}-certificate${path.replaceAll(/[^A-Za-z0-9]+/g, '-')}`,
    title: `certificate ${path}`,
    role,
    query: command(
      ...['openssl', 'x509', '-noout', '-subject', '-issuer', '-startdate', '-enddate', '-text'],
      ...['-certopt', 'no_pubkey,no_sigdump,no_aux', '-in', path],
    ),
    parse: ({ stdout, stderr, exit }, { at }): Certificate | undefined => {
      const said = (name: string): string => new RegExp(`^${name}= ?(.{0,1000})$`, 'm').exec(stdout)?.[1]?.trim() ?? '';
      if (exit !== 0 && /No such file or directory/.test(stderr)) return undefined;
      const [from, to] = [timeOf(said('notBefore')), timeOf(said('notAfter'))];
      if (from === undefined || to === undefined) throw new Error(`openssl shows no certificate (exit status ${exit})${firstLine(stderr)}`);
      return {
        path,
        subject: said('subject'),
        issuer: said('issuer'),
        notBefore: from,
        notAfter: to,
        daysLeft: Math.floor((to - Date.parse(at)) / DAY),
        isYetToCome: from > Date.parse(at) + 3_600_000,
        algorithm: /^\s*Signature Algorithm: (\S{1,100})/m.exec(stdout)?.[1] ?? '',
        names: [...stdout.matchAll(/\bDNS:([A-Za-z0-9.*_-]{1,253})/g)].map(([, name]) => name!.toLowerCase()),
      };
    },
  });

const firstLine = (text: string): string => (text.trim() === '' ? '' : `: ${text.trim().split('\n', 1)[0]!.slice(0, 200)}`);

const ENGINE = '/etc/pki/ovirt-engine';

export const engineCertificate = {
  authority: certificateAt('engine', `${ENGINE}/ca.pem`),
  qemuAuthority: certificateAt('engine', `${ENGINE}/qemu-ca.pem`),
  apacheAuthority: certificateAt('engine', `${ENGINE}/apache-ca.pem`),
  engine: certificateAt('engine', `${ENGINE}/certs/engine.cer`),
  apache: certificateAt('engine', `${ENGINE}/certs/apache.cer`),
  websocketProxy: certificateAt('engine', `${ENGINE}/certs/websocket-proxy.cer`),
  jboss: certificateAt('engine', `${ENGINE}/certs/jboss.cer`),
  imageioProxy: certificateAt('engine', `${ENGINE}/certs/imageio-proxy.cer`),
  ovnProvider: certificateAt('engine', `${ENGINE}/certs/ovirt-provider-ovn.cer`),
  ovnNorth: certificateAt('engine', `${ENGINE}/certs/ovn-ndb.cer`),
  ovnSouth: certificateAt('engine', `${ENGINE}/certs/ovn-sdb.cer`),
};

export const hostCertificate = {
  authority: certificateAt('host', '/etc/pki/vdsm/certs/cacert.pem'),
  vdsm: certificateAt('host', '/etc/pki/vdsm/certs/vdsmcert.pem'),
  libvirt: certificateAt('host', '/etc/pki/libvirt/clientcert.pem'),
  migrateServer: certificateAt('host', '/etc/pki/vdsm/libvirt-migrate/server-cert.pem'),
  migrateClient: certificateAt('host', '/etc/pki/vdsm/libvirt-migrate/client-cert.pem'),
  spice: certificateAt('host', '/etc/pki/vdsm/libvirt-spice/server-cert.pem'),
  vnc: certificateAt('host', '/etc/pki/vdsm/libvirt-vnc/server-cert.pem'),
  ovn: certificateAt('host', '/etc/pki/vdsm/ovn/ovn-cert.pem'),
};
