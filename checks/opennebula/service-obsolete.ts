import { check, sh } from '../../src/index.ts';
import { isObsolete, runs, unitsNeed } from './facts/service-units.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';

export default check({
  id: 'opennebula/service-obsolete',
  title: 'No service that 7.0 dropped is left on the front-ends',
  severity: 'warning',
  applies: {
    platform: 'opennebula',
    phases: ['post'],
    paths: [{ to: '>=7.0' }],
    because: 'the scheduler, Sunstone and its console proxy were services of their own up to 6.10',
  },
  why: 'From 7.0 on, oned starts the scheduler itself, and FireEdge is the only web interface. A scheduler of 6.x that still runs gives orders to the new oned.',
  fix: {
    schedulerRunning: {
      commands: [sh`systemctl disable --now opennebula-scheduler.service`],
      undo: sh`systemctl enable --now opennebula-scheduler.service`.text,
    },
    left: ({ unit }) => ({
      text: 'Disable it, and remove the package it came with.',
      commands: [sh`systemctl disable --now ${unit}`],
      undo: sh`systemctl enable --now ${unit}`.text,
      note: 'The guide names opennebula-scheduler among the services to stop for 7.0 too; there is none any more.',
    }),
  },
  refs: ['https://github.com/OpenNebula/one/issues/7998', 'https://github.com/OpenNebula/one/tree/release-7.0.0/share/pkgs/services/systemd'],
  covers: ['A.4.3'],
  needs: { ...frontendNeeds, ...unitsNeed },
  messages: {
    schedulerRunning: { text: 'opennebula-scheduler.service, the scheduler of 6.x, is {state}.', severity: 'blocker' },
    left: '{unit}, which 7.0 does not have, is still installed ({file}) and {state}.',
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ units }, host) =>
      units
        .filter(unit => isObsolete(unit) && unit.load !== 'not-found' && (unit.load !== 'masked' || runs(unit)))
        .map(unit => {
          const at = { host, object: unit.name };
          if (unit.name === 'opennebula-scheduler.service' && runs(unit)) return found.schedulerRunning({ state: unit.active }, at);
          return found.left({ unit: unit.name, file: unit.file || unit.load, state: unit.active }, at);
        }),
    ),
});
