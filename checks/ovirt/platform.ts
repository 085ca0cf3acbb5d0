import { any, optional, platform } from '../../src/index.ts';
import { databaseAccess } from './database-access.ts';
import { apiSummary } from './facts/api-summary.ts';
import { enginePackages, packageVersion } from './facts/packages.ts';
import { schemaVersion } from './facts/schema-version.ts';
import { setupConfiguration } from './facts/setup-configuration.ts';

/** `04030960` → `4.3`: the schema tells the line, and not which release of it. */
const lineOf = (schema: string | undefined): string | undefined => {
  const [, major, minor] = /^(\d\d)(\d\d)\d{4}$/.exec(schema ?? '') ?? [];
  return major === undefined ? undefined : `${Number(major)}.${Number(minor)}`;
};

/**
 * The package of the engine is replaced by engine-setup itself, so that it is old until then. `api` is required like the database: what
 * nobody looked at must not pass, and both are found with little effort. Hosts are asked over SSH where the target names them.
 */
export default platform({
  id: 'ovirt',
  title: 'oVirt',
  roles: {
    engine: { title: 'engine', required: true },
    database: { title: 'database server', required: true },
    api: { title: 'API of the engine', required: true },
    host: { title: 'virtualization host', required: false },
  },
  database: databaseAccess,
  version: {
    needs: { packages: any(enginePackages), setup: any(optional(setupConfiguration)), api: any(apiSummary), schema: any(schemaVersion) },
    detect: ({ packages, setup, api, schema }) =>
      [
        packages?.value.get('ovirt-engine')?.version,
        setup?.value?.text('OVESETUP_CORE/generatedByVersion'),
        api?.value.version?.replace(/-.*$/, ''),
        lineOf(schema?.value.current),
      ]
        .flatMap(said => (said === undefined ? [] : (packageVersion(said)?.text ?? [])))
        .at(0),
  },
});
