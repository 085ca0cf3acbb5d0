import { check } from '../../src/index.ts';
import { SERVER_UNITS, unitsNeed } from './facts/service-units.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';

export default check({
  id: 'opennebula/service-unit-missing',
  title: 'The front-ends have every unit of systemd that the server package ships',
  severity: 'advice',
  applies: { platform: 'opennebula', phases: ['installed', 'post'] },
  why: 'Without one of the smaller units OpenNebula runs, and something stops quietly: showback is not calculated, hooks are not executed, connections to hosts are left open.',
  fix: 'Install the package opennebula (and opennebula-common) again, in the version that is installed, and run systemctl daemon-reload.',
  refs: ['https://github.com/OpenNebula/one/tree/release-7.0.0/share/pkgs/services/systemd'],
  covers: ['A.4.4'],
  needs: { ...frontendNeeds, ...unitsNeed },
  messages: { missing: 'systemd does not know {unit}.' },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ units }, host) =>
      units
        .filter(({ name, load }) => SERVER_UNITS.some(one => one === name) && load === 'not-found')
        .map(({ name }) => found.missing({ unit: name }, { host, object: name })),
    ),
});
