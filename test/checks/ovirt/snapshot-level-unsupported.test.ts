import { expect, test } from 'vitest';
import check from '../../../checks/ovirt/snapshot-level-unsupported.ts';
import { redactor } from '../../../src/engine/redact/redactor.ts';
import type { TableQuery } from '../../../src/model/query.ts';
import { cases } from '../../support/cases.ts';

const ovf = (level: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><ovf:Envelope xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1/" ovf:version="4.3.0.0"><References/><Content ovf:id="out"><Name>db01</Name><RootPassword>s3cr3t</RootPassword>${level}</Content></ovf:Envelope>`;
const level = (value: string) => ovf(`<ClusterCompatibilityVersion>${value}</ClusterCompatibilityVersion>`);
const snapshot = (configuration: string | null, description: string | null = 'before') => ({
  snapshot_id: 's1',
  vm_id: 'v1',
  description,
  vm_configuration: configuration,
});
const names = [{ vm_guid: 'v1', vm_name: 'db01' }];
const levels = '4.2, 4.3, 4.4, 4.5, 4.6';

cases(check, {
  on: { from: '4.3.11', to: '4.4.10', phase: 'pre' },
  passes: {
    'no snapshot': { given: { snapshots: [], names } },
    'a supported level': { given: { snapshots: [snapshot(level('4.3'))], names } },
    'blanks around it': { given: { snapshots: [snapshot(level('\n 4.2 '))], names } },
  },
  fails: {
    'an old one': {
      given: { snapshots: [snapshot(level('4.1'))], names },
      finds: [
        {
          message: 'unsupported',
          data: { vm: 'db01', snapshot: '"before" (id s1)', target: '4.4.10', level: '4.1', levels },
          object: 'snapshot s1',
          remedy: 'delete the snapshot "before" (id s1)',
        },
      ],
    },
    'a level elsewhere does not count': {
      given: { snapshots: [snapshot(ovf('<Section><ClusterCompatibilityVersion>4.3</ClusterCompatibilityVersion></Section>'))], names },
      finds: [{ message: 'missing', data: { vm: 'db01', snapshot: '"before" (id s1)', target: '4.4.10' }, object: 'snapshot s1' }],
    },
    'no configuration, and no names': {
      given: { snapshots: [snapshot(null, null)], names: { status: 'denied', reason: 'permission denied' } },
      finds: [{ message: 'missing', data: { vm: 'v1', snapshot: 's1', target: '4.4.10' }, object: 'snapshot s1' }],
    },
  },
  unknown: {
    'a configuration that is no XML': { given: { snapshots: [snapshot('<a><b></a>')], names }, because: 'the configuration in snapshot s1' },
    'a database that is down': { given: { snapshots: { status: 'timeout', reason: 'no answer' }, names }, because: 'no answer' },
  },
});

test('nothing else of a configuration is kept', () => {
  const query = check.needs.snapshots.fact.queries({})[0] as TableQuery;
  const body = { columns: [...query.columns], rows: [snapshot(level('4.3'))] };
  expect(JSON.stringify(redactor().body(query, body, { rules: [], keyFiles: [] }))).not.toContain('s3cr3t');
});
