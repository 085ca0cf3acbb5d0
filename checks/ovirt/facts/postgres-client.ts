import { packagesOf } from './packages.ts';

/** Packages with psql: of the distribution, of the software collection that 4.3 uses, and of PostgreSQL itself. */
const CLIENTS = [
  'postgresql',
  ...['rh-postgresql10-postgresql', 'rh-postgresql95-postgresql'],
  ...[10, 11, 12, 13, 14, 15, 16, 17].map(major => `postgresql${major}`),
];

export const postgresClients = packagesOf('engine', 'postgres-clients', 'packages with the client of PostgreSQL', CLIENTS);
