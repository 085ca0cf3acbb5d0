import { check, optional, skip, undecided } from '../../src/index.ts';
import { engineOptions } from './facts/engine-options.ts';
import { SETUP_CONFIGURATION, setupConfiguration } from './facts/setup-configuration.ts';
import { GUIDE, SETUP_SOURCE } from './references.ts';

export default check({
  id: 'ovirt/setup-preview-outdated',
  title: 'The preview of engine-setup shows the value of SANWipeAfterDelete that is in use',
  severity: 'advice',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped', 'installed'], because: 'the preview is shown by engine-setup' },
  why: 'engine-setup shows what was answered when the engine was installed. It does not write it over what engine-config set since.',
  fix: 'Nothing has to be done: accept the preview. The value in use stays as it is.',
  refs: [GUIDE, SETUP_SOURCE],
  covers: ['A.1.6'],
  needs: { configuration: optional(setupConfiguration), options: engineOptions },
  messages: { differs: 'engine-setup will show Default SAN wipe after delete: {stored}; in use is {used}, which stays.' },
  judge({ configuration, options }, found) {
    if (!configuration) return skip('engine-setup has never ended well on this host: its configuration is not there');
    const stored = configuration.flag('OVESETUP_CONFIG/sanWipeAfterDelete');
    if (stored === undefined) return skip('engine-setup has stored no value of SANWipeAfterDelete');
    const used = options.get('SANWipeAfterDelete')?.trim().toLowerCase();
    if (used !== 'true' && used !== 'false') return [undecided('the engine database has no option SANWipeAfterDelete that is true or false')];
    if (stored === (used === 'true')) return [];
    return [found.differs({ stored: stored ? 'True' : 'False', used }, { object: 'option SANWipeAfterDelete', path: SETUP_CONFIGURATION })];
  },
});
