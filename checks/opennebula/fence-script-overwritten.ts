import { any, attempt, check, each, type Outcome, sh, skip, undecided } from '../../src/index.ts';
import { FENCE_SCRIPT, type FenceScripts, fenceScripts, hostErrorHooks } from './facts/known-issues.ts';

const COPY = '/root/fence_host.sh.before';
const STATES = { stock: 'the one that is shipped, which only fails', missing: 'not there', customised: 'customised' } as const;

export default check({
  id: 'opennebula/fence-script-overwritten',
  title: 'The script that fences failed hosts is kept over the upgrade of the packages',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'The upgrade of the packages puts the shipped fence_host.sh in the place of a customised one; from 7.4.1 on only an example is shipped. The hook for failed hosts then stops before it moves virtual machines, which shows at the next failure of a host.',
  fix: {
    customised: {
      text: 'Keep a copy, and put it back on every front-end after the upgrade of the packages, before oned is started.',
      commands: [sh`cp -a ${FENCE_SCRIPT} ${COPY}`],
      undo: sh`cp -a ${COPY} ${FENCE_SCRIPT}`.text,
    },
    overwritten: ({ copy }) => ({
      text: 'Look whether this copy is the right one, and put it back on every front-end.',
      commands: [sh`cp -a ${copy} ${FENCE_SCRIPT}`, sh`chown oneadmin:oneadmin ${FENCE_SCRIPT}`],
    }),
  },
  refs: ['https://github.com/OpenNebula/one/issues/7996'],
  covers: ['A.7.13'],
  needs: { hooks: any(hostErrorHooks), scripts: each(attempt(fenceScripts)) },
  messages: {
    customised: {
      text: 'The hook {hook} fences hosts with {path}, which is customised; the upgrade of the packages overwrites it.',
      severity: 'warning',
    },
    overwritten: 'The hook {hook} fences hosts with {path}, which is {state}. Newest customised copy: {copy}.',
  },
  judge({ hooks: { value: hooks }, scripts }, found, { phase }) {
    const unread = hooks.find(({ fences }) => fences === undefined);
    const hook = hooks.find(({ fences }) => fences);
    if (!hook && unread) return [undecided(`the body of hook ${unread.id} is no XML that can be read`)];
    if (!hook) return skip('no hook runs ft/host_error.rb, so nothing fences hosts');
    return scripts.flatMap(({ host, value: tried }) => {
      if (!('value' in tried)) return [undecided(`the script and its copies could not be looked at: ${tried.reason}`, host)];
      return phase === 'pre' || phase === 'stopped' ? before(host, tried.value) : after(host, tried.value);
    });

    function before(host: string, { live }: FenceScripts): Outcome[] {
      return live === 'customised' ? [found.customised({ hook: hook!.name, path: FENCE_SCRIPT }, { host, path: FENCE_SCRIPT })] : [];
    }

    function after(host: string, { live, copies }: FenceScripts): Outcome[] {
      const copy = copies.at(-1);
      if (live === 'customised' || copy === undefined) return [];
      return [found.overwritten({ hook: hook!.name, path: FENCE_SCRIPT, state: STATES[live], copy }, { host, path: FENCE_SCRIPT })];
    }
  },
});
