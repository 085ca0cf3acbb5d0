import check from '../../../checks/cloudstack/vcenter-password-tables-differ.ts';
import { cases } from '../../support/cases.ts';
import { cluster, dataCenter, keyFiles, MANAGEMENT_KEY, PASSWORD, password, url, v1, v2 } from './vcenter.ts';

const zones = [{ zone_id: 1, vmware_data_center_id: 4 }];
const given = (inCluster: string | null, inDataCenter: string | null, more: object = {}) => ({
  clusters: [cluster],
  details: [url, password(inCluster)],
  dataCenters: [dataCenter(inDataCenter)],
  zones,
  legacy: [],
  ...more,
});
const differ = (data: object = {}, object = 'cloud.cluster_details row 12') =>
  ({
    message: 'differ',
    data: { cluster: 'vc1 (id 3)', clusterRow: 12, dataCenter: 'DC1@10.1.1.5', dataCenterRow: 4, ...data },
    object,
    remedy: 'whichever is wrong',
  }) as const;

cases(check, {
  on: { from: '4.3.1', to: '4.3.2', phase: 'pre' },
  passes: {
    'one password in two encrypted texts': { given: given(v1(PASSWORD), v2(PASSWORD)), keyFiles: keyFiles.on },
    'one encrypted text that no key opens': { given: given(v1(PASSWORD, 'third'), v1(PASSWORD, 'third')), keyFiles: keyFiles.on },
    'one encrypted text without a key': { given: given(v1(PASSWORD), v1(PASSWORD)), keyFiles: keyFiles.withoutKey },
    'plain here, encrypted there': { given: given(PASSWORD, v1(PASSWORD)), keyFiles: keyFiles.on },
    'once here, twice there': { given: given(v1(PASSWORD), v1(v1(PASSWORD))), keyFiles: keyFiles.on },
    'with the database key here, with the management key there': { given: given(v1(PASSWORD), v1(PASSWORD, MANAGEMENT_KEY)), keyFiles: keyFiles.on },
    'plain in both, with encryption off': { given: given(PASSWORD, PASSWORD), keyFiles: keyFiles.off },
    'none in either': { given: given(null, ''), keyFiles: keyFiles.on },
    'an escaped url': {
      given: given(v1(PASSWORD), v1(PASSWORD), {
        details: [{ ...url, value: 'http://10.1.1.5/DC%201/C1' }, password(v1(PASSWORD))],
        dataCenters: [dataCenter(v2(PASSWORD), { guid: 'DC 1@10.1.1.5' })],
        zones: [],
      }),
      keyFiles: keyFiles.on,
    },
    'a url in another case': {
      given: given(v1(PASSWORD), v2(PASSWORD), { dataCenters: [dataCenter(v2(PASSWORD), { guid: 'dc1@10.1.1.5' })], zones: [] }),
      keyFiles: keyFiles.on,
    },
    'no url, found by the zone': { given: given(v1(PASSWORD), v1(PASSWORD), { details: [password(v1(PASSWORD))] }), keyFiles: keyFiles.on },
    'another data center with another password': {
      given: given(v1(PASSWORD), v1(PASSWORD), {
        dataCenters: [dataCenter(v1('another'), { id: 5, guid: 'DC2@10.1.1.5' }), dataCenter(v1(PASSWORD))],
      }),
      keyFiles: keyFiles.on,
    },
    'a cluster of another hypervisor': {
      given: given(v1(PASSWORD), v1(PASSWORD), {
        clusters: [cluster, { ...cluster, id: 5, hypervisor_type: 'XenServer' }],
        details: [url, password(v1(PASSWORD)), password('xen', { id: 13, cluster_id: 5 })],
      }),
      keyFiles: keyFiles.on,
    },
  },
  fails: {
    'two passwords': { given: given(v1(PASSWORD), v1('another')), keyFiles: keyFiles.on, finds: [differ()] },
    'two passwords that differ in case': { given: given(v1(PASSWORD), v1('s3cret-vc!')), keyFiles: keyFiles.on, finds: [differ()] },
    'one has a blank after it': { given: given(v1(PASSWORD), v1(`${PASSWORD} `)), keyFiles: keyFiles.on, finds: [differ()] },
    'two passwords in plain text, with encryption off': { given: given(PASSWORD, 'another'), keyFiles: keyFiles.off, finds: [differ()] },
    'nothing here, a password there': { given: given(null, v1(PASSWORD)), keyFiles: keyFiles.on, finds: [differ()] },
    'the second of two rows of one cluster': {
      given: given(null, v1(PASSWORD), { details: [url, password(v1(PASSWORD)), password(v1('old'), { id: 13 })] }),
      keyFiles: keyFiles.on,
      finds: [differ({ clusterRow: 13 }, 'cloud.cluster_details row 13')],
    },
    'the url counts before the zone': {
      given: given(v1(PASSWORD), v1('another'), {
        dataCenters: [dataCenter(v1('another')), dataCenter(v1(PASSWORD), { id: 5, guid: 'DC2@10.1.1.5' })],
        zones: [{ zone_id: 1, vmware_data_center_id: 5 }],
      }),
      keyFiles: keyFiles.on,
      finds: [differ()],
    },
  },
  skips: {
    'the table is not there before 4.2': {
      given: { clusters: [cluster], details: [url, password(v1(PASSWORD))] },
      keyFiles: keyFiles.on,
      from: '4.1.1',
      because: 'it comes with 4.2',
    },
    'no VMware cluster': {
      given: given(null, null, { clusters: [] }),
      keyFiles: keyFiles.on,
      because: 'no cluster is of the hypervisor type VMware',
    },
    'legacy zones only': {
      given: given(v1(PASSWORD), v1('another'), { legacy: [{ zone_id: 1 }] }),
      keyFiles: keyFiles.on,
      because: 'several VMware data centers',
    },
  },
  unknown: {
    'one that cannot be opened in the cluster': {
      given: given(v1(PASSWORD, 'third'), v1(PASSWORD)),
      keyFiles: keyFiles.on,
      because: 'row 12 of cloud.cluster_details could not be decrypted',
    },
    'one that cannot be opened in the data center': {
      given: given(v1(PASSWORD), v1(PASSWORD, 'third')),
      keyFiles: keyFiles.on,
      because: 'row 4 of cloud.vmware_data_center could not be decrypted',
    },
    'no key for two texts': { given: given(v1(PASSWORD), v2(PASSWORD)), keyFiles: keyFiles.withoutKey, because: 'cannot be compared' },
    'no data center for the cluster': {
      given: given(v1(PASSWORD), v1(PASSWORD), { zones: [], details: [{ ...url, value: 'vcenter' }, password(v1(PASSWORD))] }),
      keyFiles: keyFiles.on,
      because: 'no row of vmware_data_center is of VMware cluster vc1 (id 3)',
    },
    'no password row': { given: given(null, v1(PASSWORD), { details: [url] }), keyFiles: keyFiles.on, because: 'has no row password' },
    'a row under another name': {
      given: given(null, v1(PASSWORD), { details: [url, password(v1(PASSWORD), { name: 'Password' })] }),
      keyFiles: keyFiles.on,
      because: 'has no row password',
    },
    'a table is denied': {
      given: given(null, null, { details: { status: 'denied', reason: 'SELECT command denied' } }),
      keyFiles: keyFiles.on,
      because: 'SELECT command denied',
    },
    'a url that is no url': {
      given: given(v1(PASSWORD), v1(PASSWORD), { zones: [], details: [{ ...url, value: 'http://%zz/%E0%A4%A/__proto__' }, password(v1(PASSWORD))] }),
      keyFiles: keyFiles.on,
      because: 'no row of vmware_data_center',
    },
  },
});
