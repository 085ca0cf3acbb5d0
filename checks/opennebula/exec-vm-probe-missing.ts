import { check, each, lines, type Outcome, sh } from '../../src/index.ts';
import { MONITORD_CONF, monitordConf } from './facts/oned-conf.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { vectorsOf } from './oned-conf.ts';
import { source } from './pools.ts';

export default check({
  id: 'opennebula/exec-vm-probe-missing',
  title: 'The monitoring daemon has a period for EXEC_VM',
  severity: 'blocker',
  applies: {
    platform: 'opennebula',
    phases: ['post'],
    paths: [{ to: '>=7.2' }],
    because: 'the probe EXEC_VM came with 7.2',
  },
  why: 'The probes of 7.2 look for the period of EXEC_VM in what the front-end tells them, and die without it: hosts go into the state ERROR, with "undefined method `text\' for nil" in the log of the node.',
  fix: {
    missing: {
      text: `onecfg upgrade adds it. Where that is done, write this line into PROBES_PERIOD of ${MONITORD_CONF} (with a comma after the line before it) and restart opennebula.`,
      commands: [lines('    EXEC_VM        = 5,'), sh`systemctl restart opennebula`],
    },
  },
  refs: ['https://github.com/OpenNebula/one/issues/7659', source('src/monitor/etc/monitord.conf', 'release-7.2.0')],
  covers: ['A.4.15'],
  needs: { ...frontendNeeds, conf: each(monitordConf) },
  messages: {
    missing: 'PROBES_PERIOD in {path} has no EXEC_VM.',
    unreadable: '{path} is no configuration that the monitoring daemon can read, at line {line}: {problem}.',
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ conf: { oned } }, host): Outcome[] => {
      const at = { host, path: MONITORD_CONF };
      if ('problem' in oned) return [found.unreadable({ path: MONITORD_CONF, ...oned }, { ...at, line: oned.line })];
      const has = vectorsOf(oned.attributes, 'PROBES_PERIOD').some(one => one.has('EXEC_VM'));
      return has ? [] : [found.missing({ path: MONITORD_CONF }, { ...at, object: 'EXEC_VM' })];
    }),
});
