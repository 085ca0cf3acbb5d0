import type { Define } from './options.ts';
import { phaseOption, repeated, withReports, withSite } from './options.ts';

/** `preflight scan` */
export const scanCommand: Define = (program, streams, done) => {
  const command = program.command('scan').description('Judge an installation before or after an upgrade, and say GO, NO-GO or UNKNOWN.');
  withReports(withSite(command))
    .option('--before <path>', 'the snapshot taken before the upgrade, to compare with')
    .option('--baseline <report>', 'an earlier report (--report json=FILE), to mark what is new')
    .option('--fail-on-new', 'with --baseline: what was there before does not count')
    .option('--no-history', 'do not record this run (PREFLIGHT_HISTORY=off does the same for all)')
    .addOption(phaseOption())
    .option('--from <version>', 'the version before the upgrade; default: what the evidence shows')
    .option('--to <version>', 'the target version')
    .option('--check <glob>', 'only these checks; may be repeated', repeated)
    .addHelpText(
      'after',
      '\nExample:\n  preflight scan --snapshot fixtures/cloudstack/4.2-kvm-vmware --to 4.3.2 --report table --report junit=preflight.xml',
    )
    .action(async options => done(await (await import('../scan.ts')).scan(options, streams)));
};
