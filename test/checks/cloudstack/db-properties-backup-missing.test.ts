import check from '../../../checks/cloudstack/db-properties-backup-missing.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, on } from './services.ts';

const file = (path: string, size = 900) => ({ path, size, mode: '0640' });
const missing = (host: string) => ({ message: 'missing' as const, data: {}, host, object: 'copy of db.properties' });

cases(check, {
  on: { from: '2.2.14', to: '4.3.2', phase: 'installed' },
  passes: {
    'as the guide names it': { given: { backups: [file('/etc/cloud/management/db.properties-backup')] } },
    'as the packages for RPM rename it': { given: { backups: [file('/etc/cloud.rpmsave/management/db.properties.rpmsave')] } },
    'as the packages leave it': { given: { backups: [file('/etc/cloud.rpmsave/management/db.properties')] } },
    'an empty one and a whole one': {
      given: { backups: [file('/etc/cloud/management/db.properties-backup', 0), file('/etc/cloud.rpmsave/management/db.properties')] },
    },
    'at a path of the operator': { inputs: { backup: "/srv/it's/db.properties" }, given: { backups: [file("/srv/it's/db.properties")] } },
  },
  fails: {
    none: {
      given: { backups: [] },
      finds: [{ ...missing('management'), remedy: 'cp -a /etc/cloudstack/management/db.properties /etc/cloudstack/management/db.properties-backup' }],
    },
    'none on one of two': { given: { backups: on({ m1: [file('/etc/cloud.rpmsave/management/db.properties')], m2: [] }) }, finds: [missing('m2')] },
    'a directory of that name': {
      given: { backups: [{ ...file('/etc/cloud/management/db.properties-backup'), type: 'directory' }] },
      finds: [missing('management')],
    },
    'an empty one': {
      given: { backups: [file('/etc/cloud/management/db.properties-backup\u001b[2J', 0)] },
      finds: [
        {
          message: 'empty',
          data: { path: '/etc/cloud/management/db.properties-backup\u001b[2J' },
          host: 'management',
          object: 'copy of db.properties',
          path: '/etc/cloud/management/db.properties-backup\u001b[2J',
        },
      ],
    },
  },
  unknown: { 'a folder that is closed': { given: { backups: DENIED }, because: 'permission denied' } },
});
