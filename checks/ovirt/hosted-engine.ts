import type { Host } from './facts/hosts.ts';

/** Hosts that can run the virtual machine of a self-hosted engine. */

/** What an agent says of itself at its best. */
export const BEST_SCORE = 3400;

export const isAgentHost = ({ hostedEngine }: Host): boolean => hostedEngine?.configured === true;

/** Whether its agent could take the engine over now. */
export const canTakeOver = ({ status, hostedEngine }: Host): boolean =>
  status === 'up' &&
  hostedEngine?.configured === true &&
  hostedEngine.active === true &&
  hostedEngine.localMaintenance !== true &&
  (hostedEngine.score ?? 0) > 0;

export const HOSTED_ENGINE_REFS = [
  'https://www.ovirt.org/documentation/upgrade_guide/#Updating_a_self-hosted_engine_minor_updates',
  'https://github.com/oVirt/ovirt-engine/blob/master/packaging/setup/plugins/ovirt-engine-common/ovirt-engine/system/he.py',
] as const;
