import { before, check, each, type Outcome, optional, type Skip, sh, skip } from '../../src/index.ts';
import { ONED_CONF, oldScheduler, onedConf } from './facts/oned-conf.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { singleOf } from './oned-conf.ts';
import { source } from './pools.ts';

export default check({
  id: 'opennebula/scheduler-limit-smaller',
  title: 'oned starts as many virtual machines at a time on a host as the scheduler of 6.x did',
  severity: 'warning',
  applies: {
    platform: 'opennebula',
    phases: ['post'],
    paths: [{ from: '<7.0', to: '>=7.0' }],
    because: 'only an upgrade from 6.x changes the scheduler',
  },
  why: 'MAX_HOST of the old sched.conf became MAX_ACTIONS_PER_HOST in oned.conf. Where onecfg did not carry it over, it is 1, and the cloud seems slow: each host gets one virtual machine at a time.',
  fix: {
    smaller: ({ old }) => ({
      text: `Set MAX_ACTIONS_PER_HOST = ${old} in ${ONED_CONF}, and restart opennebula.`,
      commands: [sh`systemctl restart opennebula`],
    }),
  },
  refs: [source('src/onecfg/share/migrators/6.10.2_to_7.0.0.rb'), 'https://github.com/OpenNebula/one/issues/7639'],
  covers: ['A.4.14'],
  needs: { ...frontendNeeds, conf: each(onedConf), old: before(each(optional(oldScheduler))) },
  messages: { smaller: 'MAX_ACTIONS_PER_HOST is {now}, and MAX_HOST of the scheduler of 6.x was {old}.' },
  judge: ({ old, ...evidence }, found) =>
    perFrontend(evidence, ({ conf: { oned } }, host): Outcome[] | Skip => {
      const limit = old.find(one => one.host === host)?.value;
      if (limit === undefined) return skip('there was no /etc/one/sched.conf on this front-end before');
      if ('problem' in oned) return skip(`${ONED_CONF} is no configuration that oned can read`);
      const now = Number(singleOf(oned.attributes, 'MAX_ACTIONS_PER_HOST') ?? 1);
      return now < limit ? [found.smaller({ now, old: limit }, { host, object: 'MAX_ACTIONS_PER_HOST', path: ONED_CONF })] : [];
    }),
});
