import { check, sh } from '../../src/index.ts';
import { isProxy, runs, SERVER_UNITS, type Unit, unitsNeed } from './facts/service-units.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';

const stop = ({ unit }: { readonly unit: string | number }) => ({
  commands: [sh`systemctl stop ${unit}`],
  undo: sh`systemctl start ${unit}`.text,
});

/** These only help others, and the guide does not name them: what they do cannot damage the database or the configuration. */
const isHelper = ({ name }: Unit): boolean =>
  (SERVER_UNITS.includes as (name: string) => boolean)(name) && !/^opennebula(?:-hem)?\.service$/.test(name);

export default check({
  id: 'opennebula/service-running',
  title: 'Every service of OpenNebula on the front-ends is stopped',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['stopped', 'installed'] },
  why: 'Whatever still runs works with the old code and the new files, and oned must not touch the database while onedb upgrades it. systemctl list-units, as the guide has it, lists timers and failed units for ever; each unit is asked here.',
  fix: { running: stop, helperRunning: stop, proxyRunning: stop, failed: ({ unit }) => ({ commands: [sh`systemctl reset-failed ${unit}`] }) },
  refs: ['https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/upgrading_single/', 'https://github.com/OpenNebula/one/issues/7998'],
  covers: ['A.4.1', 'A.4.5'],
  needs: { ...frontendNeeds, ...unitsNeed },
  messages: {
    running: '{unit} is {state}.',
    helperRunning: { text: '{unit} is {state}; the guide does not name it, and the upgrade of the packages may start it anew.', severity: 'warning' },
    proxyRunning: { text: '{unit} is {state}, and lets users in at FireEdge as soon as that starts.', severity: 'warning' },
    failed: { text: '{unit} is stopped because it failed. See why before the upgrade: it may fail after it.', severity: 'warning' },
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ units }, host) =>
      units.flatMap(unit => {
        const [data, at] = [
          { unit: unit.name, state: unit.active },
          { host, object: unit.name },
        ];
        if (!runs(unit)) return unit.active === 'failed' && !isProxy(unit) ? [found.failed({ unit: unit.name }, at)] : [];
        if (isProxy(unit)) return [found.proxyRunning(data, at)];
        return [found[isHelper(unit) ? 'helperRunning' : 'running'](data, at)];
      }),
    ),
});
