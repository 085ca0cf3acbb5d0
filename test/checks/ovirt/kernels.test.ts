import { describe, expect, test } from 'vitest';
import type { Package } from '../../../checks/ovirt/facts/packages.ts';
import { flavourOf, kernelState, kernelsIn, plainRelease } from '../../../checks/ovirt/kernels.ts';

const kernel = (name: string, versionRelease: string, arch = 'x86_64'): Package => {
  const [version = '', release = ''] = versionRelease.split('-');
  return { name, version, release, arch, installedAt: 1 };
};
const stateOf = (running: string, ...packages: Package[]) => kernelState(running, kernelsIn(packages)).state;

describe('kernels', () => {
  const [old, young] = [kernel('kernel', '3.10.0-862.el7'), kernel('kernel', '3.10.0-1160.el7')];
  test('EL7: by version, not by name', () => {
    expect(stateOf('3.10.0-1160.el7.x86_64', young, old)).toBe('current');
    expect(stateOf('3.10.0-862.el7.x86_64', young, old)).toBe('pending');
  });
  test('a debug kernel is the kernel it is made of', () => {
    expect(stateOf('3.10.0-1160.el7.x86_64.debug', young, old)).toBe('current');
    expect(stateOf('5.14.0-427.el9.x86_64+debug', kernel('kernel-core', '5.14.0-427.el9'))).toBe('current');
  });
  test('EL8: only kernel-core counts, and the empty package may be gone or older', () => {
    const core = kernel('kernel-core', '4.18.0-348.el8');
    expect(stateOf('4.18.0-348.el8.x86_64', core)).toBe('current');
    expect(stateOf('4.18.0-348.el8.x86_64', core, kernel('kernel', '4.18.0-425.el8'))).toBe('current');
  });
  test('one flavour is not compared with another', () => {
    const packages = [kernel('kernel-core', '4.18.0-513.el8'), kernel('kernel-rt-core', '4.18.0-348.rt7.130.el8')];
    expect(stateOf('4.18.0-348.rt7.130.el8.x86_64', ...packages)).toBe('current');
    expect(stateOf('4.18.0-513.el8.x86_64', ...packages)).toBe('current');
    expect(stateOf('5.4.17-2136.el8uek.x86_64', kernel('kernel-uek', '5.4.17-2136.el8uek'), ...packages)).toBe('current');
    expect(stateOf('6.1.0-1.el8.elrepo.x86_64', kernel('kernel-lt-core', '6.1.0-2.el8.elrepo'), kernel('kernel-lt-core', '6.1.0-1.el8.elrepo'))).toBe(
      'pending',
    );
  });
  test('a kernel that was removed, that is newer than all, and none', () => {
    expect(stateOf('3.10.0-957.el7.x86_64', young, old)).toBe('removed');
    expect(stateOf('3.10.0-1160.9.1.el7.x86_64', young, old)).toBe('newer-than-installed');
    expect(stateOf('5.15.0-91-generic', young)).not.toBe('current');
    expect(stateOf('3.10.0-1160.el7.x86_64')).toBe('none-installed');
    expect(stateOf('5.14.0-427.el9.x86_64+rt', kernel('kernel-core', '5.14.0-427.el9'))).toBe('none-installed');
  });
  test('names', () => {
    expect(
      ['5.14.0-1.el9.x86_64+rt', '4.18.0-348.rt7.1.el8.x86_64', '5.4.17-1.el8uek.x86_64', '6.9.1-1.el9.elrepo.x86_64', '3.10.0-1.el7.x86_64'].map(
        flavourOf,
      ),
    ).toEqual(['rt', 'rt', 'uek', 'elrepo', 'standard']);
    expect(plainRelease('5.14.0-1.el9.x86_64+rt-debug\n')).toBe('5.14.0-1.el9.x86_64');
  });
});
