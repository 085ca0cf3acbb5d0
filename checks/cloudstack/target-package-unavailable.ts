import {
  type Attempt,
  attempt,
  check,
  compare,
  each,
  line,
  type OnHost,
  type Outcome,
  optional,
  sh,
  skip,
  undecided,
  type Version,
  version,
} from '../../src/index.ts';
import { type CacheTimes, type Candidates, kvmCandidates, managementCandidates } from './facts/package-candidates.ts';
import { kvmPackages, managementPackages, type Package } from './facts/packages.ts';
import { REPOSITORY_REFS, UNKNOWN_TARGET, withPackages } from './repositories.ts';

/** What one package manager says of one package on the hosts of one role. */
interface Asked {
  readonly by: 'apt' | 'yum';
  readonly name: string;
  readonly packages: readonly OnHost<readonly Package[] | undefined>[];
  readonly candidates: readonly OnHost<Attempt<Candidates>>[];
  readonly times: readonly OnHost<Attempt<CacheTimes>>[];
}

const MANAGEMENT = managementCandidates.name;
const AGENT = kvmCandidates.name;

const readAgain = (by: string | number) => (by === 'apt' ? sh`apt-get update` : sh`yum makecache`);

const refresh = ({ by }: { readonly by: string | number }) => ({
  text: 'Set the repository to that of the target (see cloudstack/apt-repository-not-of-target and cloudstack/yum-repository-not-of-target), have it read again on the host, and run this check again.',
  commands: [readAgain(by)],
});

export default check({
  id: 'cloudstack/target-package-unavailable',
  title: 'Every host is offered the packages of the target',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['pre', 'stopped'] },
  why: 'A host that is offered no newer package stays at its old version when the window has begun, and an agent of another version than the management server does not connect.',
  fix: {
    none: refresh,
    older: refresh,
    newerLine: ({ name, target }) =>
      `Name the version when you upgrade, such as ${name}=${target}* with apt-get or ${name}-${target} with yum, or set the repository to that of the target.`,
    stale: ({ by }) => ({ text: 'Have the repositories read again.', commands: [readAgain(by)] }),
  },
  refs: REPOSITORY_REFS,
  covers: ['18'],
  needs: {
    managementDeb: each(optional(managementPackages.deb)),
    managementRpm: each(optional(managementPackages.rpm)),
    managementApt: each(attempt(managementCandidates.apt)),
    managementYum: each(attempt(managementCandidates.yum)),
    managementAptTimes: each(attempt(managementCandidates.aptTimes)),
    managementYumTimes: each(attempt(managementCandidates.yumTimes)),
    kvmDeb: each(optional(kvmPackages.deb)),
    kvmRpm: each(optional(kvmPackages.rpm)),
    kvmApt: each(attempt(kvmCandidates.apt)),
    kvmYum: each(attempt(kvmCandidates.yum)),
    kvmAptTimes: each(attempt(kvmCandidates.aptTimes)),
    kvmYumTimes: each(attempt(kvmCandidates.yumTimes)),
  },
  messages: {
    none: '{by} offers no version of {name} that is newer than the installed {installed}; the target is {target}.',
    older: '{by} offers {name} {candidate}, which is older than the target {target}.',
    newerLine: { text: '{by} offers {name} {candidate}, which is of a newer release line than the target {target}.', severity: 'warning' },
    stale: { text: 'A file that names repositories is newer than the cache of {by}: what it offers may be out of date.', severity: 'warning' },
  },
  judge(evidence, found, { to }) {
    const { managementDeb, managementRpm, kvmDeb, kvmRpm } = evidence;
    const all: readonly Asked[] = [
      { by: 'apt', name: MANAGEMENT, packages: managementDeb, candidates: evidence.managementApt, times: evidence.managementAptTimes },
      { by: 'yum', name: MANAGEMENT, packages: managementRpm, candidates: evidence.managementYum, times: evidence.managementYumTimes },
      { by: 'apt', name: AGENT, packages: kvmDeb, candidates: evidence.kvmApt, times: evidence.kvmAptTimes },
      { by: 'yum', name: AGENT, packages: kvmRpm, candidates: evidence.kvmYum, times: evidence.kvmYumTimes },
    ];
    const asked = all.flatMap(one => withPackages(one.packages, one.candidates).map(({ host, value }) => ({ ...one, host, value })));
    if (asked.length === 0) return skip('no host has packages of CloudStack that dpkg or rpm installed');
    if (!to) return [undecided(UNKNOWN_TARGET)];
    return asked.flatMap(({ host, value, ...one }) =>
      'value' in value ? [...judgeCandidate(one, value.value, host, to), ...judgeTimes(one, host)] : [undecided(value.reason, host)],
    );

    function judgeCandidate({ by, name, packages }: Asked, candidates: Candidates, host: string, to: Version): Outcome[] {
      const at = { host, object: name };
      const installed = packages.find(one => one.host === host)?.value?.find(one => one.name === name && one.state !== 'removed')?.version ?? 'none';
      const text = candidates.get(name);
      const data = { by, name, target: to.text };
      if (text === undefined || text === installed) return installed === to.text ? [] : [found.none({ ...data, installed }, at)];
      const candidate = version(text);
      if (!candidate) return [undecided(`${by} offers ${name} in a version that is none: ${JSON.stringify(text)}`, host)];
      if (compare(candidate, to) < 0) return [found.older({ ...data, candidate: text }, at)];
      return line(candidate) === line(to) ? [] : [found.newerLine({ ...data, candidate: text }, at)];
    }

    function judgeTimes({ by, times }: Asked, host: string): Outcome[] {
      const own = times.find(one => one.host === host)?.value;
      if (!own || !('value' in own)) return [];
      const { cache, repositories } = own.value;
      return cache !== undefined && repositories !== undefined && repositories > cache
        ? [found.stale({ by }, { host, object: `cache of ${by}` })]
        : [];
    }
  },
});
