import { check, sh } from '../../src/index.ts';
import { isObsolete, isProxy, runs, type Unit, unitsNeed } from './facts/service-units.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';

const start = ({ unit }: { readonly unit: string | number }) => ({
  commands: [sh`systemctl daemon-reload`, sh`systemctl start ${unit}`, sh`systemctl status ${unit}`],
  undo: sh`systemctl stop ${unit}`.text,
});

/** Of a cluster, only the leader runs these for sure. */
const FOLLOW = ['opennebula-flow.service', 'opennebula-gate.service'];

/** It runs for a moment and ends, or systemd starts it when there is something to do. */
const isBrief = ({ name }: Unit): boolean => /^opennebula-(?:showback|ssh-socks-cleaner)\.service$/.test(name);

export default check({
  id: 'opennebula/service-down',
  title: 'Every enabled service of OpenNebula runs',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['post'] },
  why: 'A service that does not start after the upgrade is the first sign of a configuration that was not migrated, or of a database of another version.',
  fix: { down: start, failed: start, followerDown: start },
  refs: ['https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/upgrading_single/'],
  covers: ['A.4.2'],
  needs: { ...frontendNeeds, ...unitsNeed },
  messages: {
    down: '{unit} is {state}.',
    failed: '{unit} failed.',
    followerDown: { text: '{unit} is {state} on {host}; on a follower of a cluster that may be right.', severity: 'warning' },
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ units }, host) =>
      units.filter(isRequired).flatMap(unit => {
        const at = { host, object: unit.name };
        if (unit.active === 'failed') return [found.failed({ unit: unit.name }, at)];
        if (runs(unit) && unit.active !== 'deactivating') return [];
        const data = { unit: unit.name, state: unit.load === 'loaded' ? unit.active : unit.load };
        const isFollower = evidence.units.length > 1 && FOLLOW.includes(unit.name);
        return [isFollower ? found.followerDown({ ...data, host }, at) : found.down(data, at)];
      }),
    ),
});

/** oned always; the others where systemd is told to start them, or where one failed. */
const isRequired = (unit: Unit): boolean =>
  unit.name === 'opennebula.service' ||
  (!isObsolete(unit) && !isProxy(unit) && !isBrief(unit) && (unit.active === 'failed' || /^enabled/.test(unit.file)));
