import { check, each, type Outcome, optional, type Remedy, type Snippet, sh } from '../../src/index.ts';
import { AGENT_PROPERTIES, agentProperties } from './facts/agent-config.ts';
import { NO_KVM_HOST } from './kvm-hosts.ts';

const OLD = 'com.cloud.agent.resource.computing.LibvirtComputingResource';
const NEW = 'com.cloud.hypervisor.kvm.resource.LibvirtComputingResource';
const BACKUP = `${AGENT_PROPERTIES}.before-preflight`;

/** The agent writes the file anew when it ends, so it is stopped first. */
const edited = (edit: Snippet): Remedy => ({
  text: 'Do this on the KVM host while the agent is stopped: it writes the file anew when it ends.',
  down: 'cloudstack-agent on this host',
  commands: [sh`service cloudstack-agent stop`, sh`cp -a ${AGENT_PROPERTIES} ${BACKUP}`, edit, sh`service cloudstack-agent start`],
  undo: sh`cp -a ${BACKUP} ${AGENT_PROPERTIES}`.text,
});
const replaced = edited(sh`sed -i ${`s/^\\([[:blank:]]*resource[[:blank:]]*[=:[:blank:]][[:blank:]]*\\).*/\\1${NEW}/`} ${AGENT_PROPERTIES}`);

export default check({
  id: 'cloudstack/agent-resource-class-old',
  title: 'Every KVM agent has the resource class of the new version',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['installed', 'post'],
    paths: [{ from: '<4.0', to: '>=4.1' }],
    because: 'the class was renamed in 4.0',
  },
  why: 'The class that 3.0 and older name is not there any more. The agent then does not start, and the host stays down.',
  fix: {
    old: replaced,
    missing: edited(sh`printf '\\n%s\\n' ${`resource=${NEW}`} >> ${AGENT_PROPERTIES}`),
    other: replaced,
    fileMissing: `Bring back ${AGENT_PROPERTIES}: see agent-config-not-carried-over.`,
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-3-0-x-to-4-3'],
  covers: ['46'],
  needs: { agents: each(optional(agentProperties)) },
  messages: {
    fileMissing: `${AGENT_PROPERTIES} is not there.`,
    old: `resource is ${OLD} in ${AGENT_PROPERTIES}, the class of 3.0 and older.`,
    missing: { text: `${AGENT_PROPERTIES} does not set resource.`, severity: 'warning' },
    other: { text: `resource is "{value}" in ${AGENT_PROPERTIES}, which is not the class for KVM.`, severity: 'warning' },
  },
  judge: ({ agents }, found) =>
    agents.length === 0
      ? NO_KVM_HOST
      : agents.flatMap(({ host, value }): Outcome[] => {
          const at = { host, path: AGENT_PROPERTIES, object: 'resource' };
          if (!value) return [found.fileMissing({}, at)];
          const entry = value.get('resource');
          if (!entry) return [found.missing({}, at)];
          const { value: name, line } = entry;
          if (name === NEW) return [];
          return [name.trim() === OLD ? found.old({}, { ...at, line }) : found.other({ value: name }, { ...at, line })];
        }),
});
