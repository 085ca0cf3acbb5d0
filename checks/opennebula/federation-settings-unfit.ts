import { check, each, type OnHost, type Outcome } from '../../src/index.ts';
import { FEDERATION_GUIDE } from './cluster.ts';
import { type Deployment, deployment } from './facts/deployment.ts';
import { ONED_CONF } from './facts/oned-conf.ts';
import { source } from './pools.ts';

const MODES = ['STANDALONE', 'MASTER', 'SLAVE', 'CACHE'];

const zoneOf = ({ zone }: Deployment): string => (zone === undefined ? 'none' : String(zone));

export default check({
  id: 'opennebula/federation-settings-unfit',
  title: 'FEDERATION in oned.conf is one that oned starts with, and equal on all front-ends of the zone',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'It decides what has to be upgraded in which order: one front-end, a cluster, or a zone of a federation. A configuration that was migrated or copied wrongly makes oned stop, or start as something else.',
  fix: `Correct FEDERATION in ${ONED_CONF} from the copy that was made before the upgrade; onecfg upgrade keeps one in /var/lib/one/backups/config.`,
  refs: [source('src/nebula/Nebula.cc'), FEDERATION_GUIDE],
  covers: ['A.6.1'],
  needs: { deployments: each(deployment) },
  messages: {
    role: { text: 'This front-end is {mode} in zone {zone}, {server}.', severity: 'note' },
    unknownMode: '{path} has the MODE "{mode}", which is none of STANDALONE, MASTER, SLAVE and CACHE: oned does not start.',
    masterMissing: '{path} has the MODE {mode} and no MASTER_ONED: oned does not start.',
    zoneMissing: '{path} has the MODE {mode} and no ZONE_ID: oned does not start.',
    differ: 'This front-end is {mode} in zone {zone}, and front-end {other} is {otherMode} in zone {otherZone}.',
  },
  judge: ({ deployments }, found) =>
    deployments.flatMap((one): Outcome[] => {
      const { host, value } = one;
      const [first] = deployments;
      const at = { host, path: ONED_CONF };
      const data = { path: ONED_CONF, mode: value.mode };
      if (!MODES.includes(value.mode)) return [found.unknownMode(data, at)];
      const role = found.role(
        { mode: value.mode, zone: zoneOf(value), server: value.server < 0 ? 'alone' : `server ${value.server} of a cluster` },
        at,
      );
      return [
        role,
        ...(['SLAVE', 'CACHE'].includes(value.mode) && value.masterOned === '' ? [found.masterMissing(data, at)] : []),
        ...(['MASTER', 'SLAVE'].includes(value.mode) && value.zone === undefined ? [found.zoneMissing(data, at)] : []),
        ...(first && differs(first, one)
          ? [
              found.differ(
                { mode: value.mode, zone: zoneOf(value), other: first.host, otherMode: first.value.mode, otherZone: zoneOf(first.value) },
                at,
              ),
            ]
          : []),
      ];
    }),
});

const differs = ({ value: a }: OnHost<Deployment>, { value: b }: OnHost<Deployment>): boolean => a.mode !== b.mode || a.zone !== b.zone;
