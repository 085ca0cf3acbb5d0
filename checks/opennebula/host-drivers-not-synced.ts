import { any, check, type Outcome, sh, skip, undecided } from '../../src/index.ts';
import { type HostVersion, hostVersions } from './facts/host-versions.ts';
import { frontendNeeds, installedOn } from './onecfg/frontends.ts';
import { hostState } from './states.ts';

const OFFLINE = 8;
const INIT = 0;

export default check({
  id: 'opennebula/host-drivers-not-synced',
  title: 'Every host has the drivers of the version that the front-end runs',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['post'] },
  why: 'Drivers are copied to a host when it is added, and when someone synchronises. With those of the old release monitoring and operations fail in ways that do not name the cause.',
  fix: {
    behind: ({ name }) => ({
      text: 'On the leading front-end, as the user oneadmin. If it says that the host is up to date, add --force.',
      commands: [sh`onehost sync ${name}`],
    }),
  },
  refs: ['https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/upgrading_single/'],
  covers: ['A.5.10'],
  needs: { hosts: any(hostVersions), ...frontendNeeds },
  messages: { behind: 'Host {name} (id {id}, {state}) has the drivers of OpenNebula {version}, and the front-end runs {expected}.' },
  judge({ hosts, ...frontends }, found) {
    const expected = versions(frontends)[0];
    const judged = hosts.value.filter(({ state, driver }) => state !== OFFLINE && driver !== 'dummy');
    if (judged.length === 0) return skip('there is no host that is monitored');
    if (expected === undefined) return [undecided('no front-end says which version of OpenNebula is installed')];
    return judged.flatMap(one => about(one, expected));

    function about({ id, name, state, version }: HostVersion, expected: string): Outcome[] {
      if (version === expected) return [];
      if (version === undefined || state === INIT)
        return [undecided(`host ${name} (id ${id}, ${hostState(state)}) has not told the version of its drivers yet: wait for its monitoring`)];
      return [found.behind({ id, name, state: hostState(state), version, expected }, { object: `host ${id}` })];
    }
  },
});

type Frontends = { readonly [K in keyof typeof frontendNeeds]: readonly { readonly host: string; readonly value: unknown }[] };

/** What each front-end runs, in the order of the target. */
function versions(frontends: Frontends): string[] {
  return frontends.oned.flatMap(({ host }) => {
    const of = <K extends keyof Frontends>(need: K) => frontends[need].find(one => one.host === host)?.value;
    return installedOn({ oned: of('oned'), said: of('said'), deb: of('deb'), rpm: of('rpm'), shipped: of('shipped') } as never) ?? [];
  });
}
