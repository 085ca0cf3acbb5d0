import { SEVERITIES } from '../model/check.ts';
import type { Overall, Report, Result } from '../model/report.ts';
import { countsByHost, sumOf, VERDICTS } from './counts.ts';
import { checkBlock } from './markdown-check.ts';
import { cellCode, code, folded, inlineMarkdown, row } from './markdown-text.ts';
import type { Reporter } from './reporter.ts';
import { causesOf } from './unknowns.ts';
import { waiverEffect, waiverScope, waiversOf, waiverTerms } from './waivers.ts';
import {
  badness,
  countOf,
  coverageLine,
  isFresh,
  isKnown,
  isNote,
  isWaived,
  listOf,
  placeOf,
  say,
  sayBaseline,
  sayTime,
  sayWaived,
} from './words.ts';

const MARK: Readonly<Record<Overall, string>> = { GO: '✅', 'NO-GO': '⛔', UNKNOWN: '❔' };
const TITLES = { blocker: 'Blockers', warning: 'Warnings', advice: 'Advice' } as const;

/** GitHub takes 1 MiB for the summary of a step, and drops all of it above. */
const MOST_BYTES = 1_000_000;
const MOST_HOSTS = 50;
const MOST_CAUSES = 200;
const MOST_ENTRIES = 500;

/** For the summary of a CI step or a change ticket: the verdict first, details folded. What does not fit is counted. */
export const markdown: Reporter = (report, { all }) => {
  const sections = [
    headBlocks(report),
    hostBlocks(report),
    ...SEVERITIES.map(severity =>
      failedBlocks(
        TITLES[severity],
        report.results.filter(result => badness(result, isFresh) === severity),
        isFresh,
        all,
      ),
    ),
    failedBlocks('Known from the baseline', knownOf(report), isKnown, all),
    unknownBlocks(report),
    waivedBlocks(report),
    changeBlocks(report),
    restBlocks(report),
  ];
  return `${fitting(sections.flat()).join('\n\n')}\n`;
};

/** The worst first. */
const knownOf = ({ results }: Report): Result[] =>
  SEVERITIES.flatMap(severity => results.filter(result => result.findings.some(isKnown) && badness(result, isKnown) === severity));

/** For a run that could not give a report. */
export const crashedMarkdown = (message: string): string =>
  `# ${MARK.UNKNOWN} preflight could not run\n\n${inlineMarkdown(message) || 'No reason was given.'}\n`;

/** Blocks in their order while there is room; a block that does not fit is left out whole, so that nothing is left open. */
function fitting(blocks: readonly string[]): string[] {
  let room = MOST_BYTES;
  const kept = blocks.filter(block => {
    const size = Buffer.byteLength(block) + 2;
    if (size <= room) room -= size;
    else return false;
    return true;
  });
  const left = blocks.length - kept.length;
  return left === 0 ? kept : [...kept, `**${countOf(left, 'part')} of this report did not fit here**: see \`--report html\` or \`--report json\`.`];
}

function headBlocks(report: Report): string[] {
  const { verdict, reasons, platform, from, to, phase, evidence, time, tool, baseline, remarks } = report;
  const path = [from === undefined ? '' : ` ${from}`, to === undefined ? '' : ` → ${to}`].join('');
  const facts = [
    row('Platform', inlineMarkdown(`${platform.title}${path}`)),
    ...(evidence.kind === 'artifact' ? [] : [row('Phase', phase)]),
    row('Evidence', `${cellCode(evidence.name)}, taken ${inlineMarkdown(sayTime(time))}`),
    ...(evidence.digest ? [row('Digest', cellCode(evidence.digest))] : []),
    ...(baseline ? [row('Baseline', inlineMarkdown(sayBaseline(baseline)))] : []),
    row('preflight', inlineMarkdown(tool.version)),
  ];
  return [
    `# ${MARK[verdict]} ${verdict}`,
    reasons.map(inlineMarkdown).filter(Boolean).join('; ') || 'No reason was given.',
    `**Coverage**: ${coverageLine(report)}.`,
    ['| | |', '| --- | --- |', ...facts].join('\n'),
    ...list(remarks.map(inlineMarkdown)),
  ];
}

function hostBlocks({ results, coverage }: Report): string[] {
  const hosts = countsByHost(results);
  if (hosts.length === 0) return [];
  const shown = hosts.slice(0, MOST_HOSTS);
  const rest = hosts.slice(MOST_HOSTS);
  const counts = (name: string, of: ReturnType<typeof sumOf>): string => row(name, ...VERDICTS.map(verdict => say(of[verdict])));
  const rows = [
    row('Host', '✗ Fail', '? Unknown', '✓ Pass', '– Skip'),
    '| --- | ---: | ---: | ---: | ---: |',
    ...shown.map(({ host, counts: own }) => counts(host ? cellCode(host) : '(no host)', own)),
    ...(rest.length > 0 ? [counts(`${say(rest.length)} more hosts`, sumOf(rest.map(one => one.counts)))] : []),
    counts('**Total**', coverage),
  ];
  return [folded(`Coverage of ${countOf(hosts.filter(({ host }) => host).length, 'host')}`, [rows.join('\n')])];
}

function failedBlocks(title: string, results: readonly Result[], counts: typeof isFresh, all: boolean): string[] {
  if (results.length === 0) return [];
  const findings = results.reduce((sum, result) => sum + result.findings.filter(counts).length, 0);
  return [
    `## ${title}: ${countOf(results.length, 'check')}, ${countOf(findings, 'finding')}`,
    ...results.map(result => checkBlock(result, result.findings.filter(counts), all)),
  ];
}

function unknownBlocks({ results }: Report): string[] {
  const causes = causesOf(results);
  if (causes.length === 0) return [];
  const entries = causes.slice(0, MOST_CAUSES).map(({ host, status, reason, checks, facts }) => {
    const cost = host ? `${code(host)} costs ${countOf(checks.length, 'check')}` : countOf(checks.length, 'check');
    const looked = facts.length === 0 ? '' : ` (${listOf(facts.map(inlineMarkdown), 5)})`;
    return `${cost}: **${status}**, ${inlineMarkdown(reason) || 'no reason was given'}: ${listOf(checks.map(code), 5)}${looked}`;
  });
  return [`## Could not be looked at: ${countOf(causes.length, 'cause')}`, ...list(entries, causes.length)];
}

function waivedBlocks(report: Report): string[] {
  const accepted = report.results.flatMap(({ check, findings }) => findings.filter(isWaived).map(finding => ({ check, finding })));
  const findings = accepted.slice(0, MOST_ENTRIES).map(({ check, finding }) => {
    const place = placeOf(finding);
    return `${code(check)} ${finding.severity}${place && `, ${inlineMarkdown(place)}`}: ${inlineMarkdown(finding.text)} — ${inlineMarkdown(sayWaived(finding.waived!))}`;
  });
  const all = waiversOf(report);
  const waivers = all.slice(0, MOST_ENTRIES).map(waiver => {
    const said = [waiverEffect(waiver), waiverTerms(waiver), ...waiver.remarks].map(inlineMarkdown).join('; ');
    return `${waiver.state === 'used' ? '' : '⚠️ '}**${waiver.state}** ${inlineMarkdown(waiverScope(waiver))}: ${said}`;
  });
  return [
    ...(findings.length > 0 ? [`## Waived: ${countOf(accepted.length, 'finding')}`, ...list(findings, accepted.length)] : []),
    ...(waivers.length > 0 ? [`## Waivers: ${say(all.length)}`, ...list(waivers, all.length)] : []),
  ];
}

/** One line for each detail, so that what is folded can be read down. */
function changeBlocks({ changes }: Report): string[] {
  if (changes === undefined) return [];
  const lines = changes.flatMap(({ host, evidence, details, more }) => [
    ...details.map(({ sign, text }) => `${code(host)} ${code(evidence)}: ${code(sign)} ${inlineMarkdown(text)}`),
    ...(more > 0 ? [`${code(host)} ${code(evidence)}: … and ${say(more)} more`] : []),
  ]);
  const title = `Changed since before the upgrade: ${countOf(changes.length, 'answer')}`;
  return [lines.length === 0 ? `${title}.` : folded(title, list(lines.slice(0, MOST_ENTRIES), lines.length))];
}

function restBlocks({ results, excluded }: Report): string[] {
  const of = (verdict: Result['verdict']): readonly Result[] => results.filter(result => result.verdict === verdict);
  const notes = results.flatMap(({ check, findings }) => findings.filter(isNote).map(({ text }) => `${code(check)}: ${inlineMarkdown(text)}`));
  const parts: readonly (readonly [string, readonly string[]])[] = [
    [countOf(notes.length, 'note'), notes],
    [`${countOf(of('pass').length, 'check')} passed`, of('pass').map(({ check, title }) => `${code(check)}: ${inlineMarkdown(title)}`)],
    [
      `${countOf(of('skip').length, 'check')} skipped`,
      of('skip').map(({ check, skipped }) => `${code(check)}: ${inlineMarkdown(skipped ?? '') || 'no reason was given'}`),
    ],
    [
      `${countOf(excluded.length, 'check')} not for this path or phase`,
      excluded.map(({ check, reason }) => `${code(check)}: ${inlineMarkdown(reason) || 'no reason was given'}`),
    ],
  ];
  return parts.flatMap(([title, entries]) => (entries.length === 0 ? [] : [folded(title, list(entries.slice(0, MOST_ENTRIES), entries.length))]));
}

function list(entries: readonly string[], total = entries.length): string[] {
  const some = entries.filter(Boolean);
  if (some.length === 0) return [];
  const left = total - entries.length;
  return [[...some.map(entry => `- ${entry}`), ...(left > 0 ? [`- … and ${say(left)} more: see \`--report json\``] : [])].join('\n')];
}
