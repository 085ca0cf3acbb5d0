import { type OnedAttribute, vectorsOf } from './oned-conf.ts';

/** What oned.conf says of the database. */
export interface DatabaseSettings {
  /** As oned compares it, letter by letter; empty where DB has no BACKEND, with which oned does not start. */
  readonly backend: string;
  readonly name: string;
  /** How often DB stands there; the first one counts here, and not for every program. */
  readonly times: number;
  said(entry: string): string | undefined;
}

/** Without DB, oned takes an SQLite file. */
export function databaseOfOned(attributes: readonly OnedAttribute[]): DatabaseSettings {
  const all = vectorsOf(attributes, 'DB');
  const database = all[0];
  const said = (entry: string): string | undefined => database?.get(entry);
  const backend = database ? (said('BACKEND') ?? '') : 'sqlite';
  return { backend, name: backend === 'sqlite' ? '/var/lib/one/one.db' : (said('DB_NAME') ?? 'opennebula'), times: all.length, said };
}
