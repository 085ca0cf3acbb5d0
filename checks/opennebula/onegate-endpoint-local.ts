import { check, each, type Outcome, type Skip, skip } from '../../src/index.ts';
import { ONED_CONF, onedConf } from './facts/oned-conf.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { singleOf } from './oned-conf.ts';
import { source } from './pools.ts';

export default check({
  id: 'opennebula/onegate-endpoint-local',
  title: 'Virtual machines can reach the address of OneGate that they are given',
  severity: 'advice',
  applies: { platform: 'opennebula', phases: ['pre', 'post'] },
  why: 'ONEGATE_ENDPOINT is handed to virtual machines as it stands. An address of the front-end alone leads each of them to itself.',
  fix: { local: `Set ONEGATE_ENDPOINT in ${ONED_CONF} to an address of the front-end that virtual machines reach, after onecfg upgrade.` },
  refs: [source('share/etc/oned.conf')],
  covers: ['A.4.20'],
  needs: { ...frontendNeeds, conf: each(onedConf) },
  messages: {
    endpoint: { text: 'Virtual machines are told to find OneGate at {endpoint}.', severity: 'note' },
    local: 'Virtual machines are told to find OneGate at {endpoint}, which is the machine itself.',
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ conf: { oned } }, host): Outcome[] | Skip => {
      if ('problem' in oned) return skip(`${ONED_CONF} is no configuration that oned can read`);
      const endpoint = singleOf(oned.attributes, 'ONEGATE_ENDPOINT') ?? '';
      if (endpoint === '') return skip(`${ONED_CONF} has no ONEGATE_ENDPOINT`);
      const isLocal = /^[a-z]{1,10}:\/\/(?:localhost|127\.[\d.]+|\[?::1\]?)(?=[:/]|$)/i.test(endpoint);
      return [found[isLocal ? 'local' : 'endpoint']({ endpoint }, { host, object: 'ONEGATE_ENDPOINT', path: ONED_CONF })];
    }),
});
