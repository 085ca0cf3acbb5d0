import { Command, CommanderError } from 'commander';
import { Foreseen } from '../model/foreseen.ts';
import { toolVersion } from '../tool-version.ts';
import { captureCommand } from './commands/capture.ts';
import { explainCommand, listCommand } from './commands/checks.ts';
import { diffCommand } from './commands/diff.ts';
import { historyCommand } from './commands/history.ts';
import { initCommand } from './commands/init.ts';
import type { Define, Done } from './commands/options.ts';
import { permissionsCommand } from './commands/permissions.ts';
import { planCommand } from './commands/plan.ts';
import { scanCommand } from './commands/scan.ts';
import { signCommands } from './commands/sign.ts';
import { verifyCommand } from './commands/verify.ts';
import type { Streams } from './streams.ts';

const COULD_NOT_RUN = 3;

/** Runs one command and returns the exit code. It never calls `process.exit`. */
export async function main(args: readonly string[], streams: Streams): Promise<number> {
  quietBrokenPipe(streams);
  let exitCode = 0;
  const program = commands(streams, code => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    return failed(error as Error, streams, args.includes('--debug'));
  }
}

/** `preflight scan | head` is not an error. */
function quietBrokenPipe({ stdout, stderr }: Streams): void {
  for (const stream of [stdout, stderr]) {
    stream.on?.('error', error => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

function failed(error: Error, { stderr }: Streams, debug: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : COULD_NOT_RUN;
  stderr.write(`preflight: ${error.message}\n`);
  if (debug) stderr.write(`${error.stack}\n`);
  else if (!(error instanceof Foreseen))
    stderr.write('This should not have happened. Run it again with --debug for the details, and please report them.\n');
  return COULD_NOT_RUN;
}

/** In the order of the help. */
const COMMANDS: readonly Define[] = [
  scanCommand,
  captureCommand,
  verifyCommand,
  planCommand,
  diffCommand,
  historyCommand,
  signCommands,
  listCommand,
  explainCommand,
  permissionsCommand,
  initCommand,
];

function commands(streams: Streams, done: Done): Command {
  const program = new Command('preflight')
    .description('Validates an Apache CloudStack, OpenNebula or oVirt installation before and after an upgrade. It only reads.')
    .version(toolVersion)
    .option('--debug', 'print the stack trace of an error')
    .exitOverride()
    .configureOutput({ writeOut: text => streams.stdout.write(text), writeErr: text => streams.stderr.write(text) })
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', HELP);
  for (const define of COMMANDS) define(program, streams, done);
  return program;
}

const HELP = `
Examples:
  preflight scan --snapshot site.tar.gz --to 4.3.2      judge a captured snapshot
  preflight capture --target preflight.yaml -o site.tar.gz
  preflight verify apache-cloudstack-4.3.2-src.tar.bz2  signature and checksums of a release
  preflight plan --platform cloudstack --from 4.2.1 --to 4.3.2
  preflight list --why --snapshot site.tar.gz --to 4.3.2
  preflight explain cloudstack/storage-pool-trailing-slash

Exit codes: 0 GO, 1 NO-GO, 2 UNKNOWN, 3 preflight could not run.`;
