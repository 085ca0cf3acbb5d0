import check from '../../../checks/cloudstack/agent-log-path-old.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DENIED, on } from './agent-hosts.ts';

const FILE = '/etc/cloudstack/agent/log4j-cloud.xml';
const NEW = '/var/log/cloudstack/agent/agent.log';
const OLD = '/var/log/cloud/agent/agent.log';
const log4j = (path: string, extra = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE log4j:configuration SYSTEM "log4j.dtd">
<log4j:configuration xmlns:log4j="http://jakarta.apache.org/log4j/" debug="false">
   <appender name="FILE" class="org.apache.log4j.rolling.RollingFileAppender">
      <rollingPolicy class="org.apache.log4j.rolling.TimeBasedRollingPolicy">
        <param name="FileNamePattern" value="${path}.%d{yyyy-MM-dd}.gz"/>
        <param name="ActiveFileName" value="${path}"/>
      </rollingPolicy>${extra}
   </appender>
</log4j:configuration>
`;
const DIST = [`${FILE}.dpkg-dist`] as never;
const at = { path: FILE, line: 7 };
const file = OLD;

cases(check, {
  on: { from: '4.0.2', to: '4.3.1', phase: 'post' },
  passes: {
    'the new directory': { given: { logs: log4j(NEW), dist: [] } },
    'the old one in a comment': { given: { logs: log4j(NEW, `\n<!-- <param name="ActiveFileName" value="${OLD}"/> -->`), dist: [] } },
    'the new one, and what dpkg left beside it': { given: { logs: log4j(NEW), dist: DIST } },
    'a directory of their own': { given: { logs: log4j('/srv/log/agent.log'), dist: [] } },
    'no such file, where the agent has another configuration': { given: { logs: ABSENT, dist: [] } },
  },
  fails: {
    'the old directory, and the new file beside it': {
      given: { logs: log4j(OLD), dist: DIST },
      finds: [{ message: 'oldBesideNew', data: { file }, ...at, remedy: `mv ${FILE}.dpkg-dist ${FILE}` }],
    },
    'the old directory alone': {
      given: { logs: log4j(OLD), dist: [] },
      finds: [{ message: 'old', data: { file }, ...at, remedy: 'sed -i' }],
    },
    'on one host of two': {
      given: { logs: on({ kvm1: log4j(NEW), kvm2: log4j(OLD) }), dist: on({ kvm1: [], kvm2: [] }) },
      finds: [{ message: 'old', host: 'kvm2', data: { file }, ...at }],
    },
  },
  skips: {
    'no KVM host': { given: { logs: on({}), dist: on({}) }, because: 'names no KVM host' },
  },
  unknown: {
    'the file is denied': { given: { logs: DENIED, dist: [] }, because: 'Permission denied' },
    'it is not XML': { given: { logs: 'log4j.rootLogger=INFO', dist: [] }, because: 'could not be read' },
  },
});
