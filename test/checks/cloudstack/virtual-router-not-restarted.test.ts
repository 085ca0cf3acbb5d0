import check from '../../../checks/cloudstack/virtual-router-not-restarted.ts';
import { cases } from '../../support/cases.ts';
import { router, ssvm, versions } from './system-vms.ts';

const OLD = { update_time: '2026-11-20 10:00:00' };
const template = (id: number, template_version: string | null) => ({ id, template_version });
const given = (vms: readonly object[], templates: readonly object[] = [], upgrade: unknown = versions) => ({
  given: { vms, templates, upgrade } as never,
});
const found = (id: number, template: string, updated = '2026-11-20 10:00:00') => ({
  message: 'notRestarted' as const,
  data: { id, name: `r-${id}-VM`, updated: `${updated} UTC`, upgraded: '2026-11-21 01:00:00 UTC', template },
  object: `virtual machine ${id}`,
});

cases(check, {
  on: { from: '4.2.1', to: '4.3.1', phase: 'post' },
  passes: {
    'started after the upgrade': given([router(5)]),
    'from before, with the new template already': given(
      [router(5, OLD)],
      [template(5, 'Cloudstack Release 4.3.0 (64-bit) Wed Jan 15 00:27:19 UTC 2014')],
    ),
    'stopped, and so started anew from the template': given([router(5), router(6, { ...OLD, state: 'Stopped' })]),
    'a newer template': given([router(5, OLD)], [template(5, 'cloudstack release 4.4.1')]),
    'the template of 4.13, which is that of 4.11': {
      ...given([router(5, OLD)], [template(5, 'Cloudstack Release 4.11.3')]),
      from: '4.9',
      to: '4.13.1',
    },
    'an older one that is going, and one that was removed': given([
      router(5),
      router(6, { ...OLD, state: 'Expunging' }),
      router(7, { ...OLD, removed: '2014-01-01 00:00:00' }),
    ]),
  },
  fails: {
    'from before the upgrade': {
      ...given([router(5, OLD), router(6)], [template(5, 'Cloudstack Release 4.2.0 Fri Jul 19 03:08:43 UTC 2013'), template(6, null)]),
      finds: [{ ...found(5, 'Cloudstack Release 4.2.0 Fri Jul 19 03:08:43 UTC 2013'), remedy: 'Restart the router r-5-VM' }],
    },
    'it says nothing of its template': { ...given([router(5, OLD)], [template(5, null)]), finds: [found(5, '')] },
    'it is not in the table of routers': { ...given([router(5, OLD)]), finds: [found(5, '')] },
    'in the second of the upgrade': {
      ...given([router(5, { update_time: '2026-11-21 01:00:00' })]),
      finds: [found(5, '', '2026-11-21 01:00:00')],
    },
    'a hostile template version': {
      ...given([router(5, OLD)], [template(5, '\u001b[2J__proto__ Cloudstack Release 9.9')]),
      finds: [found(5, '\u001b[2J__proto__ Cloudstack Release 9.9')],
    },
    'an upgrade that did not end does not count': {
      ...given([router(5, OLD)], [], [...versions, { id: 3, version: '4.4.0', step: 'Upgrade', updated: '2026-11-21 01:50:00' }]),
      finds: [found(5, '')],
    },
  },
  skips: {
    'no router runs': { ...given([ssvm(1), router(5, { state: 'Stopped' })]), because: 'no virtual router runs' },
    'one release line': { ...given([router(5, OLD)]), from: '4.4.0', to: '4.4.4', because: '4.4.0 and 4.4.4 are of one release line' },
  },
  unknown: {
    'no time of the upgrade': { ...given([router(5, OLD)], [], []), because: 'does not say when it was upgraded' },
    'a time that is none': { ...given([router(5, { update_time: '0000-00-00 00:00:00' })]), because: 'r-5-VM (id 5) has no time' },
    'the table is denied': {
      ...given([router(5)], { status: 'denied', reason: 'SELECT command denied' } as never),
      because: 'SELECT command denied',
    },
  },
});
