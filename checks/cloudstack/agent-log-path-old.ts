import { check, each, type Outcome, optional, sh } from '../../src/index.ts';
import { AGENT_LOG4J, agentLog4jDist, agentLogFiles } from './facts/agent-config.ts';
import { NO_KVM_HOST } from './kvm-hosts.ts';

const BACKUP = `${AGENT_LOG4J}.before-preflight`;
const DIST = `${AGENT_LOG4J}.dpkg-dist`;
const copy = sh`cp -a ${AGENT_LOG4J} ${BACKUP}`;
const restart = sh`service cloudstack-agent restart`;

export default check({
  id: 'cloudstack/agent-log-path-old',
  title: 'Every KVM agent logs below /var/log/cloudstack/agent',
  severity: 'advice',
  applies: {
    platform: 'cloudstack',
    phases: ['post'],
    paths: [{ from: '<4.2', to: '>=4.1' }],
    because: 'the log moves from /var/log/cloud to /var/log/cloudstack once, with 4.1',
  },
  why: 'Nothing is broken where an agent still logs to the old directory, but whoever looks for its log in the documented place finds none, and log rotation of the new package does not see it.',
  fix: {
    old: {
      text: 'Change the path in the log configuration.',
      commands: [copy, sh`sed -i s,/var/log/cloud/agent/,/var/log/cloudstack/agent/,g ${AGENT_LOG4J}`, restart],
      undo: `${sh`cp -a ${BACKUP} ${AGENT_LOG4J}`.text} && ${restart.text}`,
    },
    oldBesideNew: {
      text: 'Take the log configuration that the package left beside it. What you changed in the old one is then in the copy.',
      commands: [copy, sh`mv ${DIST} ${AGENT_LOG4J}`, restart],
      undo: `${sh`mv ${AGENT_LOG4J} ${DIST}`.text} && ${sh`cp -a ${BACKUP} ${AGENT_LOG4J}`.text} && ${restart.text}`,
    },
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-0-x-to-4-3'],
  covers: ['41'],
  needs: { logs: each(optional(agentLogFiles)), dist: each(agentLog4jDist) },
  messages: {
    old: `${AGENT_LOG4J} sends the log to {file}.`,
    oldBesideNew: `${AGENT_LOG4J} sends the log to {file}; the package left its own configuration in ${DIST}.`,
  },
  judge({ logs, dist }, found) {
    if (logs.length === 0 && dist.length === 0) return NO_KVM_HOST;
    return logs.flatMap(({ host, value = [] }): Outcome[] => {
      const all = value.filter(({ path }) => path.startsWith('/var/log/cloud/'));
      const old = all.find(({ path }) => !path.includes('%')) ?? all[0];
      if (!old) return [];
      const isBeside = dist.find(one => one.host === host)?.value;
      return [found[isBeside ? 'oldBesideNew' : 'old']({ file: old.path }, { host, path: AGENT_LOG4J, line: old.line })];
    });
  },
});
