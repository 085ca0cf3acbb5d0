import { check, each, type Outcome, optional, sh } from '../../src/index.ts';
import { listeningPorts } from './facts/listening-ports.ts';
import { fireedgePort, ONED_CONF, onedConf } from './facts/oned-conf.ts';
import { runs, unitsNeed } from './facts/service-units.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { singleOf } from './oned-conf.ts';
import { source, UPGRADE_GUIDE } from './pools.ts';

const DEFAULT = 2633;
const FIREEDGE = 'opennebula-fireedge.service';

export default check({
  id: 'opennebula/api-port-closed',
  title: 'oned and FireEdge listen on their ports',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['post'] },
  why: 'A service may be active for systemd and not answer: FireEdge dies and is started over and over where Node.js is too old for it, and oned does not open its port before its database is in order. What the API answers cannot be asked without an account.',
  fix: {
    api: { text: 'Read the end of /var/log/one/oned.log.', commands: [sh`systemctl status opennebula`, sh`tail -n 50 /var/log/one/oned.log`] },
    fireedge: {
      text: 'Read the end of /var/log/one/fireedge.error. On RHEL and AlmaLinux 9 with 7.2, the module nodejs:20 must be enabled.',
      commands: [sh`systemctl status opennebula-fireedge`, sh`tail -n 50 /var/log/one/fireedge.error`],
    },
  },
  refs: [UPGRADE_GUIDE, source('share/etc/oned.conf'), 'https://github.com/OpenNebula/one/issues/7620'],
  covers: ['A.4.18', 'A.4.19'],
  needs: { ...frontendNeeds, ...unitsNeed, conf: each(onedConf), fireedge: each(optional(fireedgePort)), ports: each(listeningPorts) },
  messages: {
    api: 'Nobody listens on port {port}, where {path} has the API of oned.',
    fireedge: 'Nobody listens on port {port}, where FireEdge should, and {unit} is enabled.',
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ units, conf: { oned }, fireedge, ports }, host): Outcome[] => {
      const port = Number(('attributes' in oned && singleOf(oned.attributes, 'PORT')) || DEFAULT);
      const unit = units.find(({ name }) => name === FIREEDGE);
      const wanted = unit !== undefined && (runs(unit) || /^enabled/.test(unit.file));
      const [web, at] = [fireedge ?? 2616, (number: number) => ({ host, object: `port ${number}` })];
      return [
        ...(ports.includes(port) ? [] : [found.api({ port, path: ONED_CONF }, at(port))]),
        ...(wanted && !ports.includes(web) ? [found.fireedge({ port: web, unit: FIREEDGE }, at(web))] : []),
      ];
    }),
});
