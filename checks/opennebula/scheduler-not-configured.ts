import { check, each, type Outcome, sh } from '../../src/index.ts';
import { ADDED, sevenTraces } from './facts/config-files.ts';
import { ONED_CONF, onedConf } from './facts/oned-conf.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { vectorsOf } from './oned-conf.ts';
import { source } from './pools.ts';

const upgrade = {
  text: 'See what onecfg status says, and run onecfg upgrade. If it finds nothing to do, the version it has recorded is wrong.',
  down: 'opennebula on this front-end',
  commands: [sh`onecfg status`, sh`onecfg upgrade`],
};

export default check({
  id: 'opennebula/scheduler-not-configured',
  title: 'oned starts the scheduler',
  severity: 'blocker',
  applies: {
    platform: 'opennebula',
    phases: ['post'],
    paths: [{ to: '>=7.0' }],
    because: 'up to 6.10 the scheduler is a service of its own, with its own file',
  },
  why: 'From 7.0 on, oned starts the scheduler that SCHED_MAD names. Without it oned starts as well, and virtual machines stay pending for ever.',
  fix: {
    noScheduler: upgrade,
    noRanking: upgrade,
  },
  refs: [source('src/onecfg/share/migrators/6.10.2_to_7.0.0.rb')],
  covers: ['A.4.14'],
  needs: { ...frontendNeeds, conf: each(onedConf), traces: each(sevenTraces) },
  messages: {
    noScheduler: '{path} has no SCHED_MAD with an EXECUTABLE, so oned starts no scheduler.',
    noRanking: '{path} is not there, the configuration of the scheduler in 7.0.',
    unreadable: '{path} is no configuration that oned can read, at line {line}: {problem}.',
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ conf: { oned }, traces }, host): Outcome[] => {
      const at = { host, path: ONED_CONF };
      const ranking = traces.added ? [] : [found.noRanking({ path: ADDED }, { host, object: ADDED, path: ADDED })];
      if ('problem' in oned) return [found.unreadable({ path: ONED_CONF, ...oned }, { ...at, line: oned.line }), ...ranking];
      const names = vectorsOf(oned.attributes, 'SCHED_MAD').some(one => (one.get('EXECUTABLE') ?? '') !== '');
      return [...(names ? [] : [found.noScheduler({ path: ONED_CONF }, at)]), ...ranking];
    }),
});
