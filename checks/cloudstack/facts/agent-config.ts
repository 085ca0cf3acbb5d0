import { descendants, fact, file, type Properties, paths, properties, xml } from '../../../src/index.ts';

export const AGENT_FOLDER = '/etc/cloudstack/agent';
export const AGENT_PROPERTIES = `${AGENT_FOLDER}/agent.properties`;
const LEGACY_PROPERTIES = '/etc/cloud/agent/agent.properties';

/** What the agent is told at its installation: where it belongs, and how it is known. */
export const CARRIED_KEYS = [
  ...['host', 'guid', 'zone', 'pod', 'cluster', 'port', 'workers', 'local.storage.uuid'],
  ...['private.network.device', 'public.network.device', 'guest.network.device'],
] as const;

/** The file holds the passphrase of a keystore too: only these keys are kept. */
const KEEP = { keep: { keys: [...CARRIED_KEYS, 'resource'] } };

/**
 * The configuration of the agent from 4.1 on, which the agent itself writes anew.
 *
 *     #Storage
 *     guid=5f0c7f0e-41f2-3c4b-9b58-6c1f3e0d9a77
 *     resource=com.cloud.hypervisor.kvm.resource.LibvirtComputingResource
 *     host=10.1.1.10
 */
export const agentProperties = fact({
  id: 'cloudstack.agent-properties',
  title: 'configuration of the agent',
  role: 'kvm',
  query: file(AGENT_PROPERTIES, KEEP),
  parse: properties,
});

export interface OldProperties {
  readonly path: string;
  readonly properties: Properties;
}

/** The configuration that 4.0 and older left behind, where the packages leave it: those for RPM rename what they have copied. */
export const oldAgentProperties = fact({
  id: 'cloudstack.old-agent-properties',
  title: 'configuration of the old agent',
  role: 'kvm',
  query: [
    file(LEGACY_PROPERTIES, KEEP),
    ...['', '.rpmsave'].map(end => file(`/etc/cloud.rpmsave/agent/agent.properties${end}`, KEEP)),
    file(`${LEGACY_PROPERTIES}.rpmsave`, KEEP),
    file(`${AGENT_PROPERTIES}.rpmsave`, KEEP),
  ],
  parse: (body, { query }): OldProperties => ({ path: query.kind === 'file' ? query.path : '', properties: properties(body) }),
});

/** How the agent is known to the management server, before the upgrade and after; undefined where its file does not say. */
export const agentGuid = fact({
  id: 'cloudstack.agent-guid',
  title: 'GUID of the agent',
  role: 'kvm',
  query: [file(AGENT_PROPERTIES, KEEP), file(LEGACY_PROPERTIES, KEEP)],
  parse: body => properties(body).get('guid')?.value.trim() || undefined,
});

/** What package managers lay beside a file that was changed. */
export const agentConfigLeftovers = fact({
  id: 'cloudstack.agent-config-leftovers',
  title: 'files that packages left beside the configuration of the agent',
  role: 'kvm',
  query: paths(...['rpmnew', 'dpkg-dist', 'dpkg-new'].map(end => `${AGENT_FOLDER}/*.properties.${end}`)),
  parse: ({ entries }) => entries.map(({ path }) => path),
});

export const AGENT_LOG4J = `${AGENT_FOLDER}/log4j-cloud.xml`;
const LOG = /\/var\/log\/cloud(?:stack)?\/agent\/[^\s"'<>]*/;

/**
 * The files that the agent logs to; comments do not count.
 *
 *     <appender name="FILE" class="org.apache.log4j.rolling.RollingFileAppender">
 *       <rollingPolicy class="org.apache.log4j.rolling.TimeBasedRollingPolicy">
 *         <param name="FileNamePattern" value="/var/log/cloudstack/agent/agent.log.%d{yyyy-MM-dd}.gz"/>
 *         <param name="ActiveFileName" value="/var/log/cloudstack/agent/agent.log"/>
 */
export const agentLogFiles = fact({
  id: 'cloudstack.agent-log-files',
  title: 'log files of the agent',
  role: 'kvm',
  query: file(AGENT_LOG4J),
  parse: body =>
    ['param', 'File', 'RollingFile', 'RollingRandomAccessFile']
      .flatMap(name => descendants(xml(body), name))
      .flatMap(({ attributes, line }) =>
        Object.values(attributes).flatMap(value => {
          const path = LOG.exec(value ?? '')?.[0];
          return path === undefined ? [] : [{ path, line }];
        }),
      ),
});

/** Whether Debian's packages laid a newer version beside the log configuration. */
export const agentLog4jDist = fact({
  id: 'cloudstack.agent-log4j-dist',
  title: 'log configuration that dpkg left beside that of the agent',
  role: 'kvm',
  query: paths(`${AGENT_LOG4J}.dpkg-dist`),
  parse: ({ entries }) => entries.length > 0,
});
