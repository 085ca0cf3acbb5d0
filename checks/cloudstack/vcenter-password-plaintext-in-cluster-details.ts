import { any, check, inRange, type Outcome, optional, type SecretMark, skip, sql } from '../../src/index.ts';
import { clusters, isVmware } from './facts/clusters.ts';
import { databaseEncryption, encryptionProof } from './facts/database-encryption.ts';
import { clusterDetails } from './facts/vcenter-passwords.ts';
import { legacyZones } from './facts/zones.ts';
import { ENCRYPTION_OFF, encryptorFor, isClear, isEncryptionOff, judgeRow, rowMessages, VCENTER_PATHS, VCENTER_REFS } from './vcenter-password.ts';
import { rowFixes } from './vcenter-password-remedy.ts';

const TABLE = 'cloud.cluster_details';

/** A password under the name that the management server looks for, or under one that differs in case. */
interface Held {
  readonly id: number;
  readonly name: string;
  readonly password: SecretMark;
}

export default check({
  id: 'cloudstack/vcenter-password-plaintext-in-cluster-details',
  title: 'The vCenter passwords of VMware clusters are encrypted once, with the database key',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['pre', 'stopped', 'installed', 'post'], ...VCENTER_PATHS },
  why: 'The management server decrypts the password of each VMware cluster. Where that fails it cannot connect to the hosts of the cluster, and nothing on them can be started, stopped or moved.',
  fix: {
    ...rowFixes,
    misspelt: ({ of, id, name }) => ({
      text: `Stop every management server and rename the row of ${of}, then run this check again: it tells whether the value is encrypted.`,
      down: 'cloudstack-management on every management server',
      commands: [sql`UPDATE cloud.cluster_details SET name = 'password' WHERE id = ${id};`],
      undo: sql`UPDATE cloud.cluster_details SET name = ${name} WHERE id = ${id};`.text,
    }),
    missing: ({ of }) =>
      `Change the user name and password of ${of} with the API call updateCluster or in the user interface, or add the row as in the other clusters, with the password encrypted.`,
    emptyInLegacyZone: ({ of }) => `Change the user name and password of ${of} with the API call updateCluster or in the user interface.`,
    duplicatesDiffer: ({ of, ids }) =>
      `Find out which of the rows ${ids} of cloud.cluster_details holds the password that vCenter accepts for ${of}. Stop every management server, back up the table and delete the others by their id.`,
  },
  refs: VCENTER_REFS,
  covers: ['24'],
  needs: {
    settings: any(databaseEncryption),
    proof: encryptionProof,
    clusters,
    details: clusterDetails,
    legacy: optional(legacyZones),
  },
  messages: {
    ...rowMessages,
    missing: 'There is no row with the vCenter password of {of} in cloud.cluster_details.',
    misspelt:
      'Row {id} of cloud.cluster_details holds the vCenter password of {of} under the name "{name}"; the management server decrypts it only under the name "password".',
    misspeltToo: {
      text: 'Row {id} of cloud.cluster_details, "{name}" of {of}, is not used: the cluster has a row "password" as well.',
      severity: 'note',
    },
    emptyInLegacyZone: {
      text: 'The vCenter password of {of} in row {id} of cloud.cluster_details is empty. Its zone is one of several VMware data centers, which has no other password.',
      severity: 'warning',
    },
    duplicatesDiffer: {
      text: 'The rows {ids} of cloud.cluster_details hold different vCenter passwords of {of}; the management server takes any of them.',
      severity: 'warning',
    },
    duplicates: { text: 'The rows {ids} of cloud.cluster_details all hold the vCenter password of {of}; one would do.', severity: 'note' },
  },
  judge({ settings, proof, clusters, details, legacy = [] }, found, { phase, from, to }) {
    const vmware = clusters.filter(isVmware);
    if (vmware.length === 0) return skip('no cluster is of the hypervisor type VMware');
    const passwords = details.flatMap(row => ('password' in row ? [row] : []));
    const heldBy = (cluster: number): Held[] => passwords.filter(({ cluster_id }) => cluster_id === cluster);
    const exact = vmware.flatMap(({ id }) => heldBy(id).filter(isExact));
    if (
      isEncryptionOff(
        settings.value,
        exact.map(({ password }) => password),
      )
    )
      return skip(ENCRYPTION_OFF);

    const from40 = from !== undefined && inRange(from, '4.0');
    const encryptor = encryptorFor(phase, { from, to }, settings.value.encryptor, proof);
    return vmware.flatMap(cluster => {
      const of = `VMware cluster ${cluster.name ?? ''} (id ${cluster.id})`;
      const held = heldBy(cluster.id);
      return [
        ...held.flatMap(row => judgeHeld(row, of, held.some(isExact), legacy.includes(cluster.data_center_id))),
        ...judgeAll(held.filter(isExact), of, cluster.id),
      ];
    });

    function judgeHeld(row: Held, of: string, hasExact: boolean, isLegacy: boolean): Outcome[] {
      const { id, name, password } = row;
      const at = { object: `${TABLE} row ${id}` };
      if (!isExact(row)) return [hasExact ? found.misspeltToo({ id, name, of }, at) : found.misspelt({ id, name, of }, at)];
      if (isLegacy && password.form === 'empty') return [found.emptyInLegacyZone({ of, id }, at)];
      return judgeRow(password, { of, id, table: TABLE, encryptor }, { proof, from40 }, found);
    }

    function judgeAll(rows: readonly Held[], of: string, cluster: number): Outcome[] {
      const at = { object: `cluster ${cluster}` };
      if (rows.length === 0) return passwords.some(({ cluster_id }) => cluster_id === cluster) ? [] : [found.missing({ of }, at)];
      if (rows.length === 1) return [];
      const data = { ids: rows.map(({ id }) => id).join(', '), of };
      const clear = new Set(rows.flatMap(({ password }) => (isClear(password) ? [password.mark] : [])));
      return [clear.size > 1 ? found.duplicatesDiffer(data, at) : found.duplicates(data, at)];
    }
  },
});

const isExact = ({ name }: Held): boolean => name === 'password';
