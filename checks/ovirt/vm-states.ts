import type { Vm } from './facts/vms.ts';

/** Has a process on a host, and must leave it or end before the host is updated. */
const MOVING = ['up', 'powering_up', 'reboot_in_progress', 'migrating', 'not_responding', 'unknown', 'wait_for_launch', 'powering_down'];
/** Nothing is decided of these for the moment: the engine refuses to migrate them. */
const UNSETTLED = ['migrating', 'not_responding', 'unknown', 'image_locked', 'saving_state', 'restoring_state', 'unassigned'];

/** It has memory on a host that has to be found elsewhere. */
export const mustMove = ({ status }: Pick<Vm, 'status'>): boolean => MOVING.includes(status);
/** Neither down nor suspended. */
export const isRunning = ({ status }: Pick<Vm, 'status'>): boolean => !['down', 'suspended', 'image_illegal'].includes(status);
export const isUnsettled = ({ status }: Pick<Vm, 'status'>): boolean => UNSETTLED.includes(status);

/** The virtual machine of the engine itself, which the agents of the hosts move. */
export const isEngineVm = ({ origin }: Pick<Vm, 'origin'>): boolean => origin === 'hosted_engine' || origin === 'managed_hosted_engine';
