import { type Define, repeated } from './options.ts';

/** `preflight permissions` */
export const permissionsCommand: Define = (program, streams, done) => {
  program
    .command('permissions')
    .description('Everything that preflight may read of a platform, by role of host, for the person who has to approve it.')
    .requiredOption('--platform <platform>', 'cloudstack, opennebula or ovirt')
    .option('--check <glob>', 'only for these checks; may be repeated', repeated)
    .option('--grants', 'the SQL statements that allow exactly these tables and columns')
    .option('--account <account>', "with --grants: for whom; default: 'preflight'@'%', or preflight in PostgreSQL")
    .addHelpText('after', "\nExample:\n  preflight permissions --platform cloudstack --grants --account \"'preflight'@'10.0.0.5'\"")
    .action(async options => done(await (await import('../permissions.ts')).permissions(options, streams)));
};
