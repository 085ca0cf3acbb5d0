import check from '../../../checks/ovirt/engine-service-down.ts';
import { ENGINE_UNITS } from '../../../checks/ovirt/facts/services.ts';
import { cases } from '../../support/cases.ts';

/** What systemctl shows: `active enabled` by unit; all others are not installed. */
const units = (given: Readonly<Record<string, string>>): string =>
  ENGINE_UNITS.map(name => {
    const [active = 'inactive', enabled = ''] = (given[name] ?? '').split(' ').filter(Boolean);
    return `Id=${name}.service\nLoadState=${given[name] === undefined ? 'not-found' : 'loaded'}\nActiveState=${active}\nUnitFileState=${enabled}\n`;
  }).join('\n');

const usual = {
  'ovirt-engine': 'active enabled',
  httpd: 'active enabled',
  'rh-postgresql10-postgresql': 'active enabled',
  'ovirt-engine-dwhd': 'active enabled',
};
const configuration = 'OVESETUP_DWH_CORE/enable=bool:True\nOVESETUP_CONFIG/websocketProxyConfig=bool:False\n';
const database = 'ENGINE_DB_HOST="localhost"\nENGINE_DB_PASSWORD="canary-of-the-engine"\n';
const remote = database.replace('localhost', 'db1.lab.example');

cases(check, {
  on: { from: '4.3.10.4', to: '4.3.11.4', phase: 'post' },
  passes: {
    'all that is configured runs': { given: { units: units(usual), configuration, database } },
    'a helper is installed and was not configured': {
      given: { units: units({ ...usual, 'ovirt-websocket-proxy': 'inactive disabled' }), configuration, database },
    },
    'the database is elsewhere': {
      given: { units: units({ ...usual, 'rh-postgresql10-postgresql': 'inactive disabled' }), configuration, database: remote },
    },
    'PostgreSQL of the system, with an old one left': {
      given: { units: units({ ...usual, 'rh-postgresql10-postgresql': 'inactive disabled', postgresql: 'active enabled' }), configuration, database },
    },
    'without a configuration, what is enabled counts': { given: { units: units(usual), database } },
  },
  fails: {
    'the engine is down, and the web server failed': {
      given: { units: units({ ...usual, 'ovirt-engine': 'inactive enabled', httpd: 'failed enabled' }), configuration, database },
      finds: [
        {
          message: 'down',
          data: { unit: 'ovirt-engine', state: 'inactive' },
          object: 'service ovirt-engine',
          remedy: 'systemctl enable --now ovirt-engine',
        },
        { message: 'down', data: { unit: 'httpd', state: 'failed' }, object: 'service httpd' },
      ],
    },
    'the engine is still starting': {
      given: { units: units({ ...usual, 'ovirt-engine': 'activating enabled' }), configuration, database },
      finds: [{ message: 'down', data: { unit: 'ovirt-engine', state: 'activating' }, object: 'service ovirt-engine' }],
    },
    'the engine is not installed': {
      given: { units: units({ httpd: 'active enabled', postgresql: 'active enabled' }), database },
      finds: [{ message: 'down', data: { unit: 'ovirt-engine', state: 'not installed' }, object: 'service ovirt-engine' }],
    },
    'the local database is down': {
      given: { units: units({ ...usual, 'rh-postgresql10-postgresql': 'failed enabled' }), configuration, database },
      finds: [
        { message: 'databaseDown', data: { unit: 'rh-postgresql10-postgresql', state: 'failed' }, object: 'service rh-postgresql10-postgresql' },
      ],
    },
    'a helper is configured and down': {
      given: { units: units({ ...usual, 'ovirt-engine-dwhd': 'inactive disabled' }), configuration, database },
      finds: [{ message: 'helperDown', data: { unit: 'ovirt-engine-dwhd', state: 'inactive' }, object: 'service ovirt-engine-dwhd' }],
    },
    'active, and gone after the next boot': {
      given: { units: units({ ...usual, 'ovirt-engine': 'active disabled', 'ovirt-imageio': 'active disabled' }), configuration, database },
      finds: [
        { message: 'notEnabled', data: { unit: 'ovirt-engine' }, object: 'service ovirt-engine', remedy: 'systemctl enable ovirt-engine' },
        { message: 'notEnabled', data: { unit: 'ovirt-imageio' }, object: 'service ovirt-imageio' },
      ],
    },
  },
  unknown: {
    'systemctl leaves a unit out': {
      given: { units: 'Id=httpd.service\nActiveState=active\n', configuration, database },
      because: 'nothing of ovirt-engine',
    },
    'it is not known where the database is': {
      given: { units: units(usual), configuration, database: 'ENGINE_DB_HOST="$OTHER"\n' },
      because: 'does not say where its database is',
    },
    'the configuration of the database may not be read': {
      given: { units: units(usual), database: { status: 'denied', reason: 'permission denied' } },
      because: 'permission denied',
    },
  },
});
