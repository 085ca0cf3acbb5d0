import { Option } from 'commander';
import { type Define, phaseOption, withSite } from './options.ts';

/** `preflight plan` */
export const planCommand: Define = (program, streams, done) => {
  const command = program.command('plan').description('The ordered steps of an upgrade; with a target or a snapshot, where the site stands in them.');
  withSite(command)
    .option('--from <version>', 'the version before the upgrade')
    .option('--to <version>', 'the target version')
    .addOption(phaseOption())
    .addOption(
      new Option('--format <format>', 'for the terminal, a change ticket or a program').choices(['text', 'markdown', 'json']).default('text'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  preflight plan --platform cloudstack --from 3.0.7 --to 4.3.2\n  preflight plan --snapshot site.tar.gz --to 4.3.2 --format markdown',
    )
    .action(async options => done(await (await import('../plan.ts')).plan(options, streams)));
};
