import { fact, file, properties } from '../../../src/index.ts';
import { MANAGEMENT_FOLDERS } from '../database-keys.ts';

/** What the schemas `cloud` and `cloud_usage` are really called. */
export const databaseNames = fact({
  id: 'cloudstack.database-names',
  title: 'names of the databases in db.properties',
  role: 'management',
  query: MANAGEMENT_FOLDERS.map(folder => file(`${folder}/db.properties`, { keep: { keys: ['db.cloud.name', 'db.usage.name'] } })),
  parse(body) {
    const settings = properties(body);
    return {
      cloud: settings.get('db.cloud.name')?.value.trim() || 'cloud',
      cloud_usage: settings.get('db.usage.name')?.value.trim() || 'cloud_usage',
    };
  },
});
