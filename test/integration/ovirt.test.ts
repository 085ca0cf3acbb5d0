import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiSummary } from '../../checks/ovirt/facts/api-summary.ts';
import { engineOptions } from '../../checks/ovirt/facts/engine-options.ts';
import { hosts } from '../../checks/ovirt/facts/hosts.ts';
import { schemaVersion } from '../../checks/ovirt/facts/schema-version.ts';
import { vmProperties } from '../../checks/ovirt/facts/vm-properties.ts';
import ovirt from '../../checks/ovirt/platform.ts';
import { main } from '../../src/cli/main.ts';
import { openTarget } from '../../src/live/open.ts';
import type { Report } from '../../src/model/report.ts';
import { readOperatorFile } from '../../src/sources/operator-files.ts';
import { parseTarget } from '../../src/target/parse.ts';
import { type Authority, makeAuthority } from '../support/certificates.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { relocated, writeDeep } from '../support/relocated.ts';
import { type Sshd, startSshd, temporaryFolder } from '../support/sshd.ts';
import { memoryStreams } from '../support/streams.ts';

const CANARY = 'canary-"$-of-the-engine';
const API_CANARY = 'canary-of-the-api';
const DATA_CANARY = 'canary-in-the-data';

/** The shape of oVirt 4.3, schema 04030960. */
const TABLES = `
CREATE TABLE schema_version (id serial PRIMARY KEY, version varchar(10) NOT NULL, script varchar(255) NOT NULL, checksum varchar(128), installed_by varchar(30) NOT NULL,
  started_at timestamp DEFAULT now(), ended_at timestamp, state varchar(15) NOT NULL, current boolean NOT NULL, comment text DEFAULT '');
INSERT INTO schema_version (version, script, installed_by, state, current) VALUES
  ('04020100', 'upgrade/04_02_0100_a.sql', 'engine', 'INSTALLED', false), ('04030960', 'upgrade/04_03_0960_b.sql', 'engine', 'INSTALLED', true);
CREATE TABLE vdc_options (option_id serial PRIMARY KEY, option_name varchar(100) NOT NULL, option_value text NOT NULL, version varchar(40) DEFAULT 'general' NOT NULL, default_value text);
INSERT INTO vdc_options (option_name, option_value) VALUES ('SANWipeAfterDelete', 'true'), ('EngineMode', 'Active'), ('SysPrepDefaultPassword', '${DATA_CANARY}');
CREATE TABLE vm_static (vm_guid uuid PRIMARY KEY, vm_name varchar(255) NOT NULL, entity_type varchar(32) NOT NULL, predefined_properties varchar(4000), userdefined_properties varchar(4000));
INSERT INTO vm_static VALUES ('00000000-0000-4000-8000-000000000001', 'gpu', 'VM', 'mdev_type=nvidia-11;pw=${DATA_CANARY}', NULL),
  ('00000000-0000-4000-8000-000000000002', 'blank', 'TEMPLATE', NULL, NULL);
CREATE ROLE engine LOGIN PASSWORD '${CANARY}'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO engine;
`;

let sshd: Sshd;
let postgres: Postgres;
let authority: Authority;
let folder: string;
let api: Api;

interface Api {
  readonly server: Server;
  readonly port: number;
  readonly seen: { readonly path: string; readonly accept: string; readonly authorization: string }[];
  filtered: boolean;
}

const XML_TYPE = { 'content-type': 'application/xml;charset=UTF-8' };

/** An engine as far as it is asked: summary, hosts, health page. An account that is no administrator sees fewer hosts, and no summary. */
async function startApi(signed: { readonly key: string; readonly cert: string }): Promise<Api> {
  const started = { seen: [] as Api['seen'], filtered: false };
  const host = (id: number): string =>
    `<host href="/ovirt-engine/api/hosts/${id}" id="${id}"><name>node${id}</name><comment>${DATA_CANARY}</comment><address>node${id}.lab.example</address><status>up</status><cluster id="c1"/></host>`;
  const server = createServer(signed, (request, response) => {
    const path = request.url ?? '';
    started.seen.push({ path, accept: request.headers.accept ?? '', authorization: request.headers.authorization ?? '' });
    if (path === '/ovirt-engine/services/health') return response.end('DB Up!Welcome to Health Status!');
    if (request.headers.authorization !== `Basic ${Buffer.from(`admin@internal:${API_CANARY}`).toString('base64')}`)
      return response.writeHead(401).end();
    if (!request.headers.accept?.startsWith('application/xml')) return response.end('{"product_info":{}}');
    if (path === '/ovirt-engine/api') {
      const summary = started.filtered
        ? ''
        : '<summary><hosts><active>2</active><total>2</total></hosts><vms><active>1</active><total>1</total></vms></summary>';
      return response
        .writeHead(200, XML_TYPE)
        .end(`<api><product_info><version><full_version>4.3.10.4-1.el7</full_version></version></product_info>${summary}</api>`);
    }
    if (path.startsWith('/ovirt-engine/api/hosts'))
      return response.writeHead(200, XML_TYPE).end(`<hosts>${host(1)}${started.filtered ? '' : host(2)}</hosts>`);
    return response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(started, { server, port: (server.address() as AddressInfo).port });
}

beforeAll(async () => {
  folder = temporaryFolder('ovirt');
  authority = await makeAuthority();
  [sshd, postgres, api] = await Promise.all([
    startSshd({ config: [relocated(folder, '/etc/ovirt-engine', `${folder}/etc/ovirt-engine`)] }),
    startPostgres(),
    startApi(await authority.sign('engine', 'DNS:localhost,IP:127.0.0.1')),
  ]);
  await postgres.admin(TABLES);
  writeDeep(
    join(folder, 'etc/ovirt-engine/engine.conf.d/10-setup-database.conf'),
    `ENGINE_DB_HOST="localhost"\nENGINE_DB_PORT="${postgres.port}"\nENGINE_DB_USER="engine"\nENGINE_DB_PASSWORD="${CANARY.replace(/["$]/g, '\\$&')}"\nENGINE_DB_DATABASE="engine"\nENGINE_DB_SECURED="False"\n`,
  );
  writeDeep(
    join(folder, 'etc/ovirt-engine-setup.conf.d/20-setup-ovirt-post.conf'),
    `[environment:default]\nOVESETUP_CORE/generatedByVersion=str:4.3.10.4\nOVESETUP_CONFIG/sanWipeAfterDelete=bool:False\nOVESETUP_OVN/ovirtProviderOvnSecret=str:${DATA_CANARY}\n`,
  );
  writeFileSync(
    join(folder, 'ssh_config'),
    `Host *\n  Port ${sshd.port}\n  User root\n  IdentityFile ${sshd.key}\n  UserKnownHostsFile ${sshd.knownHosts}\n`,
  );
  writeFileSync(join(folder, 'api-password'), API_CANARY, { mode: 0o600 });
  writeFileSync(join(folder, 'preflight.yaml'), targetText(api.port));
}, 120_000);
afterAll(async () => {
  api?.server.closeAllConnections();
  api?.server.close();
  await Promise.allSettled([sshd?.stop(), postgres?.stop(), authority?.remove()]);
  rmSync(folder, { recursive: true, force: true });
});

const targetText = (port: number): string => `platform: ovirt
from: 4.3.10.4
to: 4.3.11.4
hosts:
  engine: { name: engine1, address: 127.0.0.1 }
  api:
    name: api1
    via: http
    url: https://127.0.0.1:${port}/ovirt-engine
    caFile: ${authority.caFile}
    auth: { user: admin@internal, password: { file: api-password } }
`;

const preflight = async (...args: string[]) => {
  const streams = memoryStreams(process.env);
  const exit = await main([...args, '--ssh-config', join(folder, 'ssh_config')], streams);
  return { exit, out: streams.out(), err: streams.err() };
};

const resultOf = ({ results }: Report, check: string) => results.find(one => one.check === check);

function expectNoSecrets(text: string): void {
  for (const secret of [CANARY, API_CANARY, DATA_CANARY]) {
    for (const form of [
      secret,
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
      Buffer.from(secret).toString('hex'),
    ])
      expect(text).not.toContain(form);
  }
}

describe('an engine that names no database account', () => {
  test('is judged with its own, through SSH, and the same from a snapshot; no secret is anywhere', async () => {
    const [target, site] = [join(folder, 'preflight.yaml'), join(folder, 'site')];
    const live = await preflight('scan', '--target', target, '--verbose', '--report', 'json');
    const captured = await preflight('capture', '--target', target, '-o', site);
    const replayed = await preflight('scan', '--snapshot', site, '--report', 'json');
    const stored = readdirSync(site, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
    expectNoSecrets(
      [live, captured, replayed].map(({ out, err }) => out + err).join('\n') +
        stored.map(one => readFileSync(join(one.parentPath, one.name), 'latin1')).join('\n'),
    );

    for (const { out, err } of [live, replayed]) {
      if (out === '') throw new Error(err);
      const report = JSON.parse(out) as Report;
      expect(resultOf(report, 'ovirt/setup-preview-outdated')).toMatchObject({
        verdict: 'fail',
        findings: [{ data: { stored: 'False', used: 'true' } }],
      });
      expect(resultOf(report, 'ovirt/engine-unhealthy')).toMatchObject({ verdict: 'pass' });
    }
    expect(live.err).toContain('database: user engine from /etc/ovirt-engine/engine.conf.d/10-setup-database.conf of engine1');
  }, 60_000);

  test('gives rows of the shape that facts read', async () => {
    const source = openTarget(parseTarget(readFileSync(join(folder, 'preflight.yaml'), 'utf8'), join(folder, 'preflight.yaml'), [ovirt]), {
      keeping: { env: process.env, readFile: path => readOperatorFile(path) },
      sshConfig: join(folder, 'ssh_config'),
    });
    try {
      const queries = [schemaVersion, engineOptions, vmProperties].flatMap(one => one.queries({}));
      const answers = await source.ask('database', queries);
      const parsed = [schemaVersion, engineOptions, vmProperties].map((one, index) => {
        const answer = answers[index]!;
        if (answer.status !== 'ok') throw new Error(answer.reason);
        return index === 2 ? answer.body : one.parse(answer.body as never, { host: 'database', at: answer.at, query: queries[index]! });
      }) as [{ current: string }, { get(name: string): string | undefined }, { rows: readonly object[] }];
      expect(parsed[0]).toEqual({ current: '04030960', failed: [] });
      expect([parsed[1].get('SANWipeAfterDelete'), parsed[1].get('SysPrepDefaultPassword')]).toEqual(['true', undefined]);
      expect(parsed[2].rows).toHaveLength(1);
      expect(JSON.stringify(answers.slice(0, 2))).not.toContain(DATA_CANARY);
    } finally {
      await source.close();
    }
  }, 30_000);
});

describe('the API', () => {
  const ask = async (port: number) => {
    const path = join(folder, 'preflight.yaml');
    const source = openTarget(parseTarget(targetText(port), path, [ovirt]), {
      keeping: { env: process.env, readFile: path => readOperatorFile(path) },
    });
    try {
      return await source.ask('api1', [...hosts.queries({}), ...apiSummary.queries({})]);
    } finally {
      await source.close();
    }
  };

  test('is asked for XML, below its path, once for each list', async () => {
    api.seen.splice(0);
    expect(await ask(api.port)).toMatchObject([{ status: 'ok' }, { status: 'ok' }]);
    expect(api.seen.map(({ path, accept }) => `${path} ${accept}`).sort()).toEqual([
      '/ovirt-engine/api application/xml',
      '/ovirt-engine/api/hosts?all_content=true application/xml',
    ]);
  });

  test('with an expired certificate is not asked, and says so', async () => {
    const old = await startApi(await authority.sign('old', 'DNS:localhost,IP:127.0.0.1', -1));
    try {
      expect(await ask(old.port)).toMatchObject([
        { status: 'failed', reason: expect.stringContaining('certificate that has expired') },
        { status: 'failed' },
      ]);
      expect(old.seen).toEqual([]);
    } finally {
      old.server.closeAllConnections();
      old.server.close();
    }
  });

  test('that is dead is unreachable, and the check of its health unknown', async () => {
    const target = join(folder, 'dead.yaml');
    writeFileSync(target, targetText(1));
    const { out } = await preflight('scan', '--target', target, '--check', 'ovirt/engine-unhealthy', '--report', 'json');
    expect(resultOf(JSON.parse(out) as Report, 'ovirt/engine-unhealthy')).toMatchObject({
      verdict: 'unknown',
      unknowns: [{ reason: expect.stringContaining('refuses the connection') }],
    });
  }, 30_000);
});
