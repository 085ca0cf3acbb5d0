import { any, check, type Outcome, optional, quoteShell, sh } from '../../src/index.ts';
import { databaseLogin, materializedViewOwners, sequenceOwners, tableOwners, viewOwners } from './facts/database-owners.ts';

const MOST = 20;

/** An identifier of PostgreSQL in double quotes. */
const quoted = (name: string | number): string => `"${String(name).replaceAll('"', '""')}"`;

export default check({
  id: 'ovirt/database-object-owner-wrong',
  title: 'Every table, view and sequence of the database belongs to the account of the engine',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'Only the owner may change a table. engine-setup refuses a database with objects of other owners, such as those that somebody restored as postgres.',
  fix: {
    wrongOwner: ({ kind, name, user, database }) => ({
      text: 'Do this on the database server, as root.',
      commands: [
        sh`su - postgres -c ${`psql -d ${quoteShell(database)} -c ${quoteShell(`ALTER ${String(kind).toUpperCase()} public.${quoted(name)} OWNER TO ${quoted(user)};`)}`}`,
      ],
      note: 'An engine 4.3 has its PostgreSQL in a software collection: put scl enable rh-postgresql10 -- before psql.',
    }),
    more: 'Change their owners in the same way, or give all that the one account owns with REASSIGN OWNED BY in this database only.',
  },
  refs: ['https://github.com/oVirt/ovirt-engine/blob/ovirt-engine-4.5.7/packaging/setup/plugins/ovirt-engine-setup/ovirt-engine/db/schema.py'],
  covers: ['A.3.11'],
  needs: {
    login: any(databaseLogin),
    tables: tableOwners,
    views: viewOwners,
    materialized: materializedViewOwners,
    sequences: optional(sequenceOwners),
  },
  messages: {
    wrongOwner: 'The {kind} {name} of the database {database} belongs to {owner}, and not to {user}.',
    more: '{count} more objects of the database {database} do not belong to {user}.',
  },
  judge({ login, tables, views, materialized, sequences }, found) {
    const { user, database } = login.value;
    const wrong = [...tables, ...views, ...materialized, ...(sequences ?? [])].filter(({ owner }) => owner !== user);
    const rest = wrong.length - MOST;
    return [
      ...wrong
        .slice(0, MOST)
        .map(({ kind, name, owner }): Outcome => found.wrongOwner({ kind, name, owner, user, database }, { object: `${kind} ${name}` })),
      ...(rest > 0 ? [found.more({ count: rest, user, database })] : []),
    ];
  },
});
