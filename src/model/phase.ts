/**
 * The order of a maintenance window: `pre` everything still runs, `stopped` services are down and packages old,
 * `installed` packages are new and not started, `post` everything runs again.
 */
export const PHASES = ['pre', 'stopped', 'installed', 'post'] as const;
export type Phase = (typeof PHASES)[number];

/** Whether the version that is installed is still the one the upgrade starts from. */
export const beforePackages = (phase: Phase): boolean => phase === 'pre' || phase === 'stopped';
