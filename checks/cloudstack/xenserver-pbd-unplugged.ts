import { check, each, type Outcome, optional, sh, skip } from '../../src/index.ts';
import { xenPoolHosts, xenUnpluggedPbds } from './facts/xenserver-pool.ts';
import { GUIDE_30, NO_XENSERVER, perPool, xenNeeds } from './xenserver.ts';
import { HOTFIX_PATHS } from './xenserver-hotfix.ts';

export default check({
  id: 'cloudstack/xenserver-pbd-unplugged',
  title: 'Every XenServer host is connected to all of its storage',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['post'], ...HOTFIX_PATHS },
  why: 'After a reboot a host may come up without some of its storage repositories, and virtual machines on those do not start there.',
  fix: {
    unplugged: ({ uuid }) => ({
      text: 'Plug it, on any host of the pool.',
      commands: [sh`xe pbd-plug uuid=${uuid}`],
      undo: `xe pbd-unplug uuid=${uuid}`,
      note: 'The guide does it in a loop of the shell that lacks its last word, done, so that nothing happens.',
    }),
    hostDown: ({ uuid }) => ({ text: 'Bring the host up, then plug it.', commands: [sh`xe pbd-plug uuid=${uuid}`] }),
  },
  refs: [GUIDE_30],
  covers: ['77'],
  needs: { ...xenNeeds, pbds: each(optional(xenUnpluggedPbds)), members: each(optional(xenPoolHosts)) },
  messages: {
    unplugged: 'XenServer host {name} is not connected to storage repository {storage} (PBD {uuid}).',
    hostDown: { text: 'XenServer host {name}, which is down, is not connected to storage repository {storage} (PBD {uuid}).', severity: 'warning' },
  },
  judge({ members, ...evidence }, found) {
    if (evidence.hosts.length === 0) return skip(NO_XENSERVER);
    const known = members.flatMap(({ value }) => value ?? []);
    return perPool(evidence, evidence.pbds, (pbds, { on }): Outcome[] =>
      pbds.map(({ uuid, host, storage }) => {
        const member = known.find(one => one.uuid === host);
        const data = { uuid, storage, name: member?.name ?? host };
        const at = { host: on, object: `PBD ${uuid}` };
        return member?.live === false ? found.hostDown(data, at) : found.unplugged(data, at);
      }),
    );
  },
});
