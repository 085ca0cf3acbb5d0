import { type Found, type Outcome, type Phase, undecided, type Version } from '../../src/index.ts';
import type { backupMessages } from './database-backup-words.ts';
import type { Dump, Schema } from './facts/backups.ts';
import { type DumpLines, TABLE_OF } from './facts/dump-lines.ts';

/** Whether what is in a file is a whole dump of the right database. */

export interface BackupQuestion {
  readonly schema: Schema;
  readonly phase: Phase;
  readonly to: Version | undefined;
  /** Where it was looked for. */
  readonly paths: readonly string[];
  readonly given: boolean;
  readonly tested: boolean;
  /** Whether one file is named as the dump of both databases. */
  readonly shared: boolean;
  readonly input: string;
}

export type Place = { readonly host: string; readonly object: string; readonly path: string };

interface Asked {
  readonly found: Found<typeof backupMessages>;
  readonly question: BackupQuestion;
  /** The name of the database. */
  readonly database: string;
}

type Hidden = Dump & { readonly is: 'compressed' | 'compact' };

/** Why the inside of a file is not known. */
export const WHY: Readonly<Record<Hidden['is'], (dump: Dump) => string>> = {
  compressed: dump => `it is compressed (${'by' in dump ? dump.by : ''}), so that only its size and age can be told`,
  compact: () => 'it was made with --compact, so that its end does not show whether it is complete',
};

/** Nothing where all is well. `lines` are undefined where no more than the two ends of the file could be read. */
export function judgeContent(dump: Dump, at: Place, lines: DumpLines | undefined, asked: Asked): Outcome[] {
  const { path } = dump;
  const { found } = asked;
  switch (dump.is) {
    case 'empty':
      return [found.empty({ path }, at)];
    case 'error':
      return [found.errorInside({ path, error: dump.error }, at)];
    case 'other':
      return [found.notDump({ path }, at)];
    case 'compressed':
      return lines ? judgeLines(lines, at, asked) : judgeHidden(dump, at, asked);
    case 'compact':
      return judgeHidden(dump, at, asked);
    case 'uncommented':
      return [];
    case 'dump':
      if (dump.last === 'table') return [found.tableless({ path }, at)];
      if (dump.last === 'middle') return [found.truncated({ path }, at)];
      return lines ? judgeLines(lines, at, asked) : judgeDatabase(dump, at, asked);
  }
}

const judgeHidden = (dump: Hidden, { host, path }: Place, { question: { tested } }: Asked): Outcome[] =>
  tested ? [] : [undecided(`${path}: ${WHY[dump.is](dump)}. Test it, then say so with --input backups-tested=yes`, host)];

function judgeLines({ databases, isWhole, isCompleted, isBroken }: DumpLines, at: Place, asked: Asked): Outcome[] {
  const { path } = at;
  const { found, question, database } = asked;
  if (isBroken) return [found.truncated({ path }, at)];
  if (!isCompleted) return databases.length > 0 ? [found.truncated({ path }, at)] : judgeHidden({ path, is: 'compact' }, at, asked);
  if (databases.length > 0 && !databases.includes(database)) return [found.otherDatabase({ path, other: databases.join(', '), database }, at)];
  return isWhole ? [] : [found.partial({ path, database, table: TABLE_OF[question.schema] }, at)];
}

/** By its first lines alone. A dump of several databases names the first of them, one of all databases none. */
function judgeDatabase(dump: Dump & { readonly is: 'dump' }, { host, path, ...at }: Place, { found, question, database }: Asked): Outcome[] {
  const { database: other, isOfSeveral } = dump;
  if (other === '' || other === database) return [];
  if (question.shared || isOfSeveral)
    return [undecided(`${path} names ${other} as its first database, and its ends do not show whether ${database} is in it too`, host)];
  return [found.otherDatabase({ path, other, database }, { host, path, ...at })];
}
