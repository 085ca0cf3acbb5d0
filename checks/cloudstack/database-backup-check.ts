import { attempt, type Context, each, type Found, type Judged, undecided } from '../../src/index.ts';
import { type BackupEvidence, judgeBackup } from './database-backup.ts';
import { backupFixes, backupMessages } from './database-backup-words.ts';
import { backupInput, backupsTested, cloudBackup, dumpPaths, type Schema, usageBackup } from './facts/backups.ts';
import { databaseNames } from './facts/database-names.ts';
import { cloudBackupLines, usageBackupLines } from './facts/dump-lines.ts';
import { managementServers } from './facts/mshosts.ts';

const FACTS = { cloud: { ...cloudBackup, ...cloudBackupLines }, cloud_usage: { ...usageBackup, ...usageBackupLines } } as const;
const INPUTS = { cloudBackup: backupInput.cloud, usageBackup: backupInput.cloud_usage, backupsTested };

/** What the checks of the two dumps share: all but their names and reasons. */
export const databaseBackup = (schema: Schema) => ({
  severity: 'blocker' as const,
  applies: {
    platform: 'cloudstack',
    phases: ['stopped', 'installed'] as const,
    because: 'the dump is made when the management servers are stopped, and cannot be made any more when the upgrade has begun',
  },
  fix: backupFixes(schema, backupInput[schema].name),
  refs: [
    'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3',
    'https://github.com/apache/cloudstack/issues/8546',
  ],
  needs: {
    dumpOnDatabase: each(attempt(FACTS[schema].dumpOnDatabase)),
    dumpOnManagement: each(attempt(FACTS[schema].dumpOnManagement)),
    filesOnDatabase: each(attempt(FACTS[schema].filesOnDatabase)),
    filesOnManagement: each(attempt(FACTS[schema].filesOnManagement)),
    linesOnDatabase: each(attempt(FACTS[schema].linesOnDatabase)),
    linesOnManagement: each(attempt(FACTS[schema].linesOnManagement)),
    servers: attempt(managementServers),
    names: each(attempt(databaseNames)),
  },
  inputs: INPUTS,
  messages: backupMessages,
  judge(evidence: BackupEvidence, found: Found<typeof backupMessages>, { phase, to, inputs }: Context<typeof INPUTS>): Judged {
    const given = schema === 'cloud' ? inputs.cloudBackup : inputs.usageBackup;
    const input = backupInput[schema].name;
    if (given !== '' && !given.startsWith('/')) return [undecided(`input ${input} is ${JSON.stringify(given)}, which is no absolute path`)];
    return judgeBackup(evidence, found, {
      schema,
      phase,
      to,
      paths: dumpPaths({ [input]: given }, schema),
      given: given !== '',
      tested: inputs.backupsTested,
      shared: given !== '' && inputs.cloudBackup === inputs.usageBackup,
      input,
    });
  },
});
