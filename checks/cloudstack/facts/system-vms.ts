import { fact, file, integer, nullable, rows, since, table, text, type Version, version } from '../../../src/index.ts';
import { millisOf } from './times.ts';

/** Kinds of system virtual machines, as the column `type` writes them. */
const TYPES = ['SecondaryStorageVm', 'ConsoleProxy', 'DomainRouter', 'ElasticLoadBalancerVm', 'InternalLoadBalancerVm'];
/** Rows of these are on their way out. */
const GOING = ['destroyed', 'expunging'];

/** A virtual machine that CloudStack runs for itself. */
export interface SystemVm {
  readonly id: number;
  readonly instance_name: string;
  readonly type: string;
  readonly state: string;
  readonly hypervisor_type: string | null;
  /** The template it is to run, which the upgrade of the database sets for all of them. */
  readonly vm_template_id: number | null;
  /** When its state changed last, in milliseconds since 1970. */
  readonly updated: number | undefined;
  readonly update_time: string | null;
}

/** System virtual machines that are there, whether they run or not. */
export const systemVms = fact({
  id: 'cloudstack.system-vms',
  title: 'system VMs',
  role: 'database',
  query: table('cloud.vm_instance', {
    columns: ['id', 'instance_name', 'type', 'state', 'hypervisor_type', 'vm_template_id', 'update_time', 'removed'],
    where: { column: 'type', in: TYPES },
  }),
  parse: body =>
    rows({
      id: integer,
      instance_name: text,
      type: text,
      state: text,
      hypervisor_type: nullable(text),
      vm_template_id: nullable(integer),
      update_time: nullable(text),
      removed: nullable(text),
    })(body)
      .filter(({ removed, state }) => removed === null && !GOING.includes(state.toLowerCase()))
      .map(({ removed: _, ...vm }): SystemVm => ({ ...vm, updated: millisOf(vm.update_time) })),
});

export const isRouter = ({ type }: Pick<SystemVm, 'type'>): boolean => type.toLowerCase() === 'domainrouter';
export const isRunning = ({ state }: Pick<SystemVm, 'state'>): boolean => state.toLowerCase() === 'running';

/**
 * The release in the words of a system VM template; undefined where it is none.
 *
 *     Cloudstack Release 4.0.0-incubating Mon Oct 9 15:10:04 PST 2012
 *     Cloudstack Release 4.18.1 (64-bit) Wed Jun  7 08:19:18 UTC 2023
 */
export function templateRelease(line: string | null | undefined): Version | undefined {
  const [, release] = /^\s*Cloudstack Release (\d+(?:\.\d+){1,3})(?!\d)/im.exec(line ?? '') ?? [];
  return release === undefined ? undefined : version(release);
}

/** What each virtual router said of its template when it was started; by the id of its virtual machine. The column is there from 3.0 on. */
export const routerTemplates = fact({
  id: 'cloudstack.router-templates',
  title: 'template versions of virtual routers',
  role: 'database',
  query: table('cloud.domain_router', { columns: ['id', 'template_version'] }),
  parse: body => new Map(rows({ id: integer, template_version: since(nullable(text)) })(body).map(one => [one.id, one.template_version ?? null])),
});

/** The template that the root disk of each virtual machine was made from, by the id of the machine. */
export const rootTemplates = fact({
  id: 'cloudstack.root-templates',
  title: 'root disks',
  role: 'database',
  query: table('cloud.volumes', {
    columns: ['id', 'instance_id', 'template_id', 'removed'],
    where: {
      all: [
        { column: 'volume_type', equals: 'ROOT' },
        { column: 'removed', is: 'null' },
      ],
    },
  }),
  parse: body =>
    new Map(
      rows({ id: integer, instance_id: nullable(integer), template_id: nullable(integer), removed: nullable(text) })(body)
        .filter(({ removed, instance_id }) => removed === null && instance_id !== null)
        .sort((a, b) => a.id - b.id)
        .map(({ instance_id, template_id }) => [instance_id!, template_id]),
    ),
});

/** When the database was last upgraded, in milliseconds since 1970; undefined where it never was. */
export const lastUpgrade = fact({
  id: 'cloudstack.last-upgrade',
  title: 'last upgrade of the database',
  role: 'database',
  query: table('cloud.version', { columns: ['id', 'version', 'step', 'updated'] }),
  parse: body =>
    millisOf(
      rows({ id: integer, version: text, step: nullable(text), updated: nullable(text) })(body)
        .filter(({ step }) => step === 'Complete')
        .sort((a, b) => a.id - b.id)
        .at(-1)?.updated,
    ),
});

/** The release in the file of a system VM itself. */
export const systemVmRelease = fact({
  id: 'cloudstack.system-vm-release',
  title: 'release of the system VM',
  role: 'systemvm',
  query: file('/etc/cloudstack-release'),
  parse: ({ text }) => ({ release: templateRelease(text), line: text.trim().split('\n')[0]!.slice(0, 200) }),
});
