import { check, each, type Outcome, optional, sh } from '../../src/index.ts';
import { NETWORK_CONF, xenAioRequests, xenBooted } from './facts/xenserver-host.ts';
import { answerOn, atHost, GUIDE_30, perXenHost, type XenHost } from './xenserver.ts';
import { HOTFIX_PATHS, hotfixName, type Software, xenHotfixNeeds } from './xenserver-hotfix.ts';

/** What setupxenserver.sh writes. */
const AIO_REQUESTS = 1_048_576;

/** What needs a reboot to take effect, and when it came. */
const changes = ({ hotfixes, packs, networkConf }: Software) => [
  ...hotfixes.map(({ name, at }) => ({ what: `the hotfix ${hotfixName(name)}`, at })),
  ...packs.map(({ name, at }) => ({ what: `the pack ${name}`, at })),
  ...(networkConf === undefined ? [] : [{ what: NETWORK_CONF, at: networkConf }]),
];

export default check({
  id: 'cloudstack/xenserver-reboot-pending',
  title: 'Every XenServer host was rebooted and set up after its last hotfix',
  severity: 'warning',
  applies: { platform: 'cloudstack', phases: ['post'], ...HOTFIX_PATHS },
  why: 'Until the reboot the host runs the old kernel and hypervisor, and what setupxenserver.sh sets is lost at each boot.',
  fix: {
    notRebooted: { text: 'Migrate the virtual machines to other hosts of the pool, then reboot this host.', commands: [sh`reboot`] },
    notSetUp: {
      text: 'Run this on the host. A message that /etc/cron.daily/logrotate cannot be found does no harm.',
      commands: [sh`/opt/xensource/bin/setupxenserver.sh`],
    },
  },
  refs: [GUIDE_30, 'https://github.com/apache/cloudstack/blob/4.3/scripts/vm/hypervisor/xenserver/setupxenserver.sh'],
  covers: ['76'],
  needs: { ...xenHotfixNeeds, booted: each(optional(xenBooted)), aioRequests: each(optional(xenAioRequests)) },
  messages: {
    notRebooted: 'XenServer host {title} got {what} on {at}, and runs since {booted}.',
    notSetUp: 'XenServer host {title} was not set up since its boot: fs.aio-max-nr is {actual}, and setupxenserver.sh makes it {wanted}.',
  },
  judge: (evidence, found) =>
    perXenHost(evidence, (host): Outcome[] => {
      const booted = answerOn(evidence.booted, host.on);
      const software = answerOn(evidence.software, host.on);
      const later = booted === undefined || !software ? [] : changes(software).filter(({ at }) => Date.parse(at) > booted);
      return [
        ...later.map(({ what, at }) => found.notRebooted({ title: host.title, what, at, booted: new Date(booted!).toISOString() }, atHost(host))),
        ...(later.length === 0 ? setUp(host) : []),
      ];

      function setUp({ title, on }: XenHost): Outcome[] {
        const actual = answerOn(evidence.aioRequests, on);
        return actual === undefined || actual >= AIO_REQUESTS ? [] : [found.notSetUp({ title, actual, wanted: AIO_REQUESTS }, atHost(host))];
      }
    }),
});
