import { loadPacks, matching, platformOf } from '../engine/packs.ts';
import { pageOf } from '../engine/page.ts';
import { situationOf } from '../engine/run.ts';
import { type Selection, select } from '../engine/select.ts';
import type { AnyCheck } from '../model/check.ts';
import { PHASES, type Phase } from '../model/phase.ts';
import { openSnapshot } from '../snapshot/open.ts';
import { type Streams, UsageError } from './streams.ts';

export interface ListFlags {
  readonly platform?: string;
  readonly snapshot?: string;
  readonly phase?: Phase;
  readonly from?: string;
  readonly to?: string;
  readonly check?: readonly string[];
  readonly why?: boolean;
  readonly queries?: boolean;
}

/** `preflight list`: the checks, and with `--why` which of them apply. */
export async function list(flags: ListFlags, { stdout }: Streams): Promise<number> {
  const packs = await loadPacks();
  const checks = flags.platform === undefined ? await packs.all() : (await packs.pack(flags.platform)).checks;
  const chosen = matching(checks, flags.check ?? []);
  const text = flags.why ? (await whyLines(chosen, flags)).join('\n') : chosen.map(check => checkLines(check, flags.queries ?? false)).join('\n');
  stdout.write(`${text}\n`);
  return 0;
}

function checkLines(check: AnyCheck, queries: boolean): string {
  const head = `${check.id}\n  ${check.title} (${check.severity}; ${check.applies.phases.join(', ')})`;
  return queries ? [head, ...pageOf(check).reads.map(read => `  reads ${read}`)].join('\n') : head;
}

const WORDS = { yes: 'in     ', no: 'out    ', undecided: 'unknown' } as const;

async function whyLines(checks: readonly AnyCheck[], flags: ListFlags): Promise<string[]> {
  const { title, selections, situation } = await selectionsOf(checks, flags);
  const counts = selections.filter(({ applies }) => applies === 'yes').length;
  return [
    `${title} ${situation}`,
    ...selections.map(
      ({ check, applies, reason }) =>
        `${WORDS[applies]} ${check.id}\n        ${reason}${
          flags.queries
            ? pageOf(check)
                .reads.map(read => `\n        reads ${read}`)
                .join('')
            : ''
        }`,
    ),
    `${counts} of ${selections.length} checks apply.`,
  ];
}

async function selectionsOf(checks: readonly AnyCheck[], flags: ListFlags): Promise<{ title: string; situation: string; selections: Selection[] }> {
  const packs = await loadPacks();
  const snapshot = flags.snapshot === undefined ? undefined : await openSnapshot(flags.snapshot);
  const id = flags.platform ?? snapshot?.manifest.platform;
  if (id === undefined) throw new UsageError('For which platform? Give --platform cloudstack (with --from, --to and --phase), or --snapshot.');
  const platform = platformOf(packs.platforms, id);
  const phase = flags.phase ?? snapshot?.manifest.phase ?? PHASES[0];
  const from = flags.from ?? snapshot?.manifest.from;
  const to = flags.to ?? snapshot?.manifest.to;
  const place = snapshot ? { source: snapshot, hosts: snapshot.manifest.hosts } : { source: { ask: async () => [] }, hosts: {} };
  const situation = await situationOf({ platform, now: place, phase, ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
  const said = `${situation.from?.text ?? 'unknown version'} → ${situation.to?.text ?? 'unknown version'}, phase ${phase}`;
  return { title: platform.title, situation: said, selections: select(checks, situation) };
}
