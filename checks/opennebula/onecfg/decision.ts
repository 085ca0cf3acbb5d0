import { beforePackages, type Context, type Found, type Outcome, undecided } from '../../../src/index.ts';
import { type ConfigVersion, compareConfig, configVersion, knownVersion } from '../config-version.ts';
import { LEGACY_FILE, MIGRATORS, STATE_FILE } from '../facts/onecfg.ts';
import { installedOn, type OnecfgHost } from './frontends.ts';
import type { Said } from './messages.ts';
import { type Chain, chainOf, endOf, KNOWN_CHAIN, pending, sayChain, shippedChain, supports } from './migrators.ts';
import type { Readable, Settings } from './settings.ts';

/** Everything the rules below look at, on one front-end. */
interface Situation {
  readonly host: string;
  readonly path: string;
  readonly installed: ConfigVersion;
  /** Of the onecfg that will read the file; undefined for a release that is not known. */
  readonly chain: Chain | undefined;
  /** Whether the installed onecfg has init and upgrade. */
  readonly hasUpgrade: boolean;
  readonly context: Pick<Context, 'phase' | 'to'>;
}

/** What the state file of one front-end means, in this phase. Nothing is what a file in order gives. */
export function decide(here: OnecfgHost, host: string, found: Found<Said>, context: Pick<Context, 'phase' | 'to'>): Outcome[] {
  const legacy = here.settings === undefined && here.legacy !== undefined;
  const at = { host, path: legacy ? LEGACY_FILE : STATE_FILE };
  const noOned = here.said?.version === undefined ? [found.onedUnusable({ path: at.path }, at)] : [];
  const installed = configVersion(installedOn(here) ?? 'none');
  if (!installed) return [...noOned, ...aboutFileAlone(here, at, found), undecided(NO_VERSION, host)];
  const situation = { ...at, installed, context, chain: chainHere(here, installed, context), hasUpgrade: hasUpgrade(here, installed) };
  return [...noOned, ...aboutMigrators(here, situation, found), ...aboutFile(here, legacy, situation, found)];
}

const NO_VERSION = 'nothing on this front-end says which version of OpenNebula is installed';

/** What is wrong with the file whatever is installed. */
function aboutFileAlone({ settings }: OnecfgHost, at: Readonly<Record<'host' | 'path', string>>, found: Found<Said>): Outcome[] {
  if (!settings) return [];
  if ('problem' in settings) return [found.unreadable({ path: at.path, installed: 'unknown', problem: settings.problem }, at)];
  return settings.outdated === 'yes' ? [found.outdatedToo({ path: at.path, installed: 'unknown' }, at)] : [];
}

/** Where onecfg refuses its migrators, it does nothing at all. Where there are none, the package is missing, and another check says so. */
function aboutMigrators({ migrators }: OnecfgHost, { host, installed }: Situation, found: Found<Said>): Outcome[] {
  const there = chainOf(migrators);
  if (!there || 'chain' in there) return [];
  return [found.migratorsDamaged({ folder: MIGRATORS, problem: there.problem, installed: installed.text }, { host, path: MIGRATORS })];
}

/** An Enterprise onecfg has its migrators with it. */
const hasUpgrade = ({ said, migrators }: OnecfgHost, installed: ConfigVersion): boolean =>
  said?.enterprise === true || migrators.length > 0 || compareConfig(installed, SEVEN) >= 0;

const SEVEN = knownVersion('7.0.0');

/** The migrators that are there, else those that the release ships; before an upgrade from 6.x, those of the release that will read the file. */
function chainHere({ migrators }: OnecfgHost, installed: ConfigVersion, { phase, to }: Pick<Context, 'phase' | 'to'>): Chain | undefined {
  const there = chainOf(migrators);
  if (there && 'chain' in there) return there.chain;
  if (!beforePackages(phase) || compareConfig(installed, SEVEN) >= 0) return shippedChain(installed);
  const target = to && configVersion(to.text);
  const coming = target && compareConfig(target, installed) >= 0 ? shippedChain(target) : undefined;
  return shippedChain(installed) && (coming ?? KNOWN_CHAIN);
}

function aboutFile({ settings, legacy }: OnecfgHost, isLegacy: boolean, one: Situation, found: Found<Said>): Outcome[] {
  const { path, installed, context } = one;
  const at = { host: one.host, path };
  const data = { path, installed: installed.text };
  const before = beforePackages(context.phase);
  if (isLegacy && !before) return [found.legacyIgnored(data, at)];
  const file = settings ?? legacy;
  const strange = aboutInstalled(one, found);
  if (!file) return [...strange, before ? found.uninitialised(data, at) : found.uninitialisedAfter(data, at)];
  return [...(isLegacy ? [found.legacyFile(data, at)] : []), ...aboutSettings(file, strange, one, found)];
}

function aboutSettings(file: Settings, strange: readonly Outcome[], one: Situation, found: Found<Said>): Outcome[] {
  const at = { host: one.host, path: one.path };
  const data = { path: one.path, installed: one.installed.text };
  if ('problem' in file) return [found.unreadable({ ...data, problem: file.problem }, at), ...strange];
  const marks = misleadingMarks(file, one, found);
  const { version, outdated } = file;
  const useless = [...strange, ...aboutVersion(file, one, found)];
  if (useless.length > 0) return [...marks, ...useless, ...(outdated === 'yes' ? [found.outdatedToo(data, at)] : [])];
  return [...marks, ...(version.is === 'version' ? aboutStep(file, version.value, one, found) : [])];
}

/** Where the packages are of different versions, onecfg looks at nothing else. */
function aboutInstalled({ host, path, installed, chain }: Situation, found: Found<Said>): Outcome[] {
  if (!chain || supports(chain, installed)) return [];
  return [found.installedUnsupported({ installed: installed.text, ...rangeOf(chain) }, { host, path })];
}

const rangeOf = (chain: Chain) => ({ oldest: chain[0]!.from.text, end: endOf(chain).text });

/** Texts that onecfg and the packages read differently. */
function misleadingMarks({ version, outdated, backup, mentions }: Readable, { host, path }: Situation, found: Found<Said>): Outcome[] {
  const at = { host, path };
  const other = typeof outdated === 'object' ? [found.outdatedOther({ path, value: outdated.other }, at)] : [];
  const mention = outdated !== 'yes' && mentions.outdated ? [found.outdatedMention({ path }, at)] : [];
  const named = backup.is === 'none' && mentions.backup && outdated !== 'yes' ? [found.backupMention({ path }, at)] : [];
  const number = version.is === 'version' && version.number ? [found.versionNumber({ path, version: version.value.text }, at)] : [];
  return [...other, ...mention, ...named, ...number];
}

/** Why the recorded version is of no use to onecfg; nothing where it is. */
function aboutVersion({ version }: Readable, { host, path, installed, chain }: Situation, found: Found<Said>): Outcome[] {
  const at = { host, path };
  const data = { path, installed: installed.text };
  if (version.is === 'missing') return [found.versionMissing(data, at)];
  if (version.is === 'empty') return [found.versionEmpty(data, at)];
  if (version.is === 'invalid') return [found.versionInvalid({ ...data, version: version.text }, at)];
  if (!chain) return [undecided(`the migrations of OpenNebula ${installed.text} are not known here, and no migrators of onecfg are installed`, host)];
  return supports(chain, version.value) ? [] : [found.versionUnsupported({ ...data, ...rangeOf(chain), version: version.value.text }, at)];
}

/** The file can be read, and both versions are ones that onecfg knows. */
function aboutStep({ backup, outdated }: Readable, version: ConfigVersion, one: Situation, found: Found<Said>): Outcome[] {
  const { path, installed, context } = one;
  const waiting = pending(one.chain!, version, installed);
  const step: Step = {
    at: { host: one.host, path },
    data: {
      path,
      installed: installed.text,
      version: version.text,
      migrations: sayChain(waiting) || 'none',
      snapshot: backup.is === 'path' ? backup.path : 'none',
    },
    isWaiting: waiting.length > 0,
    hasUpgrade: one.hasUpgrade,
    phase: context.phase,
  };
  if (outdated === 'yes') return [aboutOutdated(step, found)];
  if (backup.is === 'unusable') return [found.backupUnusable({ ...step.data, value: backup.text }, step.at)];
  if (backup.is === 'path') return [aboutBackup(step, found)];
  if (waiting.length > 0) return [step.hasUpgrade ? found.behind(step.data, step.at) : found.behindCommunity(step.data, step.at)];
  if (compareConfig(version, installed) > 0) return [found.versionAhead(step.data, step.at)];
  return beforePackages(context.phase) ? notes(step, version, one, found) : [];
}

interface Step {
  readonly at: { readonly host: string; readonly path: string };
  readonly data: Readonly<Record<'path' | 'installed' | 'version' | 'migrations' | 'snapshot', string>>;
  readonly isWaiting: boolean;
  readonly hasUpgrade: boolean;
  readonly phase: Context['phase'];
}

function aboutOutdated({ at, data, isWaiting, hasUpgrade, phase }: Step, found: Found<Said>): Outcome {
  if (!hasUpgrade) return found.outdatedCommunity(data, at);
  if (!isWaiting) return found.outdatedNothingPending(data, at);
  return beforePackages(phase) ? found.outdatedBefore(data, at) : found.outdatedAfter(data, at);
}

function aboutBackup({ at, data, isWaiting, hasUpgrade, phase }: Step, found: Found<Said>): Outcome {
  if (!hasUpgrade) return found.backupCommunity(data, at);
  if (isWaiting) return beforePackages(phase) ? found.backupUnprocessed(data, at) : found.upgradeWaiting(data, at);
  return phase === 'installed' ? found.backupLeftNow(data, at) : found.backupLeft(data, at);
}

/** From 7.0 on the Community Edition has `onecfg upgrade` too. */
const isForEverybody = ({ to }: Situation['context']): boolean => (to?.parts[0] ?? 0) >= 7;

/** All is well; what comes next, and what the verdict rests on. */
function notes({ at, data, hasUpgrade }: Step, version: ConfigVersion, { context }: Situation, found: Found<Said>): Outcome[] {
  const target = context.to && configVersion(context.to.text);
  const coming = target ? pending(shippedChain(target) ?? [], version, target) : [];
  return [
    ...(hasUpgrade ? [] : [found.communityTool(data, at)]),
    ...(target && coming.length > 0 && (hasUpgrade || isForEverybody(context))
      ? [found.willApply({ ...data, target: target.text, migrations: sayChain(coming) }, at)]
      : []),
  ];
}
