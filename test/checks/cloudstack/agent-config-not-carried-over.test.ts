import { expect, test } from 'vitest';
import check from '../../../checks/cloudstack/agent-config-not-carried-over.ts';
import { agentProperties } from '../../../checks/cloudstack/facts/agent-config.ts';
import { redactor } from '../../../src/engine/redact/redactor.ts';
import type { FileQuery } from '../../../src/model/query.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, AGENT_FILE, DENIED, DOWN, on, properties } from './agent-hosts.ts';

const OLD_FILE = '/etc/cloud/agent/agent.properties';
/** The old file, where it is. */
const inFile = (path: string, text: string) =>
  Object.assign((query: { kind: string; path?: string }) => (query.path === path ? text : ABSENT), { toString: () => path + text });
const host = (now: unknown, old: unknown, leftovers: readonly string[] = []) => ({ given: { agents: now, old, leftovers } as never });
const old = inFile(OLD_FILE, properties());
const at = (key: string, line?: number) => ({ path: AGENT_FILE, object: key, ...(line !== undefined && { line }) });
const PACKAGED = { guid: undefined, host: 'localhost', zone: 'default', pod: 'default', cluster: 'default' };

cases(check, {
  on: { from: '4.0.2', to: '4.3.1', phase: 'post' },
  passes: {
    'the same as before': host(properties(), old),
    'values, and no old file to compare with': host(properties(), ABSENT),
    'the packages have no value for what the old file did not have either': host(
      properties({ workers: undefined }),
      inFile(OLD_FILE, properties({ workers: undefined })),
    ),
    'the old file where yum leaves it': host(properties(), inFile('/etc/cloud.rpmsave/agent/agent.properties', properties())),
    'a management server on the same host': host(properties({ host: 'localhost' }), inFile(OLD_FILE, properties({ host: 'localhost' }))),
    'written with escapes, as the agent does': host(properties({ host: '10.1.1.10\\' + '\n' }), old),
    'what does not belong to where it is': host(properties({ 'keystore.passphrase': 'another', resource: 'x' }), old),
  },
  fails: {
    'the file of the package': {
      ...host(properties(PACKAGED), old),
      finds: [
        {
          message: 'lost',
          data: { key: 'host', value: 'localhost', from: OLD_FILE, old: '10.1.1.10' },
          ...at('host', 5),
          remedy: 'Set host=10.1.1.10',
        },
        { message: 'lost', data: { key: 'guid', value: '', from: OLD_FILE, old: '5f0c7f0e-41f2-3c4b-9b58-6c1f3e0d9a77' }, ...at('guid') },
        { message: 'lost', data: { key: 'zone', value: 'default', from: OLD_FILE, old: '1' }, ...at('zone', 7) },
        { message: 'lost', data: { key: 'pod', value: 'default', from: OLD_FILE, old: '1' }, ...at('pod', 8) },
        { message: 'lost', data: { key: 'cluster', value: 'default', from: OLD_FILE, old: '3' }, ...at('cluster', 9) },
      ],
    },
    'placeholders, and no old file': {
      ...host(properties({ guid: 'GUID', host: '@AGENTHOST@', zone: 'default' }), ABSENT),
      finds: [
        { message: 'placeholder', data: { key: 'host', value: '@AGENTHOST@' }, ...at('host', 6) },
        { message: 'placeholder', data: { key: 'guid', value: 'GUID' }, ...at('guid', 3) },
      ],
    },
    'localhost, where the old file had another': {
      ...host(properties({ host: 'localhost' }), old),
      finds: [{ message: 'lost', data: { key: 'host', value: 'localhost', from: OLD_FILE, old: '10.1.1.10' }, ...at('host', 6) }],
    },
    'another device, and one that is gone': {
      ...host(properties({ 'private.network.device': 'eth0', workers: undefined }), old),
      finds: [
        { message: 'changed', data: { key: 'workers', value: '', from: OLD_FILE, old: '5' }, ...at('workers') },
        {
          message: 'changed',
          data: { key: 'private.network.device', value: 'eth0', from: OLD_FILE, old: 'cloudbr0' },
          ...at('private.network.device', 10),
          remedy: `take the value of ${OLD_FILE}`,
        },
      ],
    },
    'no file': {
      ...host(ABSENT, old),
      finds: [
        { message: 'missing', data: { from: OLD_FILE }, path: AGENT_FILE, object: 'agent.properties', remedy: `cp -a ${OLD_FILE} ${AGENT_FILE}` },
      ],
    },
    'no file, and the old one where the packages for RPM leave it': {
      ...host(ABSENT, inFile('/etc/cloud.rpmsave/agent/agent.properties.rpmsave', properties())),
      finds: [
        {
          message: 'missing',
          data: { from: '/etc/cloud.rpmsave/agent/agent.properties.rpmsave' },
          path: AGENT_FILE,
          object: 'agent.properties',
          remedy: 'cp -a /etc/cloud.rpmsave/agent/agent.properties.rpmsave',
        },
      ],
    },
    'neither file': {
      ...host(ABSENT, ABSENT),
      finds: [{ message: 'bothMissing', data: {}, path: AGENT_FILE, object: 'agent.properties', remedy: 'from a backup' }],
    },
    'what the package left beside it': {
      ...host(properties(), old, [`${AGENT_FILE}.rpmnew`]),
      finds: [{ message: 'leftover', data: { path: `${AGENT_FILE}.rpmnew` }, path: `${AGENT_FILE}.rpmnew`, object: 'agent.properties.rpmnew' }],
    },
    'a hostile value': {
      ...host(properties({ zone: "\u001b[2J';__proto__" }), old),
      finds: [{ message: 'changed', data: { key: 'zone', value: "\u001b[2J';__proto__", from: OLD_FILE, old: '1' }, ...at('zone', 8) }],
    },
    'one host of two, and the other is down': {
      given: {
        agents: on({ kvm1: properties({ guid: '' }), kvm2: DOWN }),
        old: on({ kvm1: ABSENT, kvm2: DOWN }),
        leftovers: on({ kvm1: [] as never, kvm2: DOWN }),
      },
      finds: [{ message: 'placeholder', host: 'kvm1', data: { key: 'guid', value: '' }, ...at('guid', 3) }],
    },
  },
  skips: {
    'no KVM host': { given: { agents: on({}), old: on({}), leftovers: on({}) }, because: 'names no KVM host' },
  },
  unknown: {
    'the file is denied': { ...host(DENIED, old), because: 'Permission denied' },
    'the old file cannot be read': { ...host(properties(), inFile(OLD_FILE, 'guid=\\u00g')), because: 'configuration of the old agent on kvm' },
    'a host that is down': { ...host(DOWN, DOWN), because: 'timed out' },
  },
});

test('the passphrase of the keystore is no part of the evidence', () => {
  const [query] = agentProperties.queries({}) as [FileQuery];
  const { text } = redactor().body(query, { text: properties() }, { rules: [], keyFiles: [] });
  expect(text).toContain('10.1.1.10');
  expect(text).not.toContain('canary');
});
