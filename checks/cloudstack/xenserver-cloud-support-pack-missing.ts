import { attempt, check, each, type Outcome, sh, skip } from '../../src/index.ts';
import type { Installed } from './facts/xenserver-host.ts';
import { cspPackage } from './facts/xenserver-support-pack.ts';
import { answerOn, atHost, GUIDE_30, perXenHost } from './xenserver.ts';
import { HOTFIX_PATHS, hotfixOn, type Software, xenHotfixNeeds } from './xenserver-hotfix.ts';

/** They bring a kernel for which the modules of the pack have to be installed again. */
const WITH_KERNEL = ['XS602E005', 'XS602E007'];

/** The latest of those hotfixes on a host. */
const kernelHotfix = (software: Software): (Installed & { readonly hotfix: string }) | undefined =>
  WITH_KERNEL.flatMap(hotfix => {
    const there = hotfixOn(software, hotfix);
    return there ? [{ ...there, hotfix }] : [];
  })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .at(-1);

export default check({
  id: 'cloudstack/xenserver-cloud-support-pack-missing',
  title: 'XenServer hosts with the hotfix XS602E005 or XS602E007 have a Cloud Support Pack that was installed after it',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['post'], ...HOTFIX_PATHS },
  why: 'These hotfixes bring a new kernel. Without the modules of the pack for it, security groups do not work on the host.',
  fix: {
    missing: {
      text: 'Get xenserver-cloud-supp.tgz for this hotfix from the vendor, install it on the host, and reboot.',
      commands: [sh`tar xf xenserver-cloud-supp.tgz`, sh`xe-install-supplemental-pack xenserver-cloud-supp.iso`],
      note: 'The guide names coltrane.eng.hq.xensource.com, a host that only the vendor reaches.',
    },
    older: {
      text: 'Install the pack of this hotfix on the host again, and reboot.',
      commands: [sh`tar xf xenserver-cloud-supp.tgz`, sh`xe-install-supplemental-pack xenserver-cloud-supp.iso`],
    },
  },
  refs: [GUIDE_30],
  covers: ['74'],
  needs: { ...xenHotfixNeeds, packages: each(attempt(cspPackage)) },
  messages: {
    missing: 'XenServer host {title} has the hotfix {hotfix}, and neither a pack whose name has cloud-supp or csp nor the package csp-pack.',
    older: 'XenServer host {title} has the hotfix {hotfix} since {since}, and the Cloud Support Pack of {installed}, which is older.',
  },
  judge(evidence, found) {
    const told = evidence.software.flatMap(({ value }) => (value ? [value] : []));
    const judged = perXenHost(evidence, (host): Outcome[] => {
      const software = answerOn(evidence.software, host.on);
      const hotfix = software && kernelHotfix(software);
      if (!hotfix) return [];
      const data = { title: host.title, hotfix: hotfix.hotfix };
      const installed = installedAt(software, host.on);
      if (installed === undefined) return [found.missing(data, atHost(host))];
      if (installed >= Date.parse(hotfix.at)) return [];
      return [found.older({ ...data, since: hotfix.at, installed: new Date(installed).toISOString() }, atHost(host))];
    });
    const allTold = told.length === evidence.hosts.length && evidence.hosts.length > 0;
    return allTold && !told.some(kernelHotfix) ? skip(`no XenServer host has ${WITH_KERNEL.join(' or ')}`) : judged;

    function installedAt({ packs }: Software, on: string): number | undefined {
      const rpm = answerOn(evidence.packages, on);
      const times = packs.filter(({ name }) => /cloud-?supp|csp/i.test(name)).map(({ at }) => Date.parse(at));
      const all = rpm && 'value' in rpm && rpm.value !== undefined ? [...times, rpm.value * 1000] : times;
      return all.length === 0 ? undefined : Math.max(...all);
    }
  },
});
