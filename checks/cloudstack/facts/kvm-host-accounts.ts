import { fact, integer, nullable, rows, type SecretMark, secretMark, since, table, text } from '../../../src/index.ts';

/** Hosts that run virtual machines, those of KVM among them; removed hosts and those of storage or system VMs are not here. */
export const hypervisorHosts = fact({
  id: 'cloudstack.hypervisor-hosts',
  title: 'hypervisor hosts',
  role: 'database',
  query: table('cloud.host', { columns: ['id', 'name', 'private_ip_address', 'type', 'hypervisor_type', 'removed'] }),
  parse: body =>
    rows({
      id: integer,
      name: nullable(text),
      private_ip_address: nullable(text),
      type: nullable(text),
      hypervisor_type: nullable(text),
      removed: since(nullable(text)),
    })(body).filter(({ type, removed }) => type === 'Routing' && (removed === null || removed === undefined)),
});

type HostAccount = { readonly host_id: number } & ({ readonly username: string } | { readonly password: SecretMark });

/** The account of each host, as `username` and `password`. A password is only known as empty or not. */
export const hostAccounts = fact({
  id: 'cloudstack.host-accounts',
  title: 'accounts of hosts',
  role: 'database',
  query: table('cloud.host_details', {
    columns: ['host_id', 'name', 'value'],
    where: { column: 'name', in: ['username', 'password'] },
  }),
  secrets: [{ column: 'value', when: { column: 'name', equals: 'password' } }],
  parse: body =>
    rows({ host_id: integer, name: text, value: nullable(text) })(body).map(
      ({ host_id, name, value }): HostAccount =>
        name === 'password' ? { host_id, password: secretMark(value) ?? { form: 'empty', mark: '' } } : { host_id, username: value ?? '' },
    ),
});
