import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A certificate authority of its own, made by openssl, and what it signs. */
export interface Authority {
  readonly folder: string;
  /** The path of its certificate, PEM. */
  readonly caFile: string;
  readonly ca: string;
  /** A key and a certificate for these names: `DNS:localhost,IP:127.0.0.1`. */
  sign(name: string, names: string, days?: number): Promise<Signed>;
  remove(): Promise<void>;
}

export interface Signed {
  readonly keyFile: string;
  readonly certFile: string;
  readonly key: string;
  readonly cert: string;
}

const run = promisify(execFile);
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

export async function makeAuthority(): Promise<Authority> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-ca-'));
  const inside = (name: string): string => join(folder, name);
  const caFile = inside('ca.pem');
  await run('openssl', ['req', '-x509', ...KEY, '-keyout', inside('ca.key'), '-out', caFile, '-days', '2', '-subj', '/CN=preflight test authority']);
  const sign = async (name: string, names: string, days = 2): Promise<Signed> => {
    const [keyFile, certFile, request, extensions] = [`${name}.key`, `${name}.pem`, `${name}.csr`, `${name}.ext`].map(inside) as [
      string,
      string,
      string,
      string,
    ];
    await run('openssl', ['req', ...KEY, '-keyout', keyFile, '-out', request, '-subj', `/CN=${name}`]);
    await writeFile(extensions, `subjectAltName=${names}\n`);
    await run('openssl', [
      'x509',
      '-req',
      '-in',
      request,
      '-CA',
      caFile,
      '-CAkey',
      inside('ca.key'),
      '-CAcreateserial',
      '-out',
      certFile,
      '-days',
      String(days),
      '-extfile',
      extensions,
    ]);
    return { keyFile, certFile, key: await readFile(keyFile, 'utf8'), cert: await readFile(certFile, 'utf8') };
  };
  return { folder, caFile, ca: await readFile(caFile, 'utf8'), sign, remove: () => rm(folder, { recursive: true, force: true }) };
}
