import type { Result } from '../model/report.ts';
import { isLink } from './links.ts';
import { inlineMarkdown } from './markdown-text.ts';
import { oneLine } from './printable.ts';
import { LEVEL, type Level, type SarifResult, sarifText } from './sarif-parts.ts';
import { BLIND } from './unknowns.ts';

/** What GitHub shows beside an alert. */
export interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: Level };
  readonly properties: Readonly<Record<string, unknown>>;
}

const BLIND_RULE: Rule = {
  id: BLIND,
  shortDescription: { text: 'Everything that is to be checked can be looked at' },
  fullDescription: { text: 'Something could not be looked at, so the verdict is open. Unknown is never a pass.' },
  help: {
    text: 'The message says which host, which checks it costs, and why. Mend the access, or exclude the host or check on purpose.',
    markdown: 'The message says which host, which checks it costs, and why. Mend the access, or exclude the host or check on purpose.',
  },
  defaultConfiguration: { level: 'error' },
  properties: { 'problem.severity': 'error', precision: 'very-high', tags: ['coverage'] },
};

/** The rule of every alert, each once, in the order of the report. */
export function rulesOf(results: readonly Result[], alerts: readonly SarifResult[]): Rule[] {
  const wanted = new Set(alerts.map(({ ruleId }) => ruleId));
  const rules = new Map(results.map(result => [sarifText(result.check, 'check'), result] as const));
  const own = [...rules].filter(([id]) => wanted.has(id) && id !== BLIND).map(([id, result]) => ruleOf(id, result));
  return wanted.has(BLIND) ? [...own, BLIND_RULE] : own;
}

const PROBLEM = { blocker: 'error', warning: 'warning', advice: 'recommendation' } as const;

function ruleOf(id: string, { check, title, why, severity, refs }: Result): Rule {
  const help = refs.find(isLink);
  const sources = refs.map(oneLine).filter(ref => ref !== '');
  return {
    id,
    shortDescription: { text: sarifText(title, id) },
    fullDescription: { text: sarifText(why, id) },
    help: {
      text: sarifText([why, ...sources.map(ref => `See: ${ref}`)].join(' '), id),
      markdown: [inlineMarkdown(why) || inlineMarkdown(id), ...refs.filter(isLink).map(ref => `- <${ref}>`)].join('\n\n'),
    },
    ...(help !== undefined && { helpUri: help }),
    defaultConfiguration: { level: LEVEL[severity] },
    properties: { 'problem.severity': PROBLEM[severity], precision: 'very-high', tags: tagsOf(check) },
  };
}

/** The platform; GitHub filters by it. */
const tagsOf = (check: string): string[] => [sarifText(check.split('/')[0]!, 'check')];
