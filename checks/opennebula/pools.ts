import { type Outcome, undecided } from '../../src/index.ts';
import type { Resource } from './facts/resources.ts';

/** What checks of the pools share: words, and how bodies are treated that could not be read. */

const MOST = 5;

/** `a, b and 12 more` */
export const some = (names: readonly (string | number)[], most = MOST): string =>
  names.length > most ? `${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ');

/** A resource of which the body could be read. */
export type Readable<T> = Resource<T> & { readonly said: T };

export const readable = <T>(all: readonly Resource<T>[]): Readable<T>[] => all.filter((one): one is Readable<T> => one.said !== undefined);

/** Of those whose body is no XML nothing can be said; one outcome for all of them. */
export function unreadable(what: string, all: readonly { readonly id: number; readonly said: unknown }[], host: string): Outcome[] {
  const ids = all.filter(({ said }) => said === undefined).map(({ id }) => id);
  return ids.length === 0 ? [] : [undecided(`the body of ${what} ${some(ids)} is no XML that can be read`, host)];
}

/** Public pages that many checks refer to. */
export const UPGRADE_GUIDE = 'https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/upgrading_single/';
export const source = (path: string, tag = 'release-7.0.0'): string => `https://github.com/OpenNebula/one/blob/${tag}/${path}`;
