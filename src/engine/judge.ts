import type { AnyCheck, Finding, Judged, Place, Undecided } from '../model/check.ts';
import type { Fact, Need } from '../model/fact.ts';
import type { Inputs } from '../model/input.ts';
import { foundFor } from '../model/messages.ts';
import type { Cell, Looked, Unknown, Verdict } from '../model/report.ts';
import { type Known, Missing, NotHere, read } from './read.ts';

/** What judging says, before it is put into words. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly unknowns: readonly Unknown[];
  readonly skipped?: string;
  readonly cells: readonly Cell[];
  readonly looked: readonly Looked[];
}

/** Judges one check. Missing evidence never reaches the check and never becomes a pass; a check that throws is unknown. */
export function judge(check: AnyCheck, known: Known): Judgement {
  const unknowns: Unknown[] = [];
  const looked: Looked[] = [];
  const { findings, skipped, unjudged = false } = run();
  const cells = cellsOf(check, known, findings, unknowns, skipped).map(cell => (unjudged ? { ...cell, verdict: 'unknown' as const } : cell));
  return { ...settle(check, findings, unknowns, skipped), findings, unknowns, cells, looked };

  /** `unjudged`: something the whole check needs is missing, so no host was decided, also where it did answer. */
  function run(): { findings: Finding[]; skipped?: string; unjudged?: true } {
    try {
      const needs = Object.entries(check.needs) as [string, Need<unknown>][];
      const values = Object.fromEntries(needs.map(([name, need]) => [name, read(need, known, unknowns, looked)]));
      return sort(check.judge(values, foundFor(check.messages), { ...known.context, inputs: inputsOf(check, known.inputs) }));
    } catch (error) {
      if (error instanceof NotHere) return { findings: [], skipped: error.message };
      unknowns.push(error instanceof Missing ? error.unknown : { status: 'error', reason: `the check itself failed: ${(error as Error).message}` });
      return { findings: [], unjudged: true };
    }
  }

  function sort(judged: Judged): { findings: Finding[]; skipped?: string } {
    if ('skip' in judged) return { findings: [], skipped: judged.skip };
    const all = [...judged];
    unknowns.push(
      ...all.filter(isUndecided).map(({ undecided, host }): Unknown => ({ status: 'undecided', reason: undecided, ...(host && { host }) })),
    );
    const home = homeOf(check, known);
    return {
      findings: all
        .filter((one): one is Finding => !isUndecided(one))
        .map(finding => (home === undefined || finding.host !== undefined ? finding : { ...finding, host: home })),
    };
  }
}

const isUndecided = (one: Finding | Undecided): one is Undecided => 'undecided' in one;

/** The severity a finding has in its check; `note` does not fail. */
export function severityOf(check: AnyCheck, { message }: Finding) {
  const template = check.messages[message];
  return typeof template === 'string' || template === undefined ? check.severity : template.severity;
}

function settle(check: AnyCheck, findings: readonly Finding[], unknowns: readonly Unknown[], skipped?: string) {
  const verdict = (verdict: Verdict) => ({ verdict, ...(skipped !== undefined && verdict === 'skip' && { skipped }) });
  if (findings.some(finding => severityOf(check, finding) !== 'note')) return verdict('fail');
  if (unknowns.length > 0) return verdict('unknown');
  return verdict(skipped === undefined ? 'pass' : 'skip');
}

const inputsOf = (check: AnyCheck, inputs: Inputs) =>
  Object.fromEntries(Object.entries(check.inputs ?? {}).map(([name, input]) => [name, inputs[(input as { name: string }).name]]));

/** Where a finding is that names no host: on the one host that the check reads, such as the database. */
function homeOf(check: AnyCheck, known: Known): string | undefined {
  const need = (Object.values(check.needs) as Need<unknown>[]).find(({ how, when }) => how === 'one' && when === 'now');
  const hosts = need ? known.now.hosts((need.fact as Fact<unknown>).role) : [];
  return hosts.length === 1 ? hosts[0] : undefined;
}

/** The hosts a check is about: those it reads, and any that a finding names. Where one of many will do, that one counts. */
function cellsOf(check: AnyCheck, known: Known, findings: readonly Place[], unknowns: readonly Unknown[], skipped?: string): Cell[] {
  const needs = (Object.values(check.needs) as Need<unknown>[]).filter(({ when }) => when === 'now');
  const all = needs.filter(({ how }) => how !== 'any');
  const about = (all.length > 0 ? all : needs).flatMap(({ fact }) => known.now.hosts((fact as Fact<unknown>).role));
  const named = [...findings, ...unknowns].flatMap(({ host }) => (host === undefined ? [] : [host]));
  const hosts = [...new Set([...about, ...named])];
  return (hosts.length > 0 ? hosts : ['']).map(host => ({
    host,
    verdict: cellVerdict(check, host, findings as readonly Finding[], unknowns, skipped),
  }));
}

function cellVerdict(check: AnyCheck, host: string, findings: readonly Finding[], unknowns: readonly Unknown[], skipped?: string): Verdict {
  const here = (one: { readonly host?: string }): boolean => one.host === undefined || one.host === host;
  if (findings.some(finding => here(finding) && severityOf(check, finding) !== 'note')) return 'fail';
  if (unknowns.some(here)) return 'unknown';
  return skipped === undefined ? 'pass' : 'skip';
}
