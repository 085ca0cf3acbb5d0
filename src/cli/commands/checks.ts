import { type Define, phaseOption, repeated } from './options.ts';

/** `preflight list` */
export const listCommand: Define = (program, streams, done) => {
  program
    .command('list')
    .description('The checks; with --why, which of them apply to an upgrade and why the others do not.')
    .option('--platform <platform>', 'only checks of this platform')
    .option('--snapshot <path>', 'take platform, phase and version from this snapshot')
    .addOption(phaseOption())
    .option('--from <version>', 'the version before the upgrade')
    .option('--to <version>', 'the target version')
    .option('--check <glob>', 'only these checks; may be repeated', repeated)
    .option('--why', 'say for every check why it is in or out')
    .option('--queries', 'say what each check reads, and on which role of host')
    .addHelpText('after', '\nExample:\n  preflight list --why --platform cloudstack --from 4.2.1 --to 4.3.2 --phase pre')
    .action(async options => done(await (await import('../list.ts')).list(options, streams)));
};

/** `preflight explain` */
export const explainCommand: Define = (program, streams, done) => {
  program
    .command('explain')
    .description('All there is to know of one check: why, what it reads, what it can find, how to mend it.')
    .argument('<check>', 'its id, such as cloudstack/storage-pool-trailing-slash')
    .addHelpText('after', '\nExample:\n  preflight explain cloudstack/storage-pool-trailing-slash')
    .action(async id => done(await (await import('../explain.ts')).explain(id, streams)));
};
