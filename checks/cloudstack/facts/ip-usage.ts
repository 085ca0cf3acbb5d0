import { fact, nullable, rows, table, text } from '../../../src/index.ts';

/** When public addresses were assigned, as the usage server of 2.2 notes it: one row for each address and owner. */
export const addressUsage = fact({
  id: 'cloudstack.address-usage',
  title: 'usage of public IP addresses',
  role: 'database',
  query: table('cloud_usage.usage_ip_address', { columns: ['assigned'] }),
  parse: body => rows({ assigned: nullable(text) })(body).map(({ assigned }) => assigned ?? ''),
});

const IP_ADDRESS = 3;

/** How many usage records of public addresses there are. */
export const addressRecords = fact({
  id: 'cloudstack.address-usage-records',
  title: 'usage records of public IP addresses',
  role: 'database',
  query: table('cloud_usage.cloud_usage', { columns: ['usage_type'], where: { column: 'usage_type', equals: IP_ADDRESS } }),
  parse: body => rows({ usage_type: text })(body).length,
});
