import { describe, expect, test } from 'vitest';
import { incomplete } from '../../../checks/ovirt/api.ts';
import { apiSummary } from '../../../checks/ovirt/facts/api-summary.ts';
import { clusters } from '../../../checks/ovirt/facts/clusters.ts';
import { dataCenters } from '../../../checks/ovirt/facts/data-centers.ts';
import { hosts } from '../../../checks/ovirt/facts/hosts.ts';
import { vmProperties } from '../../../checks/ovirt/facts/vm-properties.ts';
import { vms } from '../../../checks/ovirt/facts/vms.ts';
import { redactor } from '../../../src/engine/redact/redactor.ts';
import type { Fact } from '../../../src/model/fact.ts';
import type { Kind } from '../../../src/model/query.ts';

const SECRET = 'canary-in-cloud-init';

/** As it goes in a run: an answer, redaction, and the parser. */
function read<T, K extends Kind>(fact: Fact<T, K>, body: string | object): { value: T; kept: string } {
  const [query] = fact.queries({});
  const redacted = redactor().body(query!, (typeof body === 'string' ? { status: 200, body } : body) as never, { rules: fact.secrets, keyFiles: [] });
  return { value: fact.parse(redacted as never, { host: 'api1', at: '2026-11-21T10:00:00Z', query: query! }), kept: JSON.stringify(redacted) };
}

const HOST = `<host href="/ovirt-engine/api/hosts/7a" id="7a"><actions/><name>node1 &amp; co</name><comment>${SECRET}</comment>
  <address>node1.lab.example</address><status>non_operational</status><status_detail>storage_domain_unreachable</status_detail><type>ovirt_node</type>
  <spm><priority>-1</priority><status>none</status></spm><version><full_version>vdsm-4.30.43-1.el7</full_version></version>
  <os><type>RHEL</type><version><full_version>7 - 8.2003.0.el7.centos</full_version><major>7</major></version></os>
  <memory>67430776832</memory><max_scheduling_memory>60000000000</max_scheduling_memory>
  <cpu><topology><cores>8</cores><sockets>2</sockets><threads>2</threads></topology></cpu><summary><active>3</active><migrating>0</migrating><total>3</total></summary>
  <update_available>true</update_available><certificate><content>${SECRET}</content></certificate>
  <hosted_engine><active>true</active><configured>true</configured><global_maintenance>false</global_maintenance><local_maintenance>false</local_maintenance><score>3400</score></hosted_engine>
  <cluster href="/ovirt-engine/api/clusters/c1" id="c1"/></host>`;

describe('hosts', () => {
  test('have what the engine says, and nothing else is kept of the answer', () => {
    const { value, kept } = read(hosts, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<hosts>${HOST}</hosts>`);
    expect(value).toEqual([
      {
        id: '7a',
        name: 'node1 & co',
        address: 'node1.lab.example',
        status: 'non_operational',
        statusDetail: 'storage_domain_unreachable',
        type: 'ovirt_node',
        cluster: 'c1',
        spm: { priority: -1, status: 'none' },
        vdsm: 'vdsm-4.30.43-1.el7',
        os: { type: 'RHEL', release: '7 - 8.2003.0.el7.centos', major: 7 },
        memory: 67_430_776_832,
        maxSchedulingMemory: 60_000_000_000,
        cpus: 32,
        vms: { active: 3, migrating: 0, total: 3 },
        updateAvailable: true,
        hostedEngine: { active: true, configured: true, globalMaintenance: false, localMaintenance: false, score: 3400 },
      },
    ]);
    expect(kept).not.toContain(SECRET);
  });

  test('what is not said is not known', () => {
    const [host] = read(hosts, '<hosts><host id="1"><name>n</name><address>a</address><status>up</status><cluster id="c"/></host></hosts>').value;
    expect(host).toEqual({ id: '1', name: 'n', address: 'a', status: 'up', cluster: 'c', spm: {}, os: {}, vms: {} });
    expect(read(hosts, '<hosts/>').value).toEqual([]);
  });

  test.each([
    ['<html><body>Log in</body></html>', 'the answer is <html>, not <hosts>'],
    ['<fault><reason>Operation Failed</reason></fault>', 'the answer is <fault>'],
    ['{"host":[]}', 'no XML'],
    ['<hosts><host id="1"><name>n</name></hosts>', 'no XML'],
    ['<!DOCTYPE x [<!ENTITY e "y">]><hosts>&e;</hosts>', 'no XML'],
    ['<hosts><host><name>n</name><address>a</address><status>up</status></host></hosts>', 'host has no id'],
    ['<hosts><host id="1"><name>n</name><address>a</address><status>up</status><memory>1e9</memory></host></hosts>', 'memory is not a whole number'],
    [
      '<hosts><host id="1"><name>n</name><address>a</address><status>up</status><update_available>yes</update_available></host></hosts>',
      'neither true nor false',
    ],
  ])('%s is refused', (body, problem) => expect(() => read(hosts, body)).toThrow(problem));

  test('ten thousand of them are read', () => {
    expect(read(hosts, `<hosts>${HOST.repeat(10_000)}</hosts>`).value).toHaveLength(10_000);
  }, 30_000);
});

test('virtual machines, without their cloud-init and custom properties', () => {
  const { value, kept } = read(
    vms,
    `<vms><vm id="v1"><name>db01</name><status>up</status><host id="7a"/><cluster id="c1"/><memory>8589934592</memory><memory_policy><max>17179869184</max></memory_policy>
     <cpu><topology><cores>2</cores><sockets>2</sockets><threads>1</threads></topology><cpu_tune><vcpu_pins><vcpu_pin><cpu_set>1</cpu_set><vcpu>0</vcpu></vcpu_pin></vcpu_pins></cpu_tune></cpu>
     <initialization><root_password>${SECRET}</root_password><custom_script>${SECRET}</custom_script></initialization>
     <placement_policy><affinity>pinned</affinity><hosts><host id="7a"/><host id="7b"/></hosts></placement_policy>
     <custom_properties><custom_property><name>note</name><value>${SECRET}</value></custom_property></custom_properties>
     <custom_compatibility_version><major>4</major><minor>2</minor></custom_compatibility_version><origin>managed_hosted_engine</origin></vm>
     <vm id="v2"><name>off</name><status>down</status></vm></vms>`,
  );
  expect(value).toMatchObject([
    {
      id: 'v1',
      host: '7a',
      cpus: 4,
      isCpuPinned: true,
      affinity: 'pinned',
      pinnedTo: ['7a', '7b'],
      customLevel: '4.2',
      maxMemory: 17_179_869_184,
      origin: 'managed_hosted_engine',
    },
    { id: 'v2', pinnedTo: [], isCpuPinned: false },
  ]);
  expect(value[1]).not.toHaveProperty('host');
  expect(kept).not.toContain(SECRET);
});

test('clusters and data centers', () => {
  expect(
    read(
      clusters,
      '<clusters><cluster id="c1"><name>Default</name><version><major>4</major><minor>3</minor></version><data_center id="d1"/><ha_reservation>false</ha_reservation></cluster></clusters>',
    ).value,
  ).toEqual([{ id: 'c1', name: 'Default', level: '4.3', dataCenter: 'd1', haReservation: false }]);
  expect(
    read(dataCenters, '<data_centers><data_center id="d1"><name>D</name><status>up</status><local>true</local></data_center></data_centers>').value,
  ).toEqual([{ id: 'd1', name: 'D', status: 'up', local: true }]);
});

describe('a list may be short', () => {
  const summary = (text: string) => read(apiSummary, `<api>${text}</api>`).value;
  const counted = summary(
    '<product_info><version><full_version>4.3.10.4-1.el7</full_version></version></product_info><summary><hosts><active>1</active><total>2</total></hosts></summary>',
  );

  test('where the engine says how many there are', () => {
    expect(incomplete('hosts', [1, 2], counted)).toBeUndefined();
    expect(incomplete('hosts', [1, 2, 3], counted)).toBeUndefined();
    expect(incomplete('hosts', [1], counted)?.undecided).toContain('lists 1 of 2 hosts');
  });

  test('where it does not say, because the account is no administrator', () => {
    expect(incomplete('vms', [1], counted)?.undecided).toContain('ReadOnlyAdmin');
    expect(incomplete('hosts', [], summary(''))?.undecided).toContain('no administrator');
  });
});

test('of custom properties only two reach a check', () => {
  const row = (predefined_properties: string | null, userdefined_properties: string | null) => ({
    vm_guid: 'v',
    vm_name: 'n',
    predefined_properties,
    userdefined_properties,
  });
  const columns = ['vm_guid', 'vm_name', 'predefined_properties', 'userdefined_properties'];
  const { value, kept } = read(vmProperties, {
    columns,
    rows: [
      row(`mdev_type=nodisplay,nvidia-11;x=${SECRET}`, ''),
      row(null, `hugepages=1048576;mdev_type=i915-GVTg_V5_4`),
      row(`mdev_type=${SECRET}:›;hugepages=x`, SECRET),
    ],
  });
  expect(value).toEqual([
    { id: 'v', name: 'n', mdevType: 'nodisplay,nvidia-11', isUserDefined: false },
    { id: 'v', name: 'n', mdevType: 'i915-GVTg_V5_4', hugepages: 1_048_576, isUserDefined: true },
    { id: 'v', name: 'n', isUserDefined: false },
  ]);
  expect(kept).not.toContain(SECRET);
});
