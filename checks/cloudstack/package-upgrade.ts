import {
  type Applies,
  type Context,
  compare,
  each,
  type Found,
  type Judged,
  line,
  type OnHost,
  type Outcome,
  optional,
  undecided,
  type Version,
  version,
} from '../../src/index.ts';
import { isLegacy, type Package, type PackageFacts } from './facts/packages.ts';
import { FIX, MESSAGES } from './package-words.ts';

interface Subject {
  /** The package that is the role: `cloudstack-agent`. */
  readonly main: string;
  /** Left to another check. */
  readonly leave?: readonly string[];
}

/** What is wrong with the packages of one host. */
export function judgePackages(
  packages: readonly Package[],
  { host, target, main, leave = [] }: Subject & { readonly host: string; readonly target: Version },
  found: Found<typeof MESSAGES>,
): Outcome[] {
  const at = (name: string) => ({ host, object: `package ${name}` });
  const known = packages.filter(({ name }) => !leave.includes(name));
  const there = known.filter(({ state }) => state !== 'removed');
  const subject = there.find(({ name }) => name === main);
  if (!subject) return nothing(packages, main, host, found);
  const own = version(subject.version);
  if (!own) return [undecided(`${main} has the version ${JSON.stringify(subject.version)}, which is none`, host)];
  const current = there.filter(one => !isLegacy(one));
  return [
    ...targetOutcomes(subject, own),
    ...current.filter(({ state }) => state === 'broken').map(one => found.broken(one, at(one.name))),
    ...twice(current),
    ...others(),
    ...current.filter(({ held }) => held).map(one => found.held(one, at(one.name))),
    ...named(there.filter(isLegacy), names => found.oldBeside({ main, names, by: subject.by }, at(main))),
    ...named(
      known.filter(({ state }) => state === 'removed'),
      names => found.configurationLeft({ names }, { host }),
    ),
  ];

  function targetOutcomes(one: Package, own: Version): Outcome[] {
    const data = { ...one, target: target.text };
    if (compare(own, target) < 0) return [found.older(data, at(main))];
    return line(own) === line(target) ? [] : [found.newerLine(data, at(main))];
  }

  /** The scripts and the usage server must fit; the rest may be what nobody uses any more. */
  function others(): Outcome[] {
    const different = current.filter(one => one.name !== main && one.version !== subject!.version && !sameVersion(one.version, subject!.version));
    return different.map(one => {
      const data = { ...one, main, mainVersion: subject!.version };
      return /-(?:common|usage|management|agent)$/.test(one.name) ? found.mixed(data, at(one.name)) : found.otherVersion(data, at(one.name));
    });
  }

  function twice(all: readonly Package[]): Outcome[] {
    const names = [...new Set(all.map(({ name }) => name))];
    return names.flatMap(name => {
      const versions = all.filter(one => one.name === name).map(one => one.version);
      return versions.length > 1 ? [found.twice({ name, versions: versions.join(', ') }, at(name))] : [];
    });
  }
}

const sameVersion = (a: string, b: string): boolean => {
  const [one, other] = [version(a), version(b)];
  return one !== undefined && other !== undefined && compare(one, other) === 0;
};

const named = (packages: readonly Package[], say: (names: string) => Outcome): Outcome[] =>
  packages.length === 0 ? [] : [say(packages.map(({ name, version }) => `${name} ${version}`.trim()).join(', '))];

function nothing(packages: readonly Package[], main: string, host: string, found: Found<typeof MESSAGES>): Outcome[] {
  if (packages.length === 0) {
    return [undecided(`neither rpm nor dpkg knows a package of CloudStack: look at how ${main} was installed on this host`, host)];
  }
  const there = packages.map(({ name, version, state }) => `${name} ${version}${state === 'removed' ? ' (removed)' : ''}`).join(', ');
  return [found.notInstalled({ name: main, by: packages[0]!.by, there }, { host, object: `package ${main}` })];
}

interface Evidence {
  readonly rpm: readonly OnHost<Package[] | undefined>[];
  readonly deb: readonly OnHost<Package[] | undefined>[];
}

/** What rpm and dpkg say, joined by host. A host that could not be asked is left out: it is unknown already. */
export function packagesByHost({ rpm, deb }: Evidence): OnHost<Package[] | undefined>[] {
  return rpm.flatMap(({ host, value }) => {
    const other = deb.find(one => one.host === host);
    if (!other) return [];
    return [{ host, value: value || other.value ? [...(value ?? []), ...(other.value ?? [])] : undefined }];
  });
}

const APPLIES: Applies = {
  platform: 'cloudstack',
  phases: ['installed', 'post'],
  paths: [{ to: '>=4.1' }],
  because: 'the packages are called cloudstack-… from 4.1 on',
};

/**
 * What the checks of the three roles share: that the package is at the target, and that everything beside it fits.
 * `nobody` is what to say where no host could be asked.
 */
export const packageUpgrade = (facts: PackageFacts, { nobody, ...subject }: Subject & { readonly nobody?: Judged }) => ({
  severity: 'blocker' as const,
  applies: APPLIES,
  fix: FIX,
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3'],
  needs: { rpm: each(optional(facts.rpm)), deb: each(optional(facts.deb)) },
  messages: MESSAGES,
  judge: (evidence: Evidence, found: Found<typeof MESSAGES>, { to }: Pick<Context, 'to'>): Judged =>
    (evidence.rpm.length + evidence.deb.length === 0 ? nobody : undefined) ??
    packagesByHost(evidence).flatMap(({ host, value }): Outcome[] => {
      if (!value) return [undecided('neither rpm nor dpkg-query is there to ask for packages', host)];
      if (!to) return [undecided('the target version is not known (give it with --to)', host)];
      return judgePackages(value, { ...subject, host, target: to }, found);
    }),
});
