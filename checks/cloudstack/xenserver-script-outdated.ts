import { any, check, each, type Outcome, optional, type PathEntry, sh, skip, undecided } from '../../src/index.ts';
import {
  COPIED,
  migratableCopy,
  migratableSource,
  nfsCopy,
  nfsSource,
  SCRIPTS,
  setupCopy,
  setupSource,
  xenScripts,
} from './facts/xenserver-scripts.ts';
import { answerOn, atHost, GUIDE_30, perXenHost, type XenHost, xenHostsOf, xenNeeds } from './xenserver.ts';
import { HOTFIX_PATHS, NOT_FOR, needsHotfix, needsNoHotfix } from './xenserver-hotfix.ts';

const isExecutable = ({ type, mode }: PathEntry): boolean => type === 'link' || (Number.parseInt(mode, 8) & 0o111) === 0o111;

/** What xenserver60/patch of the management server gives these files. */
const copy = (source: string | number, target: string | number, host: string | undefined) => ({
  text: 'Manage the cluster again: the management server then copies the file itself. Or copy it by hand, from the management server.',
  commands: [sh`scp ${source} ${`root@${host ?? 'HOST'}:${target}`}`, sh`ssh ${`root@${host ?? 'HOST'}`} chmod 755 ${target}`],
  note: 'The guide names /usr/lib64/cloud/common, which the new packages remove, or /usr/lib64/cloudstack-common, which never was: the files are in /usr/share/cloudstack-common.',
});

export default check({
  id: 'cloudstack/xenserver-script-outdated',
  title: 'XenServer 6.0.2 hosts have the scripts of the new management server',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['post'], ...HOTFIX_PATHS },
  why: 'The management server starts these scripts on the host; those of the old version do not understand what the new one asks.',
  fix: {
    missing: ({ source, target }, { host }) => copy(source, target, host),
    differs: ({ source, target }, { host }) => copy(source, target, host),
    notExecutable: ({ target, mode }, { host }) => ({
      text: `Do this on ${host ?? 'the host'}.`,
      commands: [sh`chmod 755 ${target}`],
      undo: sh`chmod ${mode} ${target}`.text,
    }),
    oldRoot: `Install the package cloudstack-common of the new version: it brings the file to ${SCRIPTS}.`,
  },
  refs: [GUIDE_30, 'https://github.com/apache/cloudstack/blob/4.3/scripts/vm/hypervisor/xenserver/xenserver60/patch'],
  covers: ['73'],
  needs: {
    ...xenNeeds,
    modes: each(optional(xenScripts)),
    nfsSource: any(optional(nfsSource)),
    setupSource: any(optional(setupSource)),
    migratableSource: any(optional(migratableSource)),
    nfsCopy: each(optional(nfsCopy)),
    setupCopy: each(optional(setupCopy)),
    migratableCopy: each(optional(migratableCopy)),
  },
  messages: {
    missing: 'XenServer host {title} has no {target}; the management server has it in {source}.',
    differs: '{target} of XenServer host {title} is not the one of the management server ({source}).',
    notExecutable: '{target} of XenServer host {title} has the mode {mode} and cannot be executed by everybody.',
    oldRoot: { text: 'Management server {manager} has {source}, and nothing in the folder where version 4.1 and newer look.', severity: 'warning' },
  },
  judge(evidence, found) {
    const hosts = xenHostsOf(evidence);
    if (hosts.length > 0 && hosts.every(needsNoHotfix)) return skip(NOT_FOR);
    const pairs = [
      { ...COPIED[0], from: evidence.nfsSource, copies: evidence.nfsCopy },
      { ...COPIED[1], from: evidence.setupSource, copies: evidence.setupCopy },
      { ...COPIED[2], from: evidence.migratableSource, copies: evidence.migratableCopy },
    ];
    const judged = perXenHost(evidence, host => (needsHotfix(host) ? pairs.flatMap(pair => judgePair(host, pair)) : []));
    return Array.isArray(judged) ? [...pairs.flatMap(judgeSource), ...judged] : judged;

    function judgeSource({ from: { host: manager, value }, source }: (typeof pairs)[number]): Outcome[] {
      if (!value) return [undecided(`no folder of scripts on ${manager} has ${source}, so nothing can be compared with it`, manager)];
      return value.path.startsWith(SCRIPTS) ? [] : [found.oldRoot({ manager, source: value.path }, { host: manager, path: value.path })];
    }

    function judgePair(host: XenHost, { from, copies, target }: (typeof pairs)[number]): Outcome[] {
      const asked = copies.find(one => one.host === host.on);
      if (!from.value || !asked) return [];
      const data = { title: host.title, target, source: from.value.path };
      const at = { ...atHost(host), path: target };
      if (asked.value === undefined) return [found.missing(data, at)];
      const entry = answerOn(evidence.modes, host.on)?.find(({ path }) => path === target);
      return [
        ...(asked.value === from.value.text ? [] : [found.differs(data, at)]),
        ...(entry && !isExecutable(entry) ? [found.notExecutable({ title: host.title, target, mode: entry.mode }, at)] : []),
      ];
    }
  },
});
