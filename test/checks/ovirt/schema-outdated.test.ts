import check from '../../../checks/ovirt/schema-outdated.ts';
import { cases } from '../../support/cases.ts';

const folder = '/usr/share/ovirt-engine/dbscripts/upgrade';
const scripts = [`${folder}/04_03_0960_add_x.sql`, `${folder}/04_03_0010_y.sql`, `${folder}/00_00_README`, `${folder}/04_02_9999_z.sql`].map(
  path => ({ path }),
);
const row = (version: string, current: boolean, state = 'INSTALLED') => ({ version, script: `upgrade/${version}_x.sql`, state, current });
const done = [row('04020100', false), row('04030960', true)];

cases(check, {
  on: { from: '4.3.10.4', to: '4.3.11.4', phase: 'post' },
  passes: {
    'the newest script was run': { given: { schema: done, scripts } },
    'others were skipped': { given: { schema: [row('04020101', false, 'SKIPPED'), ...done], scripts } },
  },
  fails: {
    'it is older': {
      given: { schema: [row('04030910', true)], scripts },
      finds: [{ message: 'older', data: { schema: '04030910', script: '04030960' }, remedy: 'engine-setup' }],
    },
    'a script failed': {
      given: { schema: [...done, row('04030955', false, 'FAILED')], scripts },
      finds: [{ message: 'failed', data: { schema: '04030955', script: 'upgrade/04030955_x.sql' }, object: 'script upgrade/04030955_x.sql' }],
    },
    'it is newer': {
      given: { schema: [row('04040010', true)], scripts },
      finds: [{ message: 'newer', data: { schema: '04040010', script: '04030960' } }],
    },
  },
  unknown: {
    'no row is current': { given: { schema: [row('04030960', false)], scripts }, because: 'no current row' },
    'the table is empty': { given: { schema: [], scripts }, because: 'no current row' },
    'there are no scripts': { given: { schema: done, scripts: [] }, because: 'no upgrade scripts' },
    'the table is not there': { given: { scripts }, because: 'schema' },
  },
});
