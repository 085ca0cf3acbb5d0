import type { Overall, Report, Result, Verdict, WaiverState } from '../model/report.ts';
import { toolVersion } from '../tool-version.ts';
import { printable } from './printable.ts';
import type { Reporter } from './reporter.ts';
import { isFresh, isKnown, isNote, isWaived } from './words.ts';

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

/** One gauge. The name follows promtool's rules: snake case, base units, no suffix that belongs to another type. */
interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

const OVERALLS: readonly Overall[] = ['GO', 'NO-GO', 'UNKNOWN'];
const VERDICTS: readonly Verdict[] = ['pass', 'fail', 'skip', 'unknown'];
const SEVERITIES = ['blocker', 'warning', 'advice', 'note'] as const;
const WAIVERS: readonly WaiverState['state'][] = ['used', 'unused', 'expired'];

/** A series each; hosts are no label at all, so that the count of series depends on the checks and on nothing else. */
const MOST_CHECKS = 500;

/** For the textfile collector of node_exporter. */
export const prometheus: Reporter = report => document([up(true), ...metricsOf(report)]);

/** For a run that could not give a report: no verdict, and `preflight_run_success` says why. The old series end with the old file. */
export const crashedPrometheus = (_message: string): string =>
  document([up(false), { name: 'preflight_info', help: INFO, samples: [[{ version: toolVersion }, 1]] }]);

const INFO = 'What was run, and against what.';
const up = (success: boolean): Metric => ({
  name: 'preflight_run_success',
  help: 'Whether the last run could judge at all: 1, or 0 where it broke.',
  samples: [[{}, Number(success)]],
});

function metricsOf(report: Report): Metric[] {
  const { tool, platform, phase, from = '', to = '', verdict, time, coverage } = report;
  return [
    { name: 'preflight_info', help: INFO, samples: [[{ version: tool.version, platform: platform.id, phase, from, to }, 1]] },
    { name: 'preflight_verdict', help: 'The verdict of the run: 1 for the one it is.', samples: stateSet('verdict', OVERALLS, verdict) },
    {
      name: 'preflight_evidence_timestamp_seconds',
      help: 'When the evidence was taken, in seconds since 1970.',
      samples: secondsOf(time),
    },
    {
      name: 'preflight_cells',
      help: 'Checks times hosts, by verdict.',
      samples: VERDICTS.map((one): Sample => [{ verdict: one }, coverage[one]]),
    },
    { name: 'preflight_coverage_ratio', help: 'How much of what applies was decided, from 0 to 1.', samples: [[{}, coverageRatio(report)]] },
    { name: 'preflight_findings', help: 'Findings, by severity and by what became of them.', samples: findingSamples(report) },
    ...checkMetrics(report.results),
    ...waiverMetrics(report),
    ...baselineMetrics(report),
  ];
}

const stateSet = (label: string, states: readonly string[], is: string): Sample[] => states.map(one => [{ [label]: one }, Number(one === is)]);

function secondsOf(time: string): Sample[] {
  const seconds = Date.parse(time) / 1000;
  return Number.isFinite(seconds) ? [[{}, seconds]] : [];
}

const coverageRatio = ({ coverage: { pass, fail, unknown } }: Report): number => (pass + fail === 0 ? 0 : (pass + fail) / (pass + fail + unknown));

function findingSamples({ results }: Report): Sample[] {
  const all = results.flatMap(({ findings }) => findings);
  const states = { new: isFresh, known: isKnown, waived: isWaived };
  return SEVERITIES.flatMap(severity => {
    const some = all.filter(finding => finding.severity === severity);
    if (severity === 'note') return [[{ severity, state: 'new' }, some.filter(isNote).length] satisfies Sample];
    return Object.entries(states).map(([state, is]): Sample => [{ severity, state }, some.filter(is).length]);
  });
}

/** The worst verdict counts where a check stands twice: equal series would make the collector drop the whole file. */
const WORST: readonly Verdict[] = ['fail', 'unknown', 'pass', 'skip'];

function checkMetrics(results: readonly Result[]): Metric[] {
  const worst = new Map<string, Result>();
  for (const result of results) {
    const name = printable(result.check);
    const seen = worst.get(name);
    if (!seen || WORST.indexOf(result.verdict) < WORST.indexOf(seen.verdict)) worst.set(name, result);
  }
  const kept = [...worst].slice(0, MOST_CHECKS);
  const samples = kept.flatMap(([check, { severity, verdict }]) =>
    stateSet('verdict', VERDICTS, verdict).map(([labels, value]): Sample => [{ check, severity, ...labels }, value]),
  );
  const left: Metric = {
    name: 'preflight_checks_left_out',
    help: `Checks without a series of their own, because there are more than ${MOST_CHECKS}.`,
    samples: [[{}, worst.size - kept.length]],
  };
  return [{ name: 'preflight_check_verdict', help: 'The verdict of each check: 1 for the one it is.', samples }, left];
}

function waiverMetrics({ waivers }: Report): Metric[] {
  if (waivers === undefined) return [];
  const ends = waivers.filter(({ state }) => state === 'used').map(({ until }) => Date.parse(`${until}T24:00:00Z`) / 1000);
  const soonest = ends.filter(Number.isFinite).reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return [
    {
      name: 'preflight_waivers',
      help: 'Waivers of the target file, by what became of them.',
      samples: WAIVERS.map((state): Sample => [{ state }, waivers.filter(one => one.state === state).length]),
    },
    {
      name: 'preflight_waiver_next_expiry_timestamp_seconds',
      help: 'When the first waiver that is in use ends, in seconds since 1970.',
      samples: Number.isFinite(soonest) ? [[{}, soonest]] : [],
    },
  ];
}

function baselineMetrics({ baseline }: Report): Metric[] {
  if (baseline === undefined) return [];
  const changes = [
    ['new', baseline.new],
    ['known', baseline.known],
    ['gone', baseline.gone],
  ] as const;
  return [
    {
      name: 'preflight_baseline_findings',
      help: 'Findings compared with the baseline.',
      samples: changes.map(([change, count]): Sample => [{ change }, count]),
    },
  ];
}

const document = (metrics: readonly Metric[]): string =>
  metrics
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help, samples }) =>
      [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples.map(([labels, value]) => `${name}${labelled(labels)} ${value}`)].join('\n'),
    )
    .join('\n')
    .concat('\n');

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"' };

/** Label values are printable, so the line break, the third that must be escaped, is never there. */
function labelled(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${printable(value).replace(/[\\"]/g, one => ESCAPES[one]!)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
