import { check, type Outcome, optional, type SecretMark, skip, undecided } from '../../src/index.ts';
import { clusters, isVmware } from './facts/clusters.ts';
import { clusterDetails, vmwareDataCenters, vmwareDataCenterZones } from './facts/vcenter-passwords.ts';
import { legacyZones } from './facts/zones.ts';
import { isClear, VCENTER_PATHS, VCENTER_REFS } from './vcenter-password.ts';

/**
 * `guid` of the data center that a cluster's `url` names, `http://vcenter/datacenter/cluster`, as it is and unescaped:
 * `http://10.1.1.5/DC%201/C1` gives `dc%201@10.1.1.5` and `dc 1@10.1.1.5`.
 */
function guidsOf(url: string): string[] {
  const [, , host, dataCenter] = url.split('/');
  if (!host || !dataCenter) return [];
  const guid = `${dataCenter}@${host}`.toLowerCase();
  return [guid, unescaped(guid)];
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

const isSame = (a: SecretMark, b: SecretMark): boolean => a.mark === b.mark || (a.form === 'empty' && b.form === 'empty');

export default check({
  id: 'cloudstack/vcenter-password-tables-differ',
  title: 'The two tables with vCenter passwords hold the same ones',
  severity: 'warning',
  applies: { platform: 'cloudstack', phases: ['pre', 'stopped', 'installed', 'post'], ...VCENTER_PATHS },
  why: 'The vCenter password of a zone is in cluster_details and in vmware_data_center. Where the two differ one is old: hosts stay connected until the management server starts again and uses it.',
  fix: {
    differ: ({ cluster, clusterRow, dataCenter, dataCenterRow }) => ({
      text: `Find out which password vCenter accepts, by logging in to it. Then stop every management server and write that password, encrypted, to row ${clusterRow} of cloud.cluster_details (VMware cluster ${cluster}) or to row ${dataCenterRow} of cloud.vmware_data_center (${dataCenter}), whichever is wrong. The remedies of cloudstack/vcenter-password-plaintext-in-cluster-details and -in-vmware-data-center show how.`,
      down: 'cloudstack-management on every management server',
      note: 'The guide writes the same encrypted text to both. That is not needed: each run of the tool gives another text for the same password.',
    }),
  },
  refs: VCENTER_REFS,
  covers: ['26'],
  needs: {
    clusters,
    details: clusterDetails,
    dataCenters: optional(vmwareDataCenters),
    zones: optional(vmwareDataCenterZones),
    legacy: optional(legacyZones),
  },
  messages: {
    differ:
      'The vCenter password of VMware cluster {cluster} (row {clusterRow} of cloud.cluster_details) is not that of its data center {dataCenter} (row {dataCenterRow} of cloud.vmware_data_center).',
  },
  judge({ clusters, details, dataCenters, zones = [], legacy = [] }, found) {
    if (!dataCenters) return skip('the table vmware_data_center is not there; it comes with 4.2');
    const vmware = clusters.filter(isVmware);
    if (vmware.length === 0) return skip('no cluster is of the hypervisor type VMware');
    const comparable = vmware.filter(({ data_center_id }) => !legacy.includes(data_center_id));
    if (comparable.length === 0)
      return skip('every VMware cluster is in a zone of several VMware data centers, which has no row in vmware_data_center');
    return comparable.flatMap(compareCluster);

    function compareCluster({ id, name, data_center_id }: (typeof vmware)[number]): Outcome[] {
      const own = details.filter(({ cluster_id }) => cluster_id === id);
      const cluster = `${name ?? ''} (id ${id})`;
      const dataCenter = dataCenterOf(
        own.flatMap(row => ('url' in row ? guidsOf(row.url) : [])),
        data_center_id,
      );
      if (!dataCenter) return [undecided(`no row of vmware_data_center is of VMware cluster ${cluster}, by its url or by its zone`)];
      const passwords = own.flatMap(row => ('password' in row && row.name === 'password' ? [row] : []));
      if (passwords.length === 0) return [undecided(`VMware cluster ${cluster} has no row password in cloud.cluster_details`)];
      return passwords.flatMap(row => compare(row, cluster, dataCenter));
    }

    function dataCenterOf(guids: readonly string[], zone: number) {
      const mapped = zones.filter(({ zone_id }) => zone_id === zone).map(one => one.vmware_data_center_id);
      return dataCenters?.find(({ guid }) => guids.includes(guid?.toLowerCase() ?? '')) ?? dataCenters?.find(({ id }) => mapped.includes(id));
    }

    function compare(
      row: { readonly id: number; readonly password: SecretMark },
      cluster: string,
      { id, guid, name, password }: NonNullable<typeof dataCenters>[number],
    ): Outcome[] {
      if (isSame(row.password, password)) return [];
      const dataCenter = guid ?? name ?? '';
      if (isClear(row.password) && isClear(password)) {
        return [found.differ({ cluster, clusterRow: row.id, dataCenter, dataCenterRow: id }, { object: `cloud.cluster_details row ${row.id}` })];
      }
      const which = isClear(row.password) ? `row ${id} of cloud.vmware_data_center` : `row ${row.id} of cloud.cluster_details`;
      return [
        undecided(
          `the vCenter passwords of VMware cluster ${cluster} and of its data center ${dataCenter} cannot be compared: ${which} could not be decrypted`,
        ),
      ];
    }
  },
});
