import { check, undecided } from '../../src/index.ts';
import { schemaVersion } from './facts/schema-version.ts';
import { schemaScripts } from './facts/setup-runs.ts';
import { DATABASE_SCRIPTS, GUIDE } from './references.ts';
import { runSetup } from './releases.ts';

export default check({
  id: 'ovirt/schema-outdated',
  title: 'The schema of the database is that of the installed engine',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['post'] },
  why: 'engine-setup runs the scripts that the installed packages bring. An engine on an older schema fails where it uses what is not there yet.',
  fix: {
    older: runSetup,
    failed: { ...runSetup, text: 'Find the error of the script in the log of engine-setup, mend its cause, and run engine-setup again.' },
    newer: 'Install the packages again that updated the database: an engine that is older than its database is not supported.',
  },
  refs: [GUIDE, DATABASE_SCRIPTS],
  covers: ['A.1.12'],
  needs: { schema: schemaVersion, scripts: schemaScripts },
  messages: {
    older: 'The schema is {schema}, and the newest script of the installed packages is {script}.',
    failed: 'The script {script} of the schema {schema} failed.',
    newer: { text: 'The schema is {schema}, newer than {script}, the newest script of the installed packages.', severity: 'warning' },
  },
  *judge({ schema, scripts }, found) {
    for (const { version, script } of schema.failed) yield found.failed({ schema: version, script }, { object: `script ${script}` });
    const newest = scripts.at(-1);
    if (newest === undefined) return yield undecided('there are no upgrade scripts of the database in /usr/share/ovirt-engine/dbscripts/upgrade');
    if (!/^\d{8}$/.test(schema.current ?? '')) return yield undecided('the table schema_version has no current row with eight digits');
    if (schema.current! < newest) yield found.older({ schema: schema.current!, script: newest });
    if (schema.current! > newest) yield found.newer({ schema: schema.current!, script: newest });
  },
});
