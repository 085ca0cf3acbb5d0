import { Command, CommanderError, Option } from 'commander';
import { Foreseen } from '../model/foreseen.ts';
import { PHASES } from '../model/phase.ts';
import { toolVersion } from '../tool-version.ts';
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

type Done = (exitCode: number) => void;

function commands(streams: Streams, done: Done): Command {
  const program = new Command('preflight')
    .description('Validates an Apache CloudStack, OpenNebula or oVirt installation before and after an upgrade. It only reads.')
    .version(toolVersion)
    .option('--debug', 'print the stack trace of an error')
    .exitOverride()
    .configureOutput({ writeOut: text => streams.stdout.write(text), writeErr: text => streams.stderr.write(text) })
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', HELP);
  scanCommand(program, streams, done);
  captureCommand(program, streams, done);
  verifyCommand(program, streams, done);
  listCommand(program, streams, done);
  explainCommand(program, streams, done);
  initCommand(program, streams, done);
  return program;
}

const HELP = `
Examples:
  preflight scan --snapshot site.tar.gz --to 4.3.2      judge a captured snapshot
  preflight capture --target preflight.yaml -o site.tar.gz
  preflight verify apache-cloudstack-4.3.2-src.tar.bz2  signature and checksums of a release
  preflight list --why --snapshot site.tar.gz --to 4.3.2
  preflight explain cloudstack/storage-pool-trailing-slash

Exit codes: 0 GO, 1 NO-GO, 2 UNKNOWN, 3 preflight could not run.`;

const repeated = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

const phaseOption = (): Option =>
  new Option(
    '--phase <phase>',
    'where the maintenance window stands: pre (everything still runs), stopped (services down, packages old), installed (packages new, not started), post (running again)',
  ).choices(['pre', 'stopped', 'installed', 'post']);

const severityOption = (): Option =>
  new Option('--fail-on <severity>', 'the least severity that makes a NO-GO').choices(['blocker', 'warning', 'advice']).default('blocker');

function scanCommand(program: Command, streams: Streams, done: Done): void {
  withReports(
    program
      .command('scan')
      .description('Judge an installation before or after an upgrade, and say GO, NO-GO or UNKNOWN.')
      .option('--snapshot <path>', 'a captured snapshot: a directory or a .tar.gz')
      .option('--target <file>', 'the target file of a live installation (preflight init writes one)')
      .option('--platform <platform>', 'with --host or --inventory: the platform')
      .option('--host <role=host>', 'a live host without a target file, such as management=root@mgmt1; may be repeated', repeated)
      .option('--inventory <file>', 'the output of ansible-inventory --list')
      .option('--ssh-config <file>', 'instead of ~/.ssh/config, as ssh -F')
      .option('--accept-new-host-keys', 'trust SSH hosts that are not in known_hosts, and add them; changed keys are refused all the same')
      .option('--verbose', 'say what is asked of whom')
      .option('--before <path>', 'the snapshot taken before the upgrade, to compare with')
      .addOption(phaseOption())
      .option('--from <version>', 'the version before the upgrade; default: what the evidence shows')
      .option('--to <version>', 'the target version')
      .option('--check <glob>', 'only these checks; may be repeated', repeated)
      .option('--input <name=value>', 'what only you know, such as md5-clients=yes; may be repeated (see: preflight explain CHECK)', repeated),
  )
    .addHelpText(
      'after',
      '\nExample:\n  preflight scan --snapshot fixtures/cloudstack/4.2-kvm-vmware --to 4.3.2 --report table --report junit=preflight.xml',
    )
    .action(async options => done(await (await import('./scan.ts')).scan(options, streams)));
}

function captureCommand(program: Command, streams: Streams, done: Done): void {
  program
    .command('capture')
    .description('Ask a live installation what the checks need to know, and write the redacted answers as a snapshot.')
    .option('-o, --output <path>', 'a .tar.gz, or a directory')
    .option('--target <file>', 'the target file (preflight init writes one)')
    .option('--platform <platform>', 'with --host or --inventory: the platform')
    .option('--host <role=host>', 'a host without a target file, such as management=root@mgmt1; may be repeated', repeated)
    .option('--inventory <file>', 'the output of ansible-inventory --list')
    .option('--ssh-config <file>', 'instead of ~/.ssh/config, as ssh -F')
    .option('--snapshot <path>', 'another snapshot instead of a live installation, for instance to redact it')
    .option('--accept-new-host-keys', 'trust SSH hosts that are not in known_hosts, and add them; changed keys are refused all the same')
    .addOption(new Option('--phase <phase>', 'only what checks of this phase ask').choices(['all', ...PHASES]).default('all'))
    .option('--check <glob>', 'only what these checks ask; may be repeated', repeated)
    .option('--input <name=value>', 'what only you know; may be repeated', repeated)
    .option('--dry-run', 'print every question per host, and ask nothing')
    .option('--verbose', 'say what is asked of whom')
    .addHelpText('after', '\nExample:\n  preflight capture --target preflight.yaml -o site.tar.gz')
    .action(async options => done(await (await import('./capture.ts')).capture(options, streams)));
}

function initCommand(program: Command, streams: Streams, done: Done): void {
  program
    .command('init')
    .description('Write a commented target file to start from.')
    .requiredOption('--platform <platform>', 'cloudstack or opennebula')
    .argument('[file]', 'where to write it', 'preflight.yaml')
    .addHelpText('after', '\nExample:\n  preflight init --platform cloudstack preflight.yaml')
    .action(async (file, { platform }) => done(await (await import('./init.ts')).init({ platform, file }, streams)));
}

function verifyCommand(program: Command, streams: Streams, done: Done): void {
  withReports(
    program
      .command('verify')
      .description('Verify a downloaded release: OpenPGP signature and checksums. Companions are found beside it by name.')
      .argument('<file>', 'the release')
      .option('--keys <file>', 'the KEYS file of the project')
      .option('--signature <file>', 'the detached signature')
      .option('--checksums <file>', 'a checksum file; may be repeated', repeated),
  )
    .addHelpText('after', '\nExample:\n  preflight verify apache-cloudstack-4.3.2-src.tar.bz2 --keys KEYS')
    .action(async (file, options) => done(await (await import('./verify.ts')).verify(file, options, streams)));
}

function listCommand(program: Command, streams: Streams, done: Done): void {
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
    .action(async options => done(await (await import('./list.ts')).list(options, streams)));
}

function explainCommand(program: Command, streams: Streams, done: Done): void {
  program
    .command('explain')
    .description('All there is to know of one check: why, what it reads, what it can find, how to mend it.')
    .argument('<check>', 'its id, such as cloudstack/storage-pool-trailing-slash')
    .addHelpText('after', '\nExample:\n  preflight explain cloudstack/storage-pool-trailing-slash')
    .action(async id => done(await (await import('./explain.ts')).explain(id, streams)));
}

const withReports = (command: Command): Command =>
  command
    .addOption(severityOption())
    .option('--report <format[=file]>', 'table, json or junit; to a file, or to standard output; may be repeated (default: table)', repeated)
    .option('--all', 'show passes, skips and notes too')
    .option('--color', 'colour, even where standard output is no terminal')
    .option('--no-color', 'no colour, even on a terminal')
    .addOption(
      new Option('--junit-warnings <as>', 'how findings below the threshold appear in JUnit').choices(['pass', 'skip', 'fail']).default('pass'),
    );
