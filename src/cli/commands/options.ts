import { type Command, Option } from 'commander';
import type { Streams } from '../streams.ts';

/** Where a command says its exit code. */
export type Done = (exitCode: number) => void;

/** Adds one command. It only describes: what runs is loaded when it runs, so that `--help` is fast. */
export type Define = (program: Command, streams: Streams, done: Done) => void;

/** For an option that may be given several times. */
export const repeated = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

export const phaseOption = (): Option =>
  new Option(
    '--phase <phase>',
    'where the maintenance window stands: pre (everything still runs), stopped (services down, packages old), installed (packages new, not started), post (running again)',
  ).choices(['pre', 'stopped', 'installed', 'post']);

/** Where to look: as `openSite` takes it. */
export const withSite = (command: Command): Command =>
  command
    .option('--snapshot <path>', 'a captured snapshot: a directory or a .tar.gz')
    .option(
      '--target <file>',
      'the target file of a live installation (preflight init writes one); beside --snapshot: its inputs, answers and waivers',
    )
    .option('--platform <platform>', 'with --host or --inventory: the platform')
    .option('--host <role=host>', 'a live host without a target file, such as management=root@mgmt1; may be repeated', repeated)
    .option('--inventory <file>', 'the output of ansible-inventory --list')
    .option('--ssh-config <file>', 'instead of ~/.ssh/config, as ssh -F')
    .option('--accept-new-host-keys', 'trust SSH hosts that are not in known_hosts, and add them; changed keys are refused all the same')
    .option('--allow-traces', 'also run the few commands that leave a line in a log or refresh a cache; preflight list --queries names them')
    .option('--input <name=value>', 'what only you know, such as md5-clients=yes; may be repeated (see: preflight explain CHECK)', repeated)
    .option('--verbose', 'say what is asked of whom');

/** How a report is judged and written. */
export const withReports = (command: Command): Command =>
  command
    .addOption(
      new Option('--fail-on <severity>', 'the least severity that makes a NO-GO').choices(['blocker', 'warning', 'advice']).default('blocker'),
    )
    .option(
      '--report <format[=file]>',
      'table, json, jsonl, junit, sarif, gitlab, markdown, html or prometheus; to a file, or to standard output; may be repeated (default: table)',
      repeated,
    )
    .option('--all', 'show passes, skips and notes too')
    .option('--color', 'colour, even where standard output is no terminal')
    .option('--no-color', 'no colour, even on a terminal')
    .addOption(
      new Option('--junit-warnings <as>', 'how findings below the threshold appear in JUnit').choices(['pass', 'skip', 'fail']).default('pass'),
    );
