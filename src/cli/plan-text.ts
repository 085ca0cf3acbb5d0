import { countOf } from '../engine/verdict.ts';
import type { StepState, WindowStep } from '../engine/window.ts';
import { PHASES, type Phase } from '../model/phase.ts';
import { inlineMarkdown } from '../reporters/markdown-text.ts';
import { printable, printableJson } from '../reporters/printable.ts';
import type { PlanFlags, WindowPlan } from './plan.ts';

const HEADINGS: Readonly<Record<Phase, string>> = {
  pre: 'Before the window, while everything runs',
  stopped: 'Services stopped, packages old',
  installed: 'Packages new, not yet started',
  post: 'Running again',
};

const MARKS: Readonly<Record<StepState, string>> = {
  done: '[x]',
  'to do': '[ ]',
  blocked: '[!]',
  unknown: '[?]',
  later: '[ ]',
  'not here': '[-]',
  unseen: '[ ]',
};

/** Reasons of one step that are shown; the rest are counted. */
const MOST_REASONS = 3;

/** A plan for the terminal, for a change ticket or for a program. */
export function planText(plan: WindowPlan, format: PlanFlags['format']): string {
  if (format === 'json') return `${printableJson(JSON.stringify({ ...plan, report: plan.report?.verdict }, undefined, 2))}\n`;
  const words = format === 'markdown' ? markdownPlan : terminalPlan;
  return `${[...words(plan), '', summary(plan)].join('\n')}\n`;
}

const titleOf = ({ title, from = 'an unknown version', to = 'an unknown version', phase, report }: WindowPlan): string =>
  `${title}: ${from} → ${to}${report ? `, seen in phase ${phase}` : ''}`;

const byPhase = ({ steps }: WindowPlan): [Phase, WindowStep[]][] =>
  PHASES.map((phase): [Phase, WindowStep[]] => [phase, steps.filter(step => step.phase === phase)]).filter(([, own]) => own.length > 0);

function terminalPlan(plan: WindowPlan): string[] {
  let number = 0;
  return [
    printable(titleOf(plan)),
    ...byPhase(plan).flatMap(([phase, steps]) => ['', `${HEADINGS[phase]} (${phase})`, ...steps.flatMap(step => terminalStep(step, ++number))]),
  ];
}

const terminalStep = (step: WindowStep, number: number): string[] => [
  `${String(number).padStart(3)} ${MARKS[step.state]} ${printable(step.step)}`,
  `        ${[step.where, ...(step.manual ? ['asks a person'] : []), ...(shown(step) ? [step.state] : []), step.checks.join(', ')].join(' · ')}`,
  ...reasons(step).map(reason => `        ${printable(reason)}`),
];

const shown = ({ state }: WindowStep): boolean => state !== 'unseen' && state !== 'later';

function reasons({ because }: WindowStep): string[] {
  const more = because.length - MOST_REASONS;
  return [...because.slice(0, MOST_REASONS), ...(more > 0 ? [`… and ${more} more`] : [])];
}

function markdownPlan(plan: WindowPlan): string[] {
  return [
    `# ${inlineMarkdown(titleOf(plan))}`,
    ...byPhase(plan).flatMap(([phase, steps]) => ['', `## ${HEADINGS[phase]}`, '', ...steps.flatMap(markdownStep)]),
  ];
}

const markdownStep = (step: WindowStep): string[] => [
  `- [${step.state === 'done' ? 'x' : ' '}] ${inlineMarkdown(step.step)} (${inlineMarkdown(step.where)}${shown(step) ? `; **${step.state}**` : ''}) ${step.checks.map(id => `\`${id}\``).join(', ')}`,
  ...reasons(step).map(reason => `  - ${inlineMarkdown(reason)}`),
];

const ORDER: readonly StepState[] = ['done', 'to do', 'blocked', 'unknown', 'later', 'unseen', 'not here'];

function summary({ steps, report }: WindowPlan): string {
  if (!report) return `${countOf(steps.length, 'step')}. See where a site stands in it with --target or --snapshot.`;
  const counts = ORDER.map(state => [state, steps.filter(step => step.state === state).length] as const).filter(([, count]) => count > 0);
  return `${countOf(steps.length, 'step')}: ${counts.map(([state, count]) => `${count} ${state}`).join(', ')}.`;
}
