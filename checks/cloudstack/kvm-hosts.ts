import { skip } from '../../src/index.ts';

/** For checks whose needs are all optional or attempts, which would otherwise pass where there is no host to look at. */
export const NO_KVM_HOST = skip('the target names no KVM host (role kvm)');
