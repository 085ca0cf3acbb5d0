import { check, each, type Outcome, optional, type Properties, sh } from '../../src/index.ts';
import {
  AGENT_PROPERTIES,
  agentConfigLeftovers,
  agentProperties,
  CARRIED_KEYS,
  type OldProperties,
  oldAgentProperties,
} from './facts/agent-config.ts';

/** What the packaged file has until the agent is set up. */
const PLACEHOLDERS: Readonly<Record<string, readonly string[]>> = {
  host: ['', 'localhost', '@AGENTHOST@'],
  guid: ['', 'GUID', '@GUID@'],
  zone: ['', 'default'],
  pod: ['', 'default'],
  cluster: ['', 'default'],
};

/** Without these the agent cannot even find its management server, or registers as another host. */
const NEEDED = ['host', 'guid'];

const trimmed = (from: Properties | undefined, key: string): string | undefined => from?.get(key)?.value.trim();
const isPlaceholder = (key: string, value: string): boolean => (PLACEHOLDERS[key] ?? []).includes(value);

export default check({
  id: 'cloudstack/agent-config-not-carried-over',
  title: 'Every KVM agent has the configuration it had before the upgrade',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['installed', 'post'],
    paths: [{ from: '<4.2', to: '>=4.1' }],
    because: 'the configuration moves from /etc/cloud/agent to /etc/cloudstack/agent once, with 4.1',
  },
  why: 'An agent with the defaults of the package does not find its management server, or registers as a new host beside the one that owns its virtual machines.',
  fix: {
    missing: ({ from }) => ({
      text: 'Do this on the KVM host, with the file of the old agent.',
      down: 'cloudstack-agent on this host',
      commands: [sh`cp -a ${from} ${AGENT_PROPERTIES}`],
      undo: sh`rm ${AGENT_PROPERTIES}`.text,
    }),
    bothMissing: `Bring ${AGENT_PROPERTIES} back from a backup of this host. With the file of the package it registers as a new host.`,
    placeholder: ({ key }) => `Set ${key} in ${AGENT_PROPERTIES} to the value that the host had, and restart cloudstack-agent.`,
    lost: ({ key, old, from }) => ({
      text: `Set ${key}=${old} in ${AGENT_PROPERTIES}, as ${from} has it, while the agent is stopped: it writes the file anew.`,
      down: 'cloudstack-agent on this host',
      note: 'The guide says that the packages copy every file from /etc/cloud/agent. yum brings back agent.properties only, and neither family copies environment.properties.',
    }),
    changed: ({ key, from }) => `See whether somebody changed ${key} on purpose; otherwise take the value of ${from}.`,
    leftover: ({ path }) => `Compare ${path} with the file beside it, take over what is new, and delete it.`,
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-1-x-to-4-3'],
  covers: ['40'],
  needs: {
    agents: each(optional(agentProperties)),
    old: each(optional(oldAgentProperties)),
    leftovers: each(agentConfigLeftovers),
  },
  messages: {
    missing: `${AGENT_PROPERTIES} is not there; {from} of the old agent is.`,
    bothMissing: `${AGENT_PROPERTIES} is not there, and no file of the old agent is left.`,
    placeholder: `{key} is "{value}" in ${AGENT_PROPERTIES}, which is what the package comes with.`,
    lost: `{key} is "{value}" in ${AGENT_PROPERTIES}, which is what the package comes with; {from} has "{old}".`,
    changed: { text: `{key} is "{value}" in ${AGENT_PROPERTIES}, and "{old}" in {from}.`, severity: 'warning' },
    leftover: { text: '{path} was left by the package: what it has new is not in use.', severity: 'warning' },
  },
  judge({ agents, old, leftovers }, found) {
    return [
      ...agents.flatMap(({ host, value }) => {
        const before = old.find(one => one.host === host);
        // A host that did not tell of its old file is unknown already.
        if (!before) return [];
        return value ? CARRIED_KEYS.flatMap(key => judgeKey(key, value, before.value, host)) : [judgeMissing(before.value, host)];
      }),
      ...leftovers.flatMap(({ host, value }) =>
        value.map(path => found.leftover({ path }, { host, path, object: path.slice(path.lastIndexOf('/') + 1) })),
      ),
    ];

    function judgeMissing(before: OldProperties | undefined, host: string): Outcome {
      const at = { host, object: 'agent.properties', path: AGENT_PROPERTIES };
      return before ? found.missing({ from: before.path }, at) : found.bothMissing({}, at);
    }

    function judgeKey(key: string, now: Properties, before: OldProperties | undefined, host: string): Outcome[] {
      const [value, past] = [trimmed(now, key), trimmed(before?.properties, key)];
      const line = now.get(key)?.line;
      const at = { host, path: AGENT_PROPERTIES, object: key, ...(line !== undefined && { line }) };
      const data = { key, value: value ?? '', old: past ?? '', from: before?.path ?? '' };
      const empty = isPlaceholder(key, value ?? '');
      if (past !== undefined && !isPlaceholder(key, past)) return value === past ? [] : [empty ? found.lost(data, at) : found.changed(data, at)];
      if (!empty || !NEEDED.includes(key)) return [];
      // A host that runs the management server too has had localhost all the time.
      return value === 'localhost' && past === value ? [] : [found.placeholder(data, at)];
    }
  },
});
