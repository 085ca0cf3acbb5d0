import { compare, each, type Outcome, optional, type Skip, skip, undecided, version } from '../../src/index.ts';
import { type Installed, xenSoftware } from './facts/xenserver-host.ts';
import { type Answers, answerOn, NO_XENSERVER, releaseOf, unnamed, type XenEvidence, type XenHost, xenHostsOf, xenNeeds } from './xenserver.ts';

/** The guide sends XenServer through this on the way from 3.0 and from 2.2; from 4.0 on it does not. */
export const HOTFIX_PATHS = {
  paths: [{ from: '<4.0' }],
  because: 'the guide has the XenServer hotfix procedure on the way from 2.2 and 3.0 only',
} as const;

/** The same, and which hotfixes are on each host. */
export const xenHotfixNeeds = { ...xenNeeds, software: each(optional(xenSoftware)) };

/** What is installed on one host. */
export type Software = ReturnType<typeof xenSoftware.parse>;

/** What the needs above give. */
export interface XenHotfixEvidence extends XenEvidence {
  readonly software: Answers<Software>;
}

/** The hotfixes of XenServer 6.0.2 by their uuid. Those that came later hold some of the earlier ones. */
const HOTFIXES: Readonly<Record<string, string>> = {
  '68276dea-a818-4970-af93-3e43cb37b426': 'XS602E001',
  '945655fe-2dcd-46eb-b224-e556aa2f22b8': 'XS602E002',
  '26b72ceb-759c-4de3-b007-e2a5fc30a93a': 'XS602E003',
  '7f363047-46f2-41b7-8ff2-141d88e7b4ec': 'XS602E004',
  '9b84b5c0-a027-11e1-a8b1-0800200c9a66': 'XS602E005',
  'b6f7bfe0-b969-11e1-afa6-0800200c9a66': 'XS602E006',
  '1649abf5-848b-4ce5-8657-b6e974dce37e': 'XS602E007',
  '7c04fd30-9a0a-4894-9662-05ca9f866162': 'XS602E008',
  '6c9f9c22-d4b9-4c39-9343-7f0e6d0104b5': 'XS602E009',
  'd66cb2ea-3549-49d6-9eb8-c635385f76e3': 'XS602E010',
  '843804e2-d698-4a57-93d7-ede337a92a33': 'XS602E011',
  'f85277cd-fc81-4cd1-a341-a203e75be447': 'XS602E013',
  '180f1451-0c50-4169-9a2b-d661b4bc7bc2': 'XS602E014',
  'e809f1a8-a45e-45ba-af52-6cc0c252c8e2': 'XS602E016',
  'ec05d3b6-f7d7-4d82-b5bf-46101a6482a5': 'XS602E018',
  'a38a5539-f982-4d95-8fc7-3b5130151919': 'XS602E020',
  '8ce9a668-a254-4693-8e41-e3c18e065341': 'XS602E021',
};
/** The hotfix that the guide wants on 6.0.2, and its uuid. */
export const HOTFIX = 'XS602E003';
export const HOTFIX_UUID = '26b72ceb-759c-4de3-b007-e2a5fc30a93a';
const HOTFIX_RELEASE = '6.0.2';

/** Where the uuids are listed. */
export const HOTFIX_LIST = 'https://github.com/antonym/xs_patcher/blob/master/patches/sanibel';

/** The name of a hotfix, or its uuid where it is none of 6.0.2. */
export const hotfixName = (uuid: string): string => (Object.hasOwn(HOTFIXES, uuid) ? HOTFIXES[uuid]! : uuid);

/** A hotfix of this name on a host. */
export const hotfixOn = ({ hotfixes }: Software, name: string): Installed | undefined => hotfixes.find(({ name: uuid }) => hotfixName(uuid) === name);

/** Hotfixes from this one on may hold the earlier ones; which do, their articles say. */
const CUMULATIVE = 'XS602E020';

/** A later hotfix that may hold the one of the guide. */
export const laterHotfix = ({ hotfixes }: Software): string | undefined =>
  hotfixes
    .map(({ name }) => hotfixName(name))
    .filter(name => name.startsWith('XS602E') && name >= CUMULATIVE)
    .sort()
    .at(-1);

/** Whether the hotfix is for this host: it is for 6.0.2 alone. */
export const needsHotfix = (host: XenHost): boolean => releaseOf(host) === HOTFIX_RELEASE;

/**
 * Whether the hotfix is certainly not for this host. The database learns of another release only when the host connects again,
 * so it is believed without the host only where it says something newer.
 */
export function needsNoHotfix(host: XenHost): boolean {
  const release = releaseOf(host);
  if (release === undefined || release === HOTFIX_RELEASE) return false;
  const [own, patched] = [version(release), version(HOTFIX_RELEASE)];
  return host.inventory !== undefined || (own !== undefined && patched !== undefined && compare(own, patched) > 0);
}

/** How far a cluster has come: `pending` where a host of 6.0.2 has no hotfix yet, `unknown` where a host could not be asked. */
export type Stage = 'none' | 'pending' | 'applied' | 'unknown';

/** The stage of one cluster, or of all of them where none is named. */
export function stageOf(evidence: XenHotfixEvidence, cluster?: number | null): Stage {
  const hosts = xenHostsOf(evidence).filter(({ cluster_id }) => cluster === undefined || cluster_id === cluster);
  const stages = hosts.map(host => stageOfHost(host, evidence));
  const first = (['pending', 'unknown', 'applied'] as const).find(stage => stages.includes(stage));
  return first ?? 'none';
}

function stageOfHost(host: XenHost, { software }: XenHotfixEvidence): Stage {
  if (needsNoHotfix(host)) return 'none';
  const there = answerOn(software, host.on);
  if (!there || !needsHotfix(host)) return 'unknown';
  return hotfixOn(there, HOTFIX) || laterHotfix(there) ? 'applied' : 'pending';
}

/** Why there is nothing to do any more, and why there never was. */
export const DONE = `every host of XenServer 6.0.2 has the hotfix ${HOTFIX}`;
export const NOT_FOR = 'no XenServer host is of release 6.0.2, for which the hotfix is';

/** Why a check of the time before the hotfix does not apply, or what is not known; undefined where the hotfix is still to come. */
export function beforeHotfix(evidence: XenHotfixEvidence): Skip | Outcome[] | undefined {
  if (evidence.hosts.length === 0) return skip(NO_XENSERVER);
  const stage = stageOf(evidence);
  if (stage === 'none') return skip(NOT_FOR);
  if (stage === 'applied') return skip(DONE);
  return stage === 'unknown'
    ? [...unnamed(xenHostsOf(evidence)), undecided('it is not known whether a XenServer host still needs the hotfix')]
    : undefined;
}
