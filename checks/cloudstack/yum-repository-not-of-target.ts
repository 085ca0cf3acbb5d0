import { check, each, lines, type OnHost, type Outcome, optional, type Place, sh, skip, undecided } from '../../src/index.ts';
import { kvmPackages, managementPackages } from './facts/packages.ts';
import { kvmRepositories, managementRepositories } from './facts/repositories.ts';
import { isCloudStack, lineOf, ownRepositories, REPOSITORY_REFS, rewrite, targetLine, UNKNOWN_TARGET, withPackages } from './repositories.ts';
import type { YumRepository } from './yum-repositories.ts';

const CLEAN = sh`yum clean all`;
const FILE = '/etc/yum.repos.d/cloudstack.repo';

const isUrl = (word: string): boolean => /^(?:https?|ftp):\/\/[^/\s]+|^file:\/\/\/|^media:/i.test(word);
const offered = ({ urls, mirrors }: YumRepository): string[] => [...new Set([...urls, ...mirrors].flatMap(lineOf))];

const baseurl = (target: string | number): string =>
  target === '4.3' ? 'http://cloudstack.apt-get.eu/rhel/4.3/' : `https://download.cloudstack.org/centos/$releasever/${target}/`;

const enable = (_: object, { path = '', line = 1 }: Place) => ({
  text: `Set enabled=1 in this section of ${path} (line ${line}), and its baseurl to the target if it is not.`,
  commands: [CLEAN],
});

export default check({
  id: 'cloudstack/yum-repository-not-of-target',
  title: 'On every RHEL or CentOS host the repository of CloudStack is that of the target',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['pre', 'stopped'] },
  why: 'yum installs what its repositories offer. With the repository of the old version it finds nothing to upgrade, or upgrades within that version.',
  fix: {
    none: ({ target }) => ({
      text: `Put these lines into ${FILE}, or those of the repository of your own packages, and clean the cache.`,
      commands: [lines('[apache-cloudstack]', 'name=Apache CloudStack', `baseurl=${baseurl(target)}`, 'enabled=1', 'gpgcheck=0'), CLEAN],
      undo: sh`rm ${FILE}`.text,
      note: 'The text of the guide for 2.2.14 gives the repository of 4.2 in this step, which is stale.',
    }),
    other: ({ offers, target }, { path = '', line = 1 }) => rewrite(path, line, String(offers), String(target), CLEAN),
    disabled: enable,
    beside:
      'Set enabled=0 in the section of the other version once every host has the new packages. yum takes the newest version of all repositories.',
    invalid: ({ word, target }, { path = '', line = 1 }) =>
      `Write the address in line ${line} of ${path} without a blank, as ${baseurl(target)}: "${word}" is none. The guide has it with a blank in one place.`,
    versionless: {
      text: 'Look which version the repository offers: the newest must be the target.',
      commands: [sh`yum list available cloudstack-management cloudstack-agent`],
    },
  },
  refs: REPOSITORY_REFS,
  covers: ['17'],
  inputs: { own: ownRepositories },
  needs: {
    managementPackages: each(optional(managementPackages.rpm)),
    management: each(optional(managementRepositories.yum)),
    kvmPackages: each(optional(kvmPackages.rpm)),
    kvm: each(optional(kvmRepositories.yum)),
  },
  messages: {
    none: 'yum has no repository of CloudStack, and needs that of {target}.',
    disabled: 'The repository [{section}] of the target {target} is disabled, and no other is enabled.',
    other: 'The repository [{section}] is of {offers}, and no enabled one is of the target {target}.',
    beside: { text: 'The repository [{section}] is of {offers}, and is enabled beside that of the target {target}.', severity: 'warning' },
    invalid: 'The baseurl of the repository [{section}] has "{word}", which is no address; the target is {target}.',
    versionless: { text: 'The repository [{section}] does not say of which version it is; the target is {target}.', severity: 'warning' },
    unsigned: { text: 'The repository [{section}] has gpgcheck=0: yum does not verify its packages.', severity: 'note' },
  },
  judge(evidence, found, { to, inputs: { own } }) {
    const target = targetLine(to);
    const hosts = withPackages([...evidence.managementPackages, ...evidence.kvmPackages], [...evidence.management, ...evidence.kvm]);
    if (hosts.length === 0) return skip('no host has packages of CloudStack that rpm installed');
    return target === undefined ? [undecided(UNKNOWN_TARGET)] : hosts.flatMap(one => judgeHost(one, target));

    function judgeHost({ host, value }: OnHost<readonly YumRepository[] | undefined>, target: string): Outcome[] {
      const all = (value ?? []).filter(({ section, name, urls, mirrors }) =>
        [section, name, ...urls, ...mirrors].some(word => isCloudStack(word, own)),
      );
      const enabled = all.filter(one => one.enabled !== false);
      const isThere = enabled.some(one => offered(one).includes(target));
      if (enabled.length > 0) return enabled.flatMap(one => judgeRepository(one, isThere, host, target));
      const off = all.find(one => offered(one).includes(target)) ?? all[0];
      return [
        off ? found.disabled({ section: off.section, target }, at(off, host)) : found.none({ target }, { host, object: 'repository of CloudStack' }),
      ];
    }

    function judgeRepository(one: YumRepository, isThere: boolean, host: string, target: string): Outcome[] {
      const { section, urls, enabled, gpgcheck } = one;
      if (enabled === undefined)
        return [undecided(`the repository [${section}] in line ${one.line} of ${one.path} has a value of enabled that yum does not know`, host)];
      const wrong = urls.find(word => !isUrl(word));
      const offers = offered(one);
      const notes = gpgcheck === false ? [found.unsigned({ section }, at(one, host))] : [];
      if (wrong !== undefined) return [found.invalid({ section, word: wrong, target }, at(one, host)), ...notes];
      if (offers.length === 0) return [found.versionless({ section, target }, at(one, host)), ...notes];
      if (offers.every(offer => offer === target)) return notes;
      const others = offers.filter(offer => offer !== target).join(', ');
      return [found[isThere ? 'beside' : 'other']({ section, offers: others, target }, at(one, host)), ...notes];
    }
  },
});

const at = ({ section, path, line }: YumRepository, host: string): Place => ({ host, object: `repository [${section}]`, path, line });
