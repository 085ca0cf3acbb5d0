import { fact, nullable, rows, table, text } from '../../../src/index.ts';

/** How far the scripts of the database were run. */
export interface SchemaVersion {
  /** `04030960`: major, minor, number. Undefined where no row is the current one. */
  readonly current: string | undefined;
  /** Scripts that failed. */
  readonly failed: readonly { readonly version: string; readonly script: string }[];
}

/**
 *     version   script                                      state      current
 *     04030960  upgrade/04_03_0960_add_affinity_groups.sql  INSTALLED  1
 */
export const schemaVersion = fact({
  id: 'ovirt.schema-version',
  title: 'schema of the engine database',
  role: 'database',
  query: table('public.schema_version', { columns: ['current', 'script', 'state', 'version'] }),
  parse: (body): SchemaVersion => {
    const all = rows({ version: text, script: nullable(text), state: nullable(text), current: text })(body);
    return {
      current: all.find(({ current }) => current === '1')?.version,
      failed: all.filter(({ state }) => state === 'FAILED').map(({ version, script }) => ({ version, script: script ?? '' })),
    };
  },
});
