import { Option } from 'commander';
import { PHASES } from '../../model/phase.ts';
import { type Define, repeated, withSite } from './options.ts';

/** `preflight capture` */
export const captureCommand: Define = (program, streams, done) => {
  const command = program
    .command('capture')
    .description('Ask a live installation what the checks need to know, and write the redacted answers as a snapshot.');
  withSite(command)
    .option('-o, --output <path>', 'a .tar.gz, or a directory')
    .addOption(new Option('--phase <phase>', 'only what checks of this phase ask').choices(['all', ...PHASES]).default('all'))
    .option('--check <glob>', 'only what these checks ask; may be repeated', repeated)
    .option('--force', 'put the new snapshot in the place of one that is there')
    .option('--dry-run', 'print every question per host, and ask nothing')
    .addHelpText('after', '\nExample:\n  preflight capture --target preflight.yaml -o site.tar.gz')
    .action(async options => done(await (await import('../capture.ts')).capture(options, streams)));
};
