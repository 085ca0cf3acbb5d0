import type { AnyCheck, Finding, Messages } from '../model/check.ts';
import type { Fact, Need } from '../model/fact.ts';
import type { Input } from '../model/input.ts';
import { textOf } from '../model/messages.ts';
import { describe } from '../model/query.ts';
import type { Remedy } from '../model/remedy.ts';
import { completeInputs } from './inputs.ts';
import { sayUpgrade } from './select.ts';
import { remedyOf } from './words.ts';

/** One check explained. Everything in it comes from the check, so it cannot be out of date. */
export interface Page {
  readonly check: AnyCheck;
  readonly summary: readonly string[];
  readonly reads: readonly string[];
  readonly inputs: readonly string[];
  readonly finds: readonly { readonly message: string; readonly severity: string; readonly text: string; readonly remedy?: Remedy }[];
}

/** Builds the page of a check, for the terminal and for `docs/checks/`. */
export const pageOf = (check: AnyCheck): Page => ({
  check,
  summary: summaryOf(check),
  reads: (Object.values(check.needs) as Need<unknown>[]).flatMap(need => readsOf(need, check)),
  inputs: (Object.values(check.inputs ?? {}) as Input[]).map(sayInput),
  finds: Object.entries(check.messages as Messages).map(([message, template]) => {
    const remedy = exampleRemedy(check, message);
    return {
      message,
      severity: typeof template === 'string' ? check.severity : template.severity,
      text: textOf(template),
      ...(remedy && { remedy }),
    };
  }),
});

function summaryOf({ severity, applies }: AnyCheck): string[] {
  const paths = applies.paths ?? [];
  const sides = paths.map(sayUpgrade);
  return [
    `Severity: ${severity}`,
    `Platform: ${applies.platform}`,
    `Phases: ${applies.phases.join(', ')}`,
    `Upgrades: ${sides.join('; ') || 'all'}${applies.because ? ` (${applies.because})` : ''}`,
  ];
}

const HOW = { one: 'the', each: 'every', any: 'the first answering' } as const;

function readsOf(need: Need<unknown>, check: AnyCheck): string[] {
  const fact = need.fact as Fact<unknown>;
  const on = `${HOW[need.how]} ${fact.role} host${need.when === 'before' ? ', in the snapshot from before the upgrade' : ''}`;
  const queries = fact.queries(completeInputs([check], {}));
  const secrets = fact.secrets.map(
    ({ column, key, by }) => `${column ?? key} is a secret: only what it is${by ? ' and whether two are equal' : ''} leaves the host`,
  );
  const dropped = fact.secrets
    .flatMap(({ by }) => by?.keyFiles ?? [])
    .map(({ role, query }) => `${query.path} on ${role} hosts is read to tell, and dropped`);
  return [`${fact.title}, on ${on}: ${queries.map(describe).join(', or ') || 'what an input names'}`, ...new Set([...secrets, ...dropped])];
}

const sayInput = (input: Input): string => `${input.name} (${input.type}, default ${sayDefault(input)}): ${input.title}. ${input.reason}`;

const sayDefault = ({ default: value }: Input): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value) || 'not given';
};

/** The remedy with the names of the data in place of data. */
function exampleRemedy(check: AnyCheck, message: string): Remedy | undefined {
  const names = [...textOf(check.messages[message]).matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const data: Finding['data'] = Object.fromEntries(names.map(name => [name, `<${name}>`]));
  try {
    return remedyOf(check, { message, data, host: '<host>', path: '<path>', object: '<object>', line: 1 });
  } catch {
    return undefined;
  }
}
