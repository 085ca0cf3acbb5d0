import check from '../../../checks/cloudstack/vcenter-password-plaintext-in-cluster-details.ts';
import { cases } from '../../support/cases.ts';
import { cluster, DATABASE_KEY, init, keyFiles, MANAGEMENT_KEY, PASSWORD, password, proof, url, v1, v2 } from './vcenter.ts';

const OF = 'VMware cluster vc1 (id 3)';
const TABLE = 'cloud.cluster_details';
const JASYPT = 'V1 by jasypt';
const given = (...details: readonly object[]) => ({ proof, clusters: [cluster], details: [url, ...details] as never, legacy: [] });
const row = (message: string, more: { data?: object; id?: number; remedy?: string } = {}) => {
  const { data = {}, id = 12, remedy } = more;
  return {
    message,
    data: { of: OF, id, table: TABLE, encryptor: JASYPT, ...data },
    object: `${TABLE} row ${id}`,
    ...(remedy !== undefined && { remedy }),
  } as never;
};
const notVerified = (because: string) =>
  ({
    message: 'notVerified',
    data: { of: OF, id: 12, table: TABLE, because },
    object: `${TABLE} row 12`,
    remedy: 'Do not encrypt it again',
  }) as never;
const UPDATE = `UPDATE cloud.cluster_details SET value = '\${CIPHER:?was not encrypted}' WHERE id = 12;`;

cases(check, {
  on: { from: '4.3.1', to: '4.3.2', phase: 'pre' },
  passes: {
    'encrypted with the database key': { given: given(password(v1(PASSWORD))), keyFiles: keyFiles.on },
    'a password that looks encrypted itself': { given: given(password(v1('abcdefghijklmnopqrstuvwxyz012345'))), keyFiles: keyFiles.on },
    'a line end that was pasted with it, which jasypt skips': { given: given(password(`${v1(PASSWORD)}\n`)), keyFiles: keyFiles.on },
    'the command of the guide, where both keys are equal': {
      given: { ...given(password(v1(PASSWORD, 'password'))), proof: init(v1('true', 'password')) },
      keyFiles: keyFiles.defaults,
    },
    'the second format, from 4.18 on': {
      given: { ...given(password(v2(PASSWORD))), proof: init(v2('true')) },
      keyFiles: keyFiles.onV2,
      from: '4.19.1.0',
      to: '4.22.0.0',
    },
    'the files of 4.0': { given: given(password(v1(PASSWORD))), keyFiles: keyFiles.old, from: '4.0.2', to: '4.3.2' },
    'encrypted, though init proves nothing': { given: { ...given(password(v1(PASSWORD))), proof: [] }, keyFiles: keyFiles.on },
    'plain text of a cluster that was removed': {
      given: {
        ...given(password(v1(PASSWORD)), password(PASSWORD, { id: 13, cluster_id: 5 })),
        clusters: [cluster, { ...cluster, id: 5, removed: '2014-01-01 00:00:00' }],
      },
      keyFiles: keyFiles.on,
    },
    'plain text of a cluster of another hypervisor': {
      given: {
        ...given(password(v1(PASSWORD)), password('kvm-root', { id: 13, cluster_id: 5 })),
        clusters: [cluster, { ...cluster, id: 5, hypervisor_type: 'KVM' }],
      },
      keyFiles: keyFiles.on,
    },
    'other details in plain text': {
      given: given(
        password(v1(PASSWORD)),
        { id: 14, cluster_id: 3, name: 'username', value: 'root' },
        { id: 15, cluster_id: 3, name: 'cpuOvercommitRatio', value: '1.0' },
      ),
      keyFiles: keyFiles.on,
    },
    'clusters of a version that keeps no removed ones': {
      given: { ...given(password(v1(PASSWORD))), clusters: [{ id: 3, name: 'vc1', hypervisor_type: 'VMware', data_center_id: 1 }] },
      keyFiles: keyFiles.on,
      from: '2.2.14',
      phase: 'post',
    },
  },
  notes: {
    'two rows with the same password': {
      given: given(password(v1(PASSWORD)), password(v2(PASSWORD), { id: 13 })),
      keyFiles: keyFiles.on,
      finds: [{ message: 'duplicates', data: { ids: '12, 13', of: OF }, object: 'cluster 3' }],
    },
    'a misspelt row beside the right one': {
      given: given(password(v1(PASSWORD)), password(PASSWORD, { id: 13, name: 'Password' })),
      keyFiles: keyFiles.on,
      finds: [{ message: 'misspeltToo', data: { id: 13, name: 'Password', of: OF }, object: `${TABLE} row 13` }],
    },
  },
  fails: {
    'plain text': { given: given(password(PASSWORD)), keyFiles: keyFiles.on, finds: [row('plaintext', { remedy: UPDATE })] },
    'plain text of base64 letters that is no whole block': {
      given: given(password('abcdefghijklmnopqrstuvwx')),
      keyFiles: keyFiles.on,
      finds: [row('plaintext')],
    },
    'plain text, and no key is needed to see it': {
      given: given(password(PASSWORD)),
      keyFiles: keyFiles.withoutKey,
      finds: [row('plaintext', { remedy: 'Management key: ' })],
    },
    'the hypervisor in another case': {
      given: { ...given(password(PASSWORD)), clusters: [{ ...cluster, hypervisor_type: 'vmware' }] },
      keyFiles: keyFiles.on,
      finds: [row('plaintext')],
    },
    'plain text after the upgrade from 3.0': {
      given: given(password(PASSWORD)),
      keyFiles: keyFiles.on,
      from: '3.0.2',
      phase: 'post',
      finds: [row('plaintext')],
    },
    'plain text of 4.0': {
      given: given(password(PASSWORD)),
      keyFiles: keyFiles.old,
      from: '4.0.2',
      finds: [row('plaintextFrom40', { remedy: 'Do this when the new packages are installed.' })],
    },
    'the old format shown by init, from 4.18 on': {
      given: given(password(PASSWORD)),
      keyFiles: keyFiles.on,
      from: '4.19.1.0',
      to: '4.22.0.0',
      finds: [row('plaintext', { data: { encryptor: 'V1' }, remedy: '--encryptorversion=V1' })],
    },
    'the new format shown by init': {
      given: { ...given(password(PASSWORD)), proof: init(v2('true')) },
      keyFiles: keyFiles.on,
      from: '4.19.1.0',
      to: '4.22.0.0',
      finds: [row('plaintext', { data: { encryptor: 'V2' }, remedy: '--encryptorversion=V2' })],
    },
    'neither format shown': {
      given: { ...given(password(PASSWORD)), proof: [] },
      keyFiles: keyFiles.on,
      from: '4.19.1.0',
      to: '4.22.0.0',
      finds: [row('plaintext', { data: { encryptor: 'V1 or V2' }, remedy: 'in the format of the other encrypted values' })],
    },
    'the tool of the new version after the upgrade to 4.18': {
      given: given(password(PASSWORD)),
      keyFiles: keyFiles.onV1,
      from: '4.17.2.0',
      to: '4.18.0.0',
      phase: 'post',
      finds: [row('plaintext', { data: { encryptor: 'V1' }, remedy: 'com.cloud.utils.crypt.EncryptionCLI' })],
    },
    'the management key, as the guide does it': {
      given: given(password(v1(PASSWORD, MANAGEMENT_KEY))),
      keyFiles: keyFiles.on,
      finds: [row('managementKey', { remedy: 'JasyptPBEStringEncryptionCLI' })],
    },
    'encrypted twice': { given: given(password(v1(v1(PASSWORD)))), keyFiles: keyFiles.on, finds: [row('encryptedTwice')] },
    'by hand with the management key, then by the upgrade': {
      given: given(password(v1(v1(PASSWORD, MANAGEMENT_KEY)))),
      keyFiles: keyFiles.on,
      finds: [row('encryptedTwice')],
    },
    'with a key that is neither': {
      given: given(password(v1(PASSWORD, 'third'))),
      keyFiles: keyFiles.on,
      finds: [row('otherKey', { remedy: UPDATE })],
    },
    'a plain password of that shape, with the right key at hand': {
      given: given(password('abcdefghijklmnopqrstuvwxyz012345')),
      keyFiles: keyFiles.on,
      finds: [row('otherKey')],
    },
    'the format that the settings exclude': {
      given: { ...given(password(v2(PASSWORD))) },
      keyFiles: keyFiles.onV1,
      from: '4.19.1.0',
      to: '4.22.0.0',
      finds: [row('otherFormat', { data: { encryptor: 'V1' } })],
    },
    'keys of two management servers that differ': {
      given: given(password(v1(PASSWORD))),
      keyFiles: { on: { m1: keyFiles.on, m2: keyFiles.defaults } },
      finds: [row('someServers', { remedy: 'Compare db.properties and the key file' })],
    },
    'no key: only the shape is known': {
      given: given(password(v1(PASSWORD))),
      keyFiles: keyFiles.withoutKey,
      finds: [notVerified('the file with the management key is not there or could not be read')],
    },
    'the key is typed in at each start': {
      given: given(password(v1(PASSWORD))),
      keyFiles: keyFiles.web,
      finds: [notVerified('db.cloud.encryption.type is web, so the key is typed in at each start and on no disk')],
    },
    'a key file that does not fit': {
      given: given(password(v1(PASSWORD))),
      keyFiles: keyFiles.wrongKey,
      finds: [notVerified('the management key does not decrypt db.cloud.encrypt.secret')],
    },
    'another key, and init does not prove ours': {
      given: { ...given(password(v1(PASSWORD, 'third'))), proof: init(v1('true', 'third')) },
      keyFiles: keyFiles.on,
      finds: [
        notVerified(
          'the database key does not decrypt it, and does not decrypt the row init of cloud.configuration either, so it may be the wrong key',
        ),
      ],
    },
    'another key, and init is not encrypted at all': {
      given: { ...given(password(v1(PASSWORD, 'third'))), proof: init('true') },
      keyFiles: keyFiles.on,
      finds: [
        notVerified(
          'the database key does not decrypt it, and does not decrypt the row init of cloud.configuration either, so it may be the wrong key',
        ),
      ],
    },
    'another key, and init is NULL': {
      given: { ...given(password(v1(PASSWORD, 'third'))), proof: init(null) },
      keyFiles: keyFiles.on,
      finds: [
        notVerified(
          'the database key does not decrypt it, and does not decrypt the row init of cloud.configuration either, so it may be the wrong key',
        ),
      ],
    },
    'an empty password': { given: given(password('')), keyFiles: keyFiles.on, finds: [row('empty')] },
    'a NULL': { given: given(password(null)), keyFiles: keyFiles.on, finds: [row('empty')] },
    'an empty password that was encrypted': { given: given(password(v1(''))), keyFiles: keyFiles.on, finds: [row('empty')] },
    'an empty password in a legacy zone': {
      given: { ...given(password('')), legacy: [{ zone_id: 1 }] },
      keyFiles: keyFiles.on,
      finds: [{ message: 'emptyInLegacyZone', data: { of: OF, id: 12 }, object: `${TABLE} row 12`, remedy: 'updateCluster' }],
    },
    'an empty password where another zone is a legacy zone': {
      given: { ...given(password('')), legacy: [{ zone_id: 2 }] },
      keyFiles: keyFiles.on,
      finds: [row('empty')],
    },
    'no row at all': {
      given: given(),
      keyFiles: keyFiles.on,
      finds: [{ message: 'missing', data: { of: OF }, object: 'cluster 3', remedy: 'updateCluster' }],
    },
    'a misspelt row alone': {
      given: given(password(v1(PASSWORD), { name: 'Password' })),
      keyFiles: keyFiles.on,
      finds: [
        {
          message: 'misspelt',
          data: { id: 12, name: 'Password', of: OF },
          object: `${TABLE} row 12`,
          remedy: "UPDATE cloud.cluster_details SET name = 'password' WHERE id = 12;",
        },
      ],
    },
    'two rows with different passwords': {
      given: given(password(v1(PASSWORD)), password(v1('another'), { id: 13 })),
      keyFiles: keyFiles.on,
      finds: [{ message: 'duplicatesDiffer', data: { ids: '12, 13', of: OF }, object: 'cluster 3', remedy: 'delete the others by their id' }],
    },
    'two rows, one in plain text, of one password': {
      given: given(password(v1(PASSWORD)), password(PASSWORD, { id: 13 })),
      keyFiles: keyFiles.on,
      finds: [row('plaintext', { id: 13 }), { message: 'duplicates', data: { ids: '12, 13', of: OF }, object: 'cluster 3' }],
    },
    'two rows that cannot be opened': {
      given: given(password(v1(PASSWORD, 'third')), password(v1(PASSWORD, 'fourth'), { id: 13 })),
      keyFiles: keyFiles.on,
      finds: [row('otherKey'), row('otherKey', { id: 13 }), { message: 'duplicates', data: { ids: '12, 13', of: OF }, object: 'cluster 3' }],
    },
    'one cluster of two': {
      given: {
        ...given(password(v1(PASSWORD)), password(PASSWORD, { id: 20, cluster_id: 9 })),
        clusters: [cluster, { ...cluster, id: 9, name: null }],
      },
      keyFiles: keyFiles.on,
      finds: [row('plaintext', { id: 20, data: { of: 'VMware cluster  (id 9)' } })],
    },
    'a hostile name': {
      given: { ...given(password(PASSWORD)), clusters: [{ ...cluster, name: "\u001b[31m'; DROP TABLE `x` $(reboot) __proto__" }] },
      keyFiles: keyFiles.on,
      finds: [row('plaintext', { data: { of: "VMware cluster \u001b[31m'; DROP TABLE `x` $(reboot) __proto__ (id 3)" }, remedy: UPDATE })],
    },
    'a value that is dressed as redacted': { given: given(password('‹secret:encrypted:00›‹')), keyFiles: keyFiles.on, finds: [row('plaintext')] },
  },
  skips: {
    'no cluster at all': { given: { ...given(), clusters: [] }, keyFiles: keyFiles.on, because: 'no cluster is of the hypervisor type VMware' },
    'other hypervisors only': {
      given: { ...given(password('kvm-root')), clusters: [{ ...cluster, hypervisor_type: 'KVM' }] },
      keyFiles: keyFiles.on,
      because: 'no cluster is of the hypervisor type VMware',
    },
    'encryption off': { given: { ...given(password(PASSWORD)), proof: init('true') }, keyFiles: keyFiles.off, because: 'encryption is off' },
    'encryption off and no password': {
      given: { ...given(password(null)), proof: init('true') },
      keyFiles: keyFiles.off,
      because: 'encryption is off',
    },
  },
  unknown: {
    'the settings cannot be read': {
      given: { ...given(password(PASSWORD)), settings: { status: 'denied', reason: 'Permission denied' } },
      because: 'encryption settings of the database on management: Permission denied',
    },
    'the table is denied': {
      given: { ...given(), details: { status: 'denied', reason: 'SELECT command denied' } },
      keyFiles: keyFiles.on,
      because: 'vCenter details of clusters on database: SELECT command denied',
    },
    'the database is down': {
      given: { ...given(), proof: { status: 'unreachable', reason: 'connect ECONNREFUSED' } },
      keyFiles: keyFiles.on,
      because: 'connect ECONNREFUSED',
    },
    'a row without a cluster': {
      given: given(password(v1(PASSWORD), { cluster_id: null })),
      keyFiles: keyFiles.on,
      because: 'row 2: column cluster_id is not a whole number',
    },
    'db.properties that Java refuses': {
      given: given(password(v1(PASSWORD))),
      keyFiles: {
        '/etc/cloudstack/management/db.properties': `db.cloud.password=\\u${DATABASE_KEY}`,
        '/etc/cloudstack/management/key': MANAGEMENT_KEY,
      },
      because: 'the answer could not be redacted',
    },
  },
});
