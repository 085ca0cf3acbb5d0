import { describe, expect, test } from 'vitest';
import { frontendAccount } from '../../../../checks/opennebula/facts/accounts.ts';
import { fireedgePort, ONED_CONF, oldScheduler, onedConf } from '../../../../checks/opennebula/facts/oned-conf.ts';
import { redactor } from '../../../../src/engine/redact/redactor.ts';
import type { FileQuery } from '../../../../src/model/query.ts';

const CANARY = 'canary-4711';
const NONE = { rules: [], keyFiles: [] };
const redact = (query: unknown, text: string) => redactor().body(query as FileQuery, { text }, NONE);
const asked = (fact: { queries(inputs: never): readonly unknown[] }): unknown => fact.queries({} as never)[0];

describe('secrets of oned.conf stay on the host', () => {
  test.each<[string, string]>([
    [
      'as it is shipped',
      `DB = [ BACKEND = "mysql",\n       SERVER  = "localhost",\n       PASSWD  = "${CANARY}",\n       DB_NAME = "opennebula" ]\n`,
    ],
    ['on one line', `DB=[BACKEND="mysql",PASSWD="${CANARY}",PORT=0]\n`],
    ['in small letters, with signs in it', `db = [ backend = "mysql", passwd = "a # ${CANARY} ] , \\" b" ]\n`],
    ['without quotes, on a line of its own', `DB = [ BACKEND = mysql,\n  PASSWD = ${CANARY}\n]\n`],
    ['in a comment', `# DB = [ BACKEND = "mysql",\n#        PASSWD  = "${CANARY}" ]\n`],
    ['in the arguments of a driver', `AUTH_MAD = [ EXECUTABLE = "one_auth_mad", ARGUMENTS = "--password=${CANARY} x" ]\n`],
    ['in an address', `FEDERATION = [ MASTER_ONED = "http://one:${CANARY}@front:2633/RPC2" ]\n`],
  ])('%s', (_, text) => {
    const kept = redact(asked(onedConf), text);
    expect(kept.text).not.toContain('4711');
    expect(onedConf.parse(kept, { host: 'fe1', at: '', query: asked(onedConf) as never }).oned).toHaveProperty('attributes');
  });

  test('a hidden password leaves the rest as it was', () => {
    const text = `DB = [ BACKEND = "mysql", PASSWD = "${CANARY}", DB_NAME = "one" ]\nPORT = 2633\n`;
    const { oned } = onedConf.parse(redact(asked(onedConf), text), { host: 'fe1', at: '', query: asked(onedConf) as never });
    const [database, port] = 'attributes' in oned ? oned.attributes : [];
    expect(Object.fromEntries(database!.value as ReadonlyMap<string, string>)).toMatchObject({ BACKEND: 'mysql', DB_NAME: 'one' });
    expect(port).toEqual({ name: 'PORT', line: 2, value: '2633' });
    expect(ONED_CONF).toBe('/etc/one/oned.conf');
  });
});

describe('of other files, only one value is kept', () => {
  const origin = (fact: unknown) => ({ host: 'fe1', at: '', query: asked(fact as never) as never });

  test('the port of FireEdge', () => {
    const text = `port: 2617\none_xmlrpc: 'http://oneadmin:${CANARY}@localhost:2633/RPC2'\nsecret: ${CANARY}\n`;
    const kept = redact(asked(fireedgePort), text);
    expect(kept.text).not.toContain('4711');
    expect(fireedgePort.parse(kept, origin(fireedgePort))).toBe(2617);
    expect(fireedgePort.parse(redact(asked(fireedgePort), "host: 'x'\nport: none\n"), origin(fireedgePort))).toBe(2616);
  });

  test('the limit of the old scheduler', () => {
    const kept = redact(asked(oldScheduler), `ONE_XMLRPC = "http://a:${CANARY}@b"\nMAX_HOST     = 4\n`);
    expect(kept.text).not.toContain('4711');
    expect(oldScheduler.parse(kept, origin(oldScheduler))).toBe(4);
    expect(oldScheduler.parse(redact(asked(oldScheduler), ''), origin(oldScheduler))).toBe(1);
  });

  test('the account oneadmin', () => {
    const kept = redact(asked(frontendAccount), `root:x:0:0::/root:/bin/sh\noneadmin:${CANARY}:9869:9870:a b:/var/lib/one:/bin/bash\n`);
    expect(kept.text).not.toContain('/root');
    expect(frontendAccount.parse(kept, origin(frontendAccount))).toEqual({ uid: '9869', gid: '9870', home: '/var/lib/one' });
  });
});
