import { type Define, withReports } from './options.ts';

/** `preflight history` */
export const historyCommand: Define = (program, streams, done) => {
  const history = program
    .command('history')
    .description('The runs of this user, the newest first. They are in the state directory of the user, and nowhere else.')
    .option('--target <name>', 'only runs of this target, as the list names it')
    .option('--most <number>', 'how many', '20')
    .addHelpText('after', '\nExamples:\n  preflight history\n  preflight history show 12 --report html=run12.html')
    .action(async options => done(await (await import('../history.ts')).historyList(options, streams)));
  withReports(history.command('show').description('The report of a run, in any format.').argument('<run>', 'its number'))
    .addHelpText('after', '\nExample:\n  preflight history show 12 --report html=run12.html')
    .action(async (run, options) => done(await (await import('../history.ts')).historyShow(run, options, streams)));
  history
    .command('forget')
    .description('Remove runs from the history.')
    .argument('[runs...]', 'their numbers')
    .option('--all', 'all of them')
    .addHelpText('after', '\nExamples:\n  preflight history forget 12 13\n  preflight history forget --all')
    .action(async (runs, options) => done(await (await import('../history.ts')).historyForget(runs, options, streams)));
};
