import { fact, nullable, rows, table, text } from '../../../src/index.ts';

/**
 * The values of these global settings by name; null where the row is missing or NULL, which both mean the default.
 * Not for settings whose value is a secret.
 */
export const globalSettings = <N extends string>(id: string, title: string, ...names: readonly N[]) =>
  fact({
    id: `cloudstack.${id}`,
    title,
    role: 'database',
    query: table('cloud.configuration', { columns: ['name', 'value'], where: { column: 'name', in: names } }),
    parse(body) {
      const values = new Map(rows({ name: text, value: nullable(text) })(body).map(({ name, value }) => [name, value]));
      return Object.fromEntries(names.map(name => [name, values.get(name) ?? null])) as Readonly<Record<N, string | null>>;
    },
  });

export const INTEGRATION_API_PORT = 'integration.api.port';

/** The port of the API that asks for no password. */
export const integrationApiPort = globalSettings('integration-api-port', 'global setting integration.api.port', INTEGRATION_API_PORT);

/** The port where agents connect. */
export const agentPort = globalSettings('agent-port', 'global setting port', 'port');
