/** Answers of the API of a self-hosted engine. */

/** `agent`: what the host says of its agent, in XML; none where it has no agent. */
export const hostXml = (name: string, agent = '', { status = 'up', cluster = 'c1' } = {}): string =>
  `<host id="${name}"><name>${name}</name><address>${name}</address><status>${status}</status><cluster id="${cluster}"/>${
    agent && `<hosted_engine><configured>true</configured>${agent}</hosted_engine>`
  }</host>`;

export const agentXml = (score = 3400, { active = true, local = false } = {}): string =>
  `<active>${active}</active><local_maintenance>${local}</local_maintenance><score>${score}</score>`;

export const engineXml = (host: string, status = 'up'): string =>
  `<vm id="v1"><name>HostedEngine</name><status>${status}</status><host id="${host}"/><cluster id="c1"/><origin>managed_hosted_engine</origin></vm>`;

/** The lists, and a summary that says that they are whole. */
export const installation = (hosts: readonly string[], vms: readonly string[], total = hosts.length) => ({
  hosts: `<hosts>${hosts.join('')}</hosts>`,
  vms: `<vms>${vms.join('')}</vms>`,
  summary: `<api><summary><hosts><total>${total}</total></hosts><vms><total>${vms.length}</total></vms></summary></api>`,
});
