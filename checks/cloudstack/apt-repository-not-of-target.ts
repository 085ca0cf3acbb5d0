import { check, each, lines, type OnHost, type Outcome, optional, type Place, sh, skip, undecided } from '../../src/index.ts';
import type { AptSource } from './apt-sources.ts';
import { kvmCodename, managementCodename } from './facts/os-release.ts';
import { kvmPackages, managementPackages } from './facts/packages.ts';
import { kvmRepositories, managementRepositories } from './facts/repositories.ts';
import {
  isCloudStack,
  lineOf,
  linesIn,
  ownRepositories,
  REPOSITORY_REFS,
  rewrite,
  targetLine,
  UNKNOWN_TARGET,
  withPackages,
} from './repositories.ts';

const REFRESH = sh`apt-get update`;

const FILE = '/etc/apt/sources.list.d/cloudstack.list';
const UNNAMED = 'the release of the host';

const sourceFor = (target: string, codename: string): string =>
  target === '4.3' ? `deb http://cloudstack.apt-get.eu/ubuntu ${codename} 4.3` : `deb https://download.cloudstack.org/ubuntu ${codename} ${target}`;

/** What a source offers: its components say it, or its address where they do not. */
const offered = ({ uri, components }: AptSource): string[] => {
  const said = linesIn(components);
  return said.length > 0 ? said : lineOf(uri);
};

const rewriteAt = ({ offers, target }: { readonly offers: string | number; readonly target: string | number }, { path = '', line = 1 }: Place) =>
  rewrite(path, line, String(offers), String(target), REFRESH);

export default check({
  id: 'cloudstack/apt-repository-not-of-target',
  title: 'On every Debian or Ubuntu host the repository of CloudStack is that of the target',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['pre', 'stopped'] },
  why: 'apt installs what its repositories offer. With the repository of the old version it finds nothing to upgrade, or upgrades within that version.',
  fix: {
    none: ({ target, codename }) => ({
      text: 'Add the repository on the host, or that of your own packages.',
      commands: codename === UNNAMED ? [] : [sh`echo ${sourceFor(String(target), String(codename))} > ${FILE}`, REFRESH],
      undo: sh`rm ${FILE}`.text,
      note: 'The guide gives the code name of Ubuntu 12.04, precise; the right one is that of the host.',
    }),
    other: rewriteAt,
    beside:
      'Delete the source of the other version, or make it a comment, once every host has the new packages. apt takes the newest version of all sources.',
    codename: ({ actual, codename }, { path = '', line = 1 }) => ({
      text: 'Make sure that the repository has packages for this release, then change the one line.',
      commands: [
        sh`sed -r -i.before-preflight ${`${line}s#(^|[[:space:]])${String(actual).replace(/[^\w-]/g, '.')}([[:space:]]|$)#\\1${codename}\\2#`} ${path}`,
        REFRESH,
      ],
      undo: sh`mv ${`${path}.before-preflight`} ${path}`.text,
    }),
    versionless: {
      text: 'Look which version the repository offers: the candidate must be the target.',
      commands: [lines('apt-cache policy cloudstack-management cloudstack-agent')],
    },
  },
  refs: REPOSITORY_REFS,
  covers: ['16'],
  inputs: { own: ownRepositories },
  needs: {
    managementPackages: each(optional(managementPackages.deb)),
    management: each(optional(managementRepositories.apt)),
    managementCodename: each(optional(managementCodename)),
    kvmPackages: each(optional(kvmPackages.deb)),
    kvm: each(optional(kvmRepositories.apt)),
    kvmCodename: each(optional(kvmCodename)),
  },
  messages: {
    none: 'apt has no repository of CloudStack, and needs that of {target} for {codename}.',
    other: 'The repository {uri} {suite} is of {offers}, and no other is of the target {target}.',
    beside: { text: 'The repository {uri} {suite} is of {offers}, beside that of the target {target}.', severity: 'warning' },
    codename: { text: 'The repository {uri} is for {actual}, and the host is {codename}.', severity: 'warning' },
    versionless: { text: 'The repository {uri} {suite} does not say of which version it is; the target is {target}.', severity: 'warning' },
  },
  judge(evidence, found, { to, inputs: { own } }) {
    const target = targetLine(to);
    const hosts = withPackages([...evidence.managementPackages, ...evidence.kvmPackages], [...evidence.management, ...evidence.kvm]);
    if (hosts.length === 0) return skip('no host has packages of CloudStack that dpkg installed');
    if (target === undefined) return [undecided(UNKNOWN_TARGET)];
    const codenames = new Map([...evidence.managementCodename, ...evidence.kvmCodename].map(({ host, value }) => [host, value]));
    return hosts.flatMap(one => judgeHost(one, codenames.get(one.host), target));

    function judgeHost({ host, value }: OnHost<readonly AptSource[] | undefined>, codename: string | undefined, target: string): Outcome[] {
      const sources = (value ?? []).filter(({ uri }) => isCloudStack(uri, own));
      if (sources.length === 0) return [found.none({ target, codename: codename ?? UNNAMED }, { host, object: 'repository of CloudStack' })];
      const isThere = sources.some(one => offered(one).includes(target));
      return sources.flatMap(source => [...judgeVersion(source, isThere, host, target), ...judgeSuite(source, codename, host)]);
    }

    function judgeVersion(source: AptSource, isThere: boolean, host: string, target: string): Outcome[] {
      const { uri, suite, path, line } = source;
      const offers = offered(source);
      const at = { host, object: `repository ${uri}`, path, line };
      if (offers.includes(target)) return [];
      if (offers.length === 0) return [found.versionless({ uri, suite, target }, at)];
      return [found[isThere ? 'beside' : 'other']({ uri, suite, offers: offers.join(', '), target }, at)];
    }

    /** A suite that is a path, such as `/` or `./`, is of no release of the operating system. */
    function judgeSuite({ uri, suite, path, line }: AptSource, codename: string | undefined, host: string): Outcome[] {
      if (codename === undefined || suite.endsWith('/') || suite === codename || /^(?:stable|main|)$/.test(suite)) return [];
      return [found.codename({ uri, actual: suite, codename }, { host, object: `repository ${uri}`, path, line })];
    }
  },
});
