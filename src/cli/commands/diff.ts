import { Option } from 'commander';
import type { Define } from './options.ts';

/** `preflight diff` */
export const diffCommand: Define = (program, streams, done) => {
  program
    .command('diff')
    .description('What is different between two reports (fixed, new), or between two snapshots (rows, lines and files that came, went or changed).')
    .argument('<first>', 'a report (--report json=FILE) or a snapshot, the earlier one')
    .argument('<second>', 'another of the same kind')
    .addOption(new Option('--format <format>', 'for the terminal or a program').choices(['text', 'json']).default('text'))
    .option('--fail-on-new', 'exit with 1 where the second report has findings that the first has not, with 2 where it could not tell')
    .addHelpText('after', '\nExamples:\n  preflight diff before.tar.gz after.tar.gz\n  preflight diff before.json after.json --fail-on-new')
    .action(async (first, second, options) => done(await (await import('../diff.ts')).diff(first, second, options, streams)));
};
