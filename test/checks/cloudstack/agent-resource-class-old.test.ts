import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import check from '../../../checks/cloudstack/agent-resource-class-old.ts';
import { remedyOf } from '../../../src/engine/words.ts';
import { propertyEntries } from '../../../src/parsers/properties.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, AGENT_FILE, DENIED, on, properties } from './agent-hosts.ts';

const OLD = 'com.cloud.agent.resource.computing.LibvirtComputingResource';
const NEW = 'com.cloud.hypervisor.kvm.resource.LibvirtComputingResource';
const at = { path: AGENT_FILE, object: 'resource' };
const agents = (resource: string | undefined, head = '') => ({ given: { agents: head + properties({ resource }) } });

cases(check, {
  on: { from: '3.0.6', to: '4.3.1', phase: 'post' },
  passes: {
    'the new class': agents(NEW),
    'the old class in a comment': agents(NEW, `#resource=${OLD}\n`),
    'the old class first and the new one last': agents(NEW, `resource=${OLD}\n`),
    'escaped, as Java may write it': agents(NEW.replaceAll('.', '\\.')),
  },
  fails: {
    'the old class': { ...agents(OLD), finds: [{ message: 'old', data: {}, ...at, line: 4, remedy: 'sed -i' }] },
    'the old class and a blank': { ...agents(`${OLD} `), finds: [{ message: 'old', data: {}, ...at, line: 4 }] },
    'a comment with the new class, and the old one': { ...agents(OLD, `#resource=${NEW}\n`), finds: [{ message: 'old', data: {}, ...at, line: 5 }] },
    'not set': { ...agents(undefined), finds: [{ message: 'missing', data: {}, ...at, remedy: `resource=${NEW}` }] },
    'a simulator': {
      ...agents('com.cloud.agent.resource.DummyResource'),
      finds: [{ message: 'other', data: { value: 'com.cloud.agent.resource.DummyResource' }, ...at, line: 4 }],
    },
    'a hostile value': {
      ...agents("x\u001b[31m'__proto__"),
      finds: [{ message: 'other', data: { value: "x\u001b[31m'__proto__" }, ...at, line: 4 }],
    },
    'no file': { given: { agents: ABSENT }, finds: [{ message: 'fileMissing', data: {}, ...at }] },
    'one host of two': {
      given: { agents: on({ kvm1: properties(), kvm2: properties({ resource: OLD }) }) },
      finds: [{ message: 'old', host: 'kvm2', data: {}, ...at, line: 4 }],
    },
  },
  skips: { 'no KVM host': { given: { agents: on({}) }, because: 'names no KVM host' } },
  unknown: { 'the file is denied': { given: { agents: DENIED }, because: 'Permission denied' } },
});

test.each(['resource=', '  resource = ', 'resource: '])('the remedy changes the value of "%s" and nothing else', key => {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-resource-'));
  try {
    const path = join(folder, 'agent.properties');
    writeFileSync(path, `#resource=${OLD}\nguid=1\n${key}${OLD}\nmy.resource=${OLD}\n`);
    const { commands = [] } = remedyOf(check as never, { message: 'old', data: {} })!;
    const sed = commands.find(({ text }) => text.startsWith('sed'));
    execFileSync('sh', ['-c', sed!.text.replaceAll(AGENT_FILE, path)]);
    expect(propertyEntries(readFileSync(path, 'utf8')).map(entry => [entry.key, entry.value])).toEqual([
      ['guid', '1'],
      ['resource', NEW],
      ['my.resource', OLD],
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
