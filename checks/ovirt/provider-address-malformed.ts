import { check, skip } from '../../src/index.ts';
import { providerAddresses } from './facts/outdated-rows.ts';

const FITS = /^https?:\/\/[^/]*:\d+\/(?:v3|v2\.0)\/?$/;

export default check({
  id: 'ovirt/provider-address-malformed',
  title: 'The login address of every external provider names a port and the version of Keystone',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'engine-setup takes these addresses apart and stops at one of another form.',
  fix: {
    malformed: ({ name }) =>
      `In the Administration Portal, Administration > Providers > ${name} > Edit: write the authentication address as http(s)://HOST:PORT/v3 or .../v2.0.`,
  },
  refs: ['https://github.com/oVirt/ovirt-engine/blob/master/packaging/setup/plugins/ovirt-engine-setup/ovirt-engine/upgrade/auth_url_validation.py'],
  covers: ['A.3.29'],
  needs: { providers: providerAddresses },
  messages: { malformed: 'Provider {name} logs in at {url}, which engine-setup does not understand.' },
  judge({ providers }, found) {
    if (providers.length === 0) return skip('no external provider logs in to anything');
    return providers.filter(({ url }) => !FITS.test(url)).map(({ name, url }) => found.malformed({ name, url }, { object: `provider ${name}` }));
  },
});
