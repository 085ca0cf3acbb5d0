import { any, check, inRange, optional, skip } from '../../src/index.ts';
import { databaseEncryption, encryptionProof } from './facts/database-encryption.ts';
import { vmwareDataCenters, vmwareDataCenterZones } from './facts/vcenter-passwords.ts';
import { removedZones } from './facts/zones.ts';
import { ENCRYPTION_OFF, encryptorFor, isEncryptionOff, judgeRow, rowMessages, VCENTER_PATHS, VCENTER_REFS } from './vcenter-password.ts';
import { rowFixes } from './vcenter-password-remedy.ts';

const TABLE = 'cloud.vmware_data_center';

export default check({
  id: 'cloudstack/vcenter-password-plaintext-in-vmware-data-center',
  title: 'The vCenter passwords of VMware data centers are encrypted once, with the database key',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['pre', 'stopped', 'installed', 'post'], ...VCENTER_PATHS },
  why: 'The upgrade from 4.1 copies the passwords of VMware clusters into this table as they are. The management server decrypts what it reads there; where that fails, it cannot connect to the VMware hosts of the zone.',
  fix: rowFixes,
  refs: VCENTER_REFS,
  covers: ['25'],
  needs: {
    settings: any(databaseEncryption),
    proof: encryptionProof,
    dataCenters: optional(vmwareDataCenters),
    zones: optional(vmwareDataCenterZones),
    removed: optional(removedZones),
  },
  messages: rowMessages,
  judge({ settings, proof, dataCenters, zones = [], removed = [] }, found, { phase, from, to }) {
    if (!dataCenters) return skip('the table vmware_data_center is not there; it comes with 4.2');
    const inUse = dataCenters.filter(({ id }) => {
      const own = zones.filter(zone => zone.vmware_data_center_id === id);
      return own.length === 0 || own.some(({ zone_id }) => !removed.includes(zone_id));
    });
    if (inUse.length === 0) return skip('the table vmware_data_center names no VMware data center of a zone that is in use');
    if (
      isEncryptionOff(
        settings.value,
        inUse.map(({ password }) => password),
      )
    )
      return skip(ENCRYPTION_OFF);
    const from40 = from !== undefined && inRange(from, '4.0');
    const encryptor = encryptorFor(phase, { from, to }, settings.value.encryptor, proof);
    return inUse.flatMap(({ id, name, guid, password }) =>
      judgeRow(password, { of: `VMware data center ${guid ?? name ?? ''}`, id, table: TABLE, encryptor }, { proof, from40 }, found),
    );
  },
});
