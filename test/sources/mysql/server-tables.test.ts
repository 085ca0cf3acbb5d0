import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TableQuery, table } from '../../../src/model/query.ts';
import { mysqlConnection } from '../../../src/sources/mysql/connection.ts';
import type { MysqlOptions } from '../../../src/sources/mysql/options.ts';
import { type Mariadb, startMariadb } from '../../support/mariadb.ts';

let db: Mariadb;

beforeAll(async () => {
  db = await startMariadb(['--performance-schema=ON']);
  await db.admin(`CREATE DATABASE cloud; CREATE DATABASE cloud_prod; CREATE DATABASE other;
    CREATE TABLE cloud_prod.host (id BIGINT UNSIGNED, name VARCHAR(10), url VARCHAR(10)) COMMENT 'cloud'; INSERT INTO cloud_prod.host VALUES (1, 'h1', 'secret');
    CREATE TABLE cloud.ours_not (id INT); CREATE TABLE other.thing (id INT);
    CREATE PROCEDURE cloud_prod.IDEMPOTENT_ADD () SQL SECURITY INVOKER SELECT 1;
    CREATE USER reader@'127.0.0.1' IDENTIFIED BY 'p'; GRANT SELECT, EXECUTE ON cloud_prod.* TO reader@'127.0.0.1'; GRANT SELECT ON other.* TO reader@'127.0.0.1';
    CREATE USER narrow@'127.0.0.1' IDENTIFIED BY 'p'; GRANT SELECT (id, name) ON cloud_prod.host TO narrow@'127.0.0.1';`);
});
afterAll(() => db?.stop());

async function ask(queries: readonly TableQuery[], more: Partial<MysqlOptions> = {}) {
  const connection = mysqlConnection({ host: db.host, port: db.port, user: 'reader', password: async () => 'p', ...more });
  const answers = await connection.ask(queries);
  await connection.close();
  return answers;
}
const rows = (...rows: Record<string, unknown>[]) => ({ status: 'ok', body: { rows } });
const inCloud = { column: 'TABLE_SCHEMA', equals: 'cloud' };

describe('tables of the server itself', () => {
  test.each([
    [
      'information_schema.TABLES',
      { columns: ['TABLE_NAME', 'ENGINE'], where: { column: 'TABLE_SCHEMA', equals: 'cloud_prod' } },
      { TABLE_NAME: 'host', ENGINE: 'InnoDB' },
    ],
    ['information_schema.tables', { columns: ['table_name'], where: { column: 'table_schema', equals: 'cloud_prod' } }, { table_name: 'host' }],
    [
      'information_schema.ROUTINES',
      { columns: ['ROUTINE_NAME', 'ROUTINE_TYPE'], where: { column: 'ROUTINE_SCHEMA', equals: 'cloud_prod' } },
      { ROUTINE_NAME: 'IDEMPOTENT_ADD', ROUTINE_TYPE: 'PROCEDURE' },
    ],
    [
      'information_schema.GLOBAL_VARIABLES',
      { columns: ['VARIABLE_NAME', 'VARIABLE_VALUE'], where: { column: 'VARIABLE_NAME', equals: 'VERSION_COMPILE_MACHINE' } },
      { VARIABLE_NAME: 'VERSION_COMPILE_MACHINE', VARIABLE_VALUE: expect.stringMatching(/\w/) },
    ],
    [
      'information_schema.SCHEMATA',
      { columns: ['DEFAULT_CHARACTER_SET_NAME'], where: { column: 'SCHEMA_NAME', equals: 'cloud_prod' } },
      { DEFAULT_CHARACTER_SET_NAME: expect.stringMatching(/\w/) },
    ],
  ])('%s', async (name, asked, row) => {
    expect(await ask([table(name, asked)])).toMatchObject([rows(row)]);
  });

  test('performance_schema.global_variables, which MySQL has and MariaDB does not', async () => {
    const variables = table('performance_schema.global_variables', { columns: ['VARIABLE_NAME', 'VARIABLE_VALUE'] });
    expect(await ask([variables])).toMatchObject([{ status: 'absent' }]);
  });
});

describe('an installation whose schemas have other names', () => {
  const schemas = { cloud: 'cloud_prod' };

  test('is asked for them in information_schema, and answers with the names that are known', async () => {
    const tables = (where: TableQuery['where']) =>
      table('information_schema.TABLES', { columns: ['TABLE_SCHEMA', 'TABLE_NAME', 'TABLE_COMMENT'], ...(where && { where }) });
    const host = { TABLE_SCHEMA: 'cloud', TABLE_NAME: 'host', TABLE_COMMENT: 'cloud' };
    expect(
      await ask(
        [
          tables(inCloud),
          tables({
            all: [
              { column: 'TABLE_SCHEMA', in: ['cloud', 'other'] },
              { column: 'TABLE_COMMENT', equals: 'cloud' },
            ],
          }),
          table('information_schema.ROUTINES', { columns: ['ROUTINE_NAME'], where: { column: 'ROUTINE_SCHEMA', equals: 'cloud' } }),
          table('cloud.host', { columns: ['name'] }),
        ],
        { schemas },
      ),
    ).toMatchObject([rows(host), rows(host), rows({ ROUTINE_NAME: 'IDEMPOTENT_ADD' }), rows({ name: 'h1' })]);
  });

  test('one name for all schemas but those of the server', async () => {
    expect(
      await ask(
        [
          table('opennebula.host', { columns: ['id'] }),
          table('information_schema.GLOBAL_VARIABLES', { columns: ['VARIABLE_NAME'], where: { column: 'VARIABLE_NAME', equals: 'PORT' } }),
        ],
        {
          schemas: { '*': 'cloud_prod' },
        },
      ),
    ).toMatchObject([rows({ id: '1' }), rows({ VARIABLE_NAME: 'PORT' })]);
  });
});

describe('an account with privileges on single columns', () => {
  const narrow = { user: 'narrow', schemas: { cloud: 'cloud_prod' } };

  test('reads them, and is told the grant for the others by their real names', async () => {
    const url = table('cloud.host', { columns: ['id', 'url'] });
    const [read, gone, denied] = await ask(
      [table('cloud.host', { columns: ['id', 'name'] }), table('cloud.host', { columns: ['id', 'gone'] }), url],
      narrow,
    );
    expect([read, gone]).toMatchObject([rows({ id: '1', name: 'h1' }), { status: 'ok', body: { columns: ['id'] } }]);
    if (denied?.status !== 'denied') throw new Error(JSON.stringify(denied));
    expect(denied.reason).toContain("what is missing: GRANT SELECT (`url`) ON `cloud_prod`.`host` TO 'narrow'@'127.0.0.1';");
    await db.admin(/GRANT .*;/.exec(denied.reason)![0]);
    expect(await ask([url], narrow)).toMatchObject([rows({ id: '1', url: 'secret' })]);
  });

  test('sees of information_schema what it may see', async () => {
    expect(await ask([table('information_schema.TABLES', { columns: ['TABLE_NAME'], where: inCloud })], narrow)).toMatchObject([
      rows({ TABLE_NAME: 'host' }),
    ]);
  });
});
