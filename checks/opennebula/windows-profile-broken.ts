import { check, each } from '../../src/index.ts';
import { WINDOWS_PROFILE, windowsProfileSize } from './facts/sunstone.ts';

/** Of the file that came with 7.0; whoever mends it makes it another size. */
const BROKEN_SIZE = 1419;

export default check({
  id: 'opennebula/windows-profile-broken',
  title: 'The profile for Windows in Sunstone is not the one that came with 7.0',
  severity: 'advice',
  applies: {
    platform: 'opennebula',
    phases: ['installed', 'post'],
    paths: [{ to: '7.0' }],
    because: 'only 7.0 came with the wrong profile',
  },
  why: 'libvirt refuses virtual machines that are made with the profile windows_optimized of 7.0.',
  fix: 'Replace its content by that of the known issues of 7.0, and restart opennebula-fireedge where it runs.',
  refs: ['https://docs.opennebula.io/7.0/software/release_information/release_notes_70/known_issues/'],
  covers: ['A.7.8'],
  needs: { sizes: each(windowsProfileSize) },
  messages: { broken: '{path} is the one that came with 7.0: it has {size} bytes.' },
  judge: ({ sizes }, found) =>
    sizes.flatMap(({ host, value }) =>
      value === BROKEN_SIZE ? [found.broken({ path: WINDOWS_PROFILE, size: value }, { host, path: WINDOWS_PROFILE })] : [],
    ),
});
