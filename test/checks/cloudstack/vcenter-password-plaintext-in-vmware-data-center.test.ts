import check from '../../../checks/cloudstack/vcenter-password-plaintext-in-vmware-data-center.ts';
import { cases } from '../../support/cases.ts';
import { dataCenter, init, keyFiles, MANAGEMENT_KEY, PASSWORD, proof, v1, v2 } from './vcenter.ts';

const OF = 'VMware data center DC1@10.1.1.5';
const TABLE = 'cloud.vmware_data_center';
const JASYPT = 'V1 by jasypt';
const zones = [{ zone_id: 1, vmware_data_center_id: 4 }];
const removed = [{ id: 1, removed: null }];
const given = (...dataCenters: readonly object[]) => ({ proof, dataCenters: dataCenters as never, zones, removed });
const row = (message: string, { data = {}, id = 4, remedy }: { data?: object; id?: number; remedy?: string } = {}) =>
  ({
    message,
    data: { of: OF, id, table: TABLE, encryptor: JASYPT, ...data },
    object: `${TABLE} row ${id}`,
    ...(remedy !== undefined && { remedy }),
  }) as never;
const notVerified = (because: string) =>
  ({ message: 'notVerified', data: { of: OF, id: 4, table: TABLE, because }, object: `${TABLE} row 4` }) as never;
const UPDATE = `UPDATE cloud.vmware_data_center SET password = '\${CIPHER:?was not encrypted}' WHERE id = 4;`;

cases(check, {
  on: { from: '4.3.1', to: '4.3.2', phase: 'pre' },
  passes: {
    'encrypted with the database key': { given: given(dataCenter(v1(PASSWORD))), keyFiles: keyFiles.on },
    'the second format': {
      given: { ...given(dataCenter(v2(PASSWORD))), proof: init(v2('true')) },
      keyFiles: keyFiles.onV2,
      from: '4.20.0.0',
      to: '4.22.0.0',
    },
    'plain text of a zone that was removed': {
      given: {
        ...given(dataCenter(v1(PASSWORD)), dataCenter(PASSWORD, { id: 5, guid: 'DC2@10.1.1.5' })),
        zones: [...zones, { zone_id: 2, vmware_data_center_id: 5 }],
        removed: [...removed, { id: 2, removed: '2014-01-01 00:00:00' }],
      },
      keyFiles: keyFiles.on,
    },
    'the tables of zones are not there': { given: { proof, dataCenters: [dataCenter(v1(PASSWORD))] }, keyFiles: keyFiles.on },
  },
  fails: {
    'plain text': { given: given(dataCenter(PASSWORD)), keyFiles: keyFiles.on, finds: [row('plaintext', { remedy: UPDATE })] },
    'plain text after the upgrade from 4.1, which copied it': {
      given: given(dataCenter(PASSWORD)),
      keyFiles: keyFiles.on,
      from: '4.1.1',
      phase: 'post',
      finds: [row('plaintext')],
    },
    'plain text after the upgrade from 4.0': {
      given: given(dataCenter(PASSWORD)),
      keyFiles: keyFiles.on,
      from: '4.0.2',
      phase: 'post',
      finds: [row('plaintextFrom40')],
    },
    'plain text after the upgrade from 2.2': {
      given: given(dataCenter(PASSWORD)),
      keyFiles: keyFiles.on,
      from: '2.2.14',
      phase: 'post',
      finds: [row('plaintext')],
    },
    'plain text of no zone, which is read all the same': {
      given: { ...given(dataCenter(PASSWORD)), zones: [] },
      keyFiles: keyFiles.on,
      finds: [row('plaintext')],
    },
    'plain text where one of two zones was removed': {
      given: {
        ...given(dataCenter(PASSWORD)),
        zones: [...zones, { zone_id: 2, vmware_data_center_id: 4 }],
        removed: [...removed, { id: 2, removed: '2014-01-01 00:00:00' }],
      },
      keyFiles: keyFiles.on,
      finds: [row('plaintext')],
    },
    'the management key, as the guide does it': {
      given: given(dataCenter(v1(PASSWORD, MANAGEMENT_KEY))),
      keyFiles: keyFiles.on,
      finds: [row('managementKey', { remedy: UPDATE })],
    },
    'encrypted twice': { given: given(dataCenter(v1(v1(PASSWORD)))), keyFiles: keyFiles.on, finds: [row('encryptedTwice')] },
    'another key': { given: given(dataCenter(v1(PASSWORD, 'third'))), keyFiles: keyFiles.on, finds: [row('otherKey')] },
    'the format that the settings exclude': {
      given: given(dataCenter(v1(PASSWORD))),
      keyFiles: keyFiles.onV2,
      from: '4.19.1.0',
      to: '4.22.0.0',
      finds: [row('otherFormat', { data: { encryptor: 'V2' }, remedy: '--encryptorversion=V2' })],
    },
    'keys of two management servers that differ': {
      given: given(dataCenter(v1(PASSWORD))),
      keyFiles: { on: { m1: keyFiles.defaults, m2: keyFiles.on } },
      finds: [row('someServers')],
    },
    empty: { given: given(dataCenter('')), keyFiles: keyFiles.on, finds: [row('empty')] },
    'no key': {
      given: given(dataCenter(v1(PASSWORD))),
      keyFiles: keyFiles.withoutKey,
      finds: [notVerified('the file with the management key is not there or could not be read')],
    },
    'one of two': {
      given: given(dataCenter(v1(PASSWORD)), dataCenter(PASSWORD, { id: 5, name: "DC'; --", guid: null })),
      keyFiles: keyFiles.on,
      finds: [row('plaintext', { id: 5, data: { of: "VMware data center DC'; --" } })],
    },
    'neither guid nor name': {
      given: given(dataCenter(PASSWORD, { guid: null, name: null })),
      keyFiles: keyFiles.on,
      finds: [row('plaintext', { data: { of: 'VMware data center ' } })],
    },
  },
  skips: {
    'the table is not there before 4.2': { given: { proof }, keyFiles: keyFiles.on, from: '4.1.1', because: 'it comes with 4.2' },
    'no data center': { given: given(), keyFiles: keyFiles.on, because: 'names no VMware data center' },
    'only one of a removed zone': {
      given: { ...given(dataCenter(PASSWORD)), removed: [{ id: 1, removed: '2014-01-01 00:00:00' }] },
      keyFiles: keyFiles.on,
      because: 'names no VMware data center of a zone that is in use',
    },
    'encryption off': { given: { ...given(dataCenter(PASSWORD)), proof: init('true') }, keyFiles: keyFiles.off, because: 'encryption is off' },
  },
  unknown: {
    'the column is denied': {
      given: { ...given(), dataCenters: { status: 'denied', reason: "SELECT command denied to user 'preflight'" } },
      keyFiles: keyFiles.on,
      because: 'VMware data centers on database: SELECT command denied',
    },
    'no management server answers': { given: given(dataCenter(PASSWORD)), because: 'db.properties' },
    'the table has no passwords': {
      given: given({ id: 4, name: 'DC1', guid: 'DC1@10.1.1.5' }),
      keyFiles: keyFiles.on,
      because: 'the table has no column password',
    },
  },
});
