import { createHash } from 'node:crypto';
import type { Report } from '../model/report.ts';
import { toolVersion } from '../tool-version.ts';
import { VERDICTS } from './counts.ts';
import { failedSections, otherSections } from './html/checks.ts';
import { all, type Child, el, type Markup, raw } from './html/element.ts';
import { matrix } from './html/matrix.ts';
import { baselineSection, changeSection, excludedSection, inputSection, tally, unknownSection, waiverSection } from './html/rest.ts';
import { SCRIPT } from './html/script.ts';
import { STYLE } from './html/style.ts';
import { CELL, OVERALL, sign } from './html/words.ts';
import { oneLine } from './printable.ts';
import type { Reporter } from './reporter.ts';
import { coverageLine, sayTime, unique, waivedCells } from './words.ts';

/** One file for people: it asks nothing of any network, opens from a disk, and can be printed. */
export const html: Reporter = report =>
  page(
    `${report.verdict}: ${report.platform.title}`,
    el('a', { class: 'skip', href: '#failed' }, 'To the findings'),
    el('header', {}, banner(report), facts(report)),
    contents(report),
    el(
      'main',
      {},
      coverage(report),
      baselineSection(report),
      filters(report),
      failedSections(report),
      unknownSection(report),
      otherSections(report),
      waiverSection(report),
      changeSection(report),
      excludedSection(report),
      inputSection(report),
    ),
    footer(report.tool.version),
    raw('script', SCRIPT),
  );

/** For a run that could not give a report. */
export const crashedHtml = (message: string): string =>
  page(
    'preflight could not run',
    el(
      'header',
      { class: 'banner bad' },
      el('h1', {}, sign('?'), 'preflight could not run'),
      el('p', {}, oneLine(message) || 'No reason was given.'),
    ),
    footer(toolVersion),
  );

const hash = (content: string): string => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

/** Nothing may be loaded and nothing run but our own style and script, whatever a name in the report tries. */
const POLICY = `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}; base-uri 'none'; form-action 'none'`;

const page = (title: string, ...body: readonly Child[]): string =>
  `<!DOCTYPE html>\n${
    el(
      'html',
      { lang: 'en' },
      el(
        'head',
        {},
        el('meta', { charset: 'utf-8' }),
        el('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
        el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
        el('meta', { name: 'referrer', content: 'no-referrer' }),
        el('title', {}, oneLine(title)),
        raw('style', STYLE),
      ),
      el('body', {}, ...body),
    ).markup
  }\n`;

function banner({ verdict, reasons }: Report): Markup {
  const { sign: mark, tone } = OVERALL[verdict];
  const why = reasons.map(oneLine).filter(reason => reason !== '');
  return el('div', { class: `banner ${tone}` }, el('h1', {}, sign(mark), verdict), el('p', {}, why.join('; ') || 'No reason was given.'));
}

function facts({ platform, from, to, phase, evidence, time, remarks }: Report): Markup {
  const path = [from, to].filter(version => version !== undefined).join(' → ');
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Platform', platform.title],
    ['Versions', path],
    ['Phase', evidence.kind === 'artifact' ? undefined : phase],
    ['Evidence', `${evidence.name}, taken ${sayTime(time)}`],
    ['Digest', evidence.digest],
    ...remarks.map(remark => ['Remark', remark] as const),
  ];
  return el(
    'dl',
    { class: 'facts' },
    rows.flatMap(([name, value]) => (value ? [el('dt', {}, name), el('dd', {}, oneLine(value))] : [])),
  );
}

/** Only to what is there. */
function contents({ baseline, results, waivers, changes, excluded }: Report): Markup {
  const parts: readonly (readonly [string, string, boolean])[] = [
    ['coverage', 'Coverage', true],
    ['baseline', 'Baseline', baseline !== undefined],
    ['failed', 'Failed', true],
    ['unknowns', 'Unknown', results.some(({ unknowns }) => unknowns.length > 0)],
    ['waivers', 'Waivers', (waivers ?? []).length > 0],
    ['changes', 'Changed', changes !== undefined],
    ['excluded', 'Excluded', excluded.length > 0],
    ['inputs', 'Inputs', true],
  ];
  const links = parts.filter(([, , there]) => there).map(([id, title]) => el('li', {}, el('a', { href: `#${id}` }, title)));
  return el('nav', { 'aria-label': 'Contents' }, el('ul', {}, links));
}

function coverage(report: Report): Markup {
  const waived = waivedCells(report.results);
  return el(
    'section',
    {},
    el('h2', { id: 'coverage' }, 'Coverage'),
    el('p', {}, `${coverageLine(report)}.`),
    el(
      'ul',
      { class: 'tallies' },
      VERDICTS.map(verdict => tally(CELL[verdict].tone, CELL[verdict].sign, report.coverage[verdict], verdict)),
      waived > 0 && tally('calm', '~', waived, 'of the failed are waived'),
    ),
    report.results.length > 0 && matrix(report),
  );
}

const MOST_SUGGESTED = 1000;

/** Hidden until the script shows it: without one it would do nothing. */
function filters({ results }: Report): Markup {
  const hosts = unique(results.flatMap(({ cells }) => cells.flatMap(({ host }) => (host ? [host] : [])))).slice(0, MOST_SUGGESTED);
  const choice = (id: string, label: string, options: readonly string[]): Markup =>
    el(
      'label',
      {},
      label,
      el(
        'select',
        { id: `filter-${id}` },
        el('option', { value: '' }, 'any'),
        options.map(option => el('option', { value: option }, option)),
      ),
    );
  return all(
    el(
      'form',
      { id: 'filters', class: 'filters scripted', hidden: true, role: 'search', 'aria-label': 'Filter the checks' },
      el('label', {}, 'Text', el('input', { id: 'filter-text', type: 'search', autocomplete: 'off' })),
      choice('verdict', 'Verdict', ['fail', 'waived', 'unknown', 'pass', 'skip', 'note']),
      choice('severity', 'Severity', ['blocker', 'warning', 'advice', 'note']),
      el('label', {}, 'Host', el('input', { id: 'filter-host', type: 'search', list: 'hosts', autocomplete: 'off' })),
      el(
        'datalist',
        { id: 'hosts' },
        hosts.map(host => el('option', { value: host })),
      ),
      el('button', { type: 'reset' }, 'Clear'),
      el('button', { type: 'button', id: 'open-all' }, 'Open all'),
      el('button', { type: 'button', id: 'close-all' }, 'Close all'),
      el('output', { id: 'shown', class: 'small', role: 'status', 'aria-live': 'polite' }),
    ),
  );
}

const footer = (version: string): Markup =>
  el('footer', {}, el('p', {}, `Written by preflight ${oneLine(version)}. It only reads, and so does this page.`));
