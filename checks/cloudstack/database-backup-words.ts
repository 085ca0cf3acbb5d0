import { type Remedy, sh } from '../../src/index.ts';
import { DEFAULTS, type Schema } from './facts/backups.ts';

/** What the checks of the two dumps say, and what mends it. */

type Text = string | number;

export const backupMessages = {
  missing: 'There is no dump of {database}: none of {paths} is on {hosts}.',
  empty: '{path} is empty: mysqldump could not log in, or the disk was full.',
  truncated: '{path} breaks off: a dump ends with the line "-- Dump completed", and this one does not.',
  tableless: '{path} ends before its first table: mysqldump stopped with an error, such as 1449 (the definer of a view does not exist).',
  errorInside: '{path} holds an error of mysqldump: {error}.',
  otherDatabase: '{path} is a dump of "{other}", not of {database}.',
  partial: '{path} has no table {table}, which the database {database} has: it is a dump of some tables only, or of something else.',
  notDump: '{path} is no dump of mysqldump.',
  old: '{path} is {age} old, and a management server ran after it was made.',
  beforeStop: {
    text: '{path} was finished at {mtime}, before the last heartbeat of a management server ({stop}): what changed in between is not in it.',
    severity: 'warning',
  },
  uncommented: {
    text: '{path} was made with --skip-comments: it ends as a complete dump does, and does not say which database it is of.',
    severity: 'warning',
  },
  withoutRoutines: {
    text: '{path} is without the stored procedures of {database}, which upgrades to {version} call: a database restored from it cannot be upgraded.',
    severity: 'warning',
  },
  worldReadable: { text: '{path} can be read by everybody (mode {mode}), and it holds passwords.', severity: 'warning' },
  small: { text: '{path} has {size} bytes, and an empty schema {database} alone has more.', severity: 'warning' },
  tested: { text: '{path} cannot be looked into ({why}), and input backups-tested says that somebody has tested it.', severity: 'note' },
  complete: {
    text: '{path} is complete: {size} bytes, finished {mtime}. {routines}.',
    severity: 'note',
  },
} as const;

/** The remedy of each message: nearly always a new dump. */
export function backupFixes(schema: Schema, input: string) {
  const path = DEFAULTS[schema][0]!;
  const again = (text: string): Remedy => ({
    text,
    down: 'cloudstack-management and cloudstack-usage everywhere',
    commands: [sh`(umask 077; mysqldump -u root -p --routines ${schema} > ${path}; tail -n 1 ${path})`],
    note: 'The guide dumps without --routines. From 4.9.2 on stored procedures are part of the schema, and a database restored without them cannot be upgraded.',
  });
  const where = `If the dump is elsewhere, name it with --input ${input}=PATH.`;
  return {
    missing: again(`Make a dump on the database server. ${where} One that is on another host cannot be looked at: waive this finding then.`),
    empty: again('Make the dump again and look at what mysqldump says.'),
    truncated: again('Look for room on the disk, and make the dump again.'),
    tableless: again('Look at what mysqldump says. For error 1449, create the missing definer or recreate the view, and make the dump again.'),
    errorInside: again('Mend what the error names, and make the dump again, without 2>&1.'),
    otherDatabase: again(`Make a dump of the right database. ${where}`),
    partial: again(`Make a dump of the whole database. ${where}`),
    notDump: again(`Make a dump. ${where}`),
    old: again(`Make a new dump now that every management server is stopped. ${where}`),
    beforeStop: again('Make the dump again now that every management server is stopped.'),
    withoutRoutines: again('Make the dump again with --routines.'),
    uncommented: again('Make the dump again without --skip-comments, so that it says what it is.'),
    worldReadable: ({ path, mode }: { readonly path: Text; readonly mode: Text }) => ({
      commands: [sh`chmod 600 ${path}`],
      undo: sh`chmod ${mode} ${path}`.text,
    }),
    small: again(`See whether it is the dump of an empty database. ${where}`),
  };
}
