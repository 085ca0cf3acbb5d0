import { fact, integer, nullable, rows, type SecretMark, secretMark, table, text } from '../../../src/index.ts';
import { databaseCipher } from '../database-cipher.ts';

/** A password as a row holds it: `empty` where it is NULL. */
const passwordOf = (value: string | null): SecretMark => secretMark(value) ?? { form: 'empty', mark: '' };

type ClusterDetail = { readonly id: number; readonly cluster_id: number; readonly name: string } & (
  | { readonly url: string }
  | { readonly password: SecretMark }
);

/**
 * Rows of the clusters that concern vCenter: `url` and `password`. Rows whose name differs from `password` in case only are here too;
 * what they hold is hidden and not classified, as no management server decrypts it.
 */
export const clusterDetails = fact({
  id: 'cloudstack.vcenter-cluster-details',
  title: 'vCenter details of clusters',
  role: 'database',
  query: table('cloud.cluster_details', {
    columns: ['id', 'cluster_id', 'name', 'value'],
    where: { column: 'name', in: ['password', 'Password', 'PASSWORD', 'url'] },
  }),
  secrets: [{ column: 'value', when: { column: 'name', equals: 'password' }, by: databaseCipher }],
  parse: body =>
    rows({ id: integer, cluster_id: integer, name: text, value: nullable(text) })(body).flatMap(({ value, ...row }): ClusterDetail[] => {
      if (row.name === 'url') return [{ ...row, url: value ?? '' }];
      return row.name.toLowerCase() === 'password' ? [{ ...row, password: passwordOf(value) }] : [];
    }),
});

/** Data centers of vCenter servers. The table is there from 4.2 on. */
export const vmwareDataCenters = fact({
  id: 'cloudstack.vmware-data-centers',
  title: 'VMware data centers',
  role: 'database',
  query: table('cloud.vmware_data_center', { columns: ['id', 'name', 'guid', 'password'] }),
  secrets: [{ column: 'password', by: databaseCipher }],
  parse: body =>
    rows({ id: integer, name: nullable(text), guid: nullable(text), password: nullable(text) })(body).map(({ password, ...row }) => ({
      ...row,
      password: passwordOf(password),
    })),
});

/** Which zone a VMware data center belongs to. */
export const vmwareDataCenterZones = fact({
  id: 'cloudstack.vmware-data-center-zones',
  title: 'zones of VMware data centers',
  role: 'database',
  query: table('cloud.vmware_data_center_zone_map', { columns: ['zone_id', 'vmware_data_center_id'] }),
  parse: body => rows({ zone_id: integer, vmware_data_center_id: integer })(body),
});
