import { command, fact, type Redacted } from '../../../src/index.ts';

/** What a command said. */
type Said = Redacted<{ readonly stdout: string; readonly stderr: string; readonly exit: number }>;

/** What a host says of one service. `exited`: systemd ran its start script and does not know whether a process is left. */
export interface ServiceState {
  readonly name: string;
  readonly is: 'running' | 'starting' | 'stopping' | 'stopped' | 'failed' | 'exited' | 'not-installed';
}

/** The services of the platform, each by its name from 4.1 on; up to 4.0 the name begins with `cloud-`. */
export const oldName = (name: string): string => name.replace(/^cloudstack-/, 'cloud-');

const PROPERTIES = 'Id,LoadState,ActiveState,SubState';

/**
 * The states of systemd for several units, one block each, in the order of the question.
 *
 *     Id=cloudstack-management.service
 *     LoadState=loaded
 *     ActiveState=active
 *     SubState=running
 */
function systemdState({ stdout, stderr, exit }: Said, name: string): ServiceState {
  const blocks = stdout.split(/\n\s*\n/).map(block => new Map(block.split('\n').map(line => split(line.trim()))));
  const own = blocks.find(block => block.get('Id') === `${name}.service`);
  const active = own?.get('ActiveState');
  if (!own || active === undefined)
    throw new Error(`systemctl says nothing of ${name} (exit status ${exit})${stderr.trim() && `: ${firstLine(stderr)}`}`);
  if (own.get('LoadState') === 'not-found' && active === 'inactive') return { name, is: 'not-installed' };
  const is = active === 'active' && own.get('SubState') === 'exited' ? 'exited' : SYSTEMD.get(active);
  if (!is) throw new Error(`systemctl says that ${name} is ${JSON.stringify(active)}, which is no state of a service`);
  return { name, is };
}

const SYSTEMD: ReadonlyMap<string, ServiceState['is']> = new Map([
  ['active', 'running'],
  ['reloading', 'running'],
  ['refreshing', 'running'],
  ['activating', 'starting'],
  ['deactivating', 'stopping'],
  ['inactive', 'stopped'],
  ['maintenance', 'stopped'],
  ['failed', 'failed'],
]);

const split = (line: string): [string, string] => {
  const at = line.indexOf('=');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
};

const firstLine = (text: string): string => text.trim().split('\n', 1)[0]!.slice(0, 200);

/**
 * The exit status of a System V script decides: 0 runs, 3 does not, 1 and 2 died and left a file behind.
 *
 *     cloudstack-management (pid  2345) is running...
 *     cloudstack-management dead but pid file exists
 *     cloud-management: unrecognized service
 */
function scriptState({ stdout, stderr, exit }: Said, name: string): ServiceState {
  const said = `${stdout}\n${stderr}`;
  const down = /\bis stopped\b|\bnot running\b|\bdead\b/i.test(said);
  if (/unrecognized service|could not be found|unknown job|no such file/i.test(said)) return { name, is: 'not-installed' };
  if (exit === 0 && !down) return { name, is: 'running' };
  if (exit === 3 && !/\bis running\b/i.test(said)) return { name, is: 'stopped' };
  if (exit === 1 || exit === 2) return { name, is: 'failed' };
  throw new Error(`service ${name} status ended with exit status ${exit} and said ${JSON.stringify(firstLine(said))}, which does not fit together`);
}

/** A service by one name: systemd is asked for the names of all versions at once, a host without systemd for each. */
const service = (name: string, role: string, title: string) =>
  fact({
    id: `cloudstack.service-${name}-on-${role}`,
    title,
    role,
    query: [
      command(
        'systemctl',
        'show',
        '-p',
        PROPERTIES,
        ...['cloud-', 'cloudstack-'].map(prefix => `${prefix}${name.replace(/^cloud(?:stack)?-/, '')}.service`),
      ),
      command('service', name, 'status'),
    ],
    parse: (body, { query }) => (query.kind === 'command' && query.argv[0] === 'systemctl' ? systemdState(body, name) : scriptState(body, name)),
  });

/** Of each service: the one from 4.1 on, and the one up to 4.0. Either may be `not-installed`. */
export const managementService = service('cloudstack-management', 'management', 'service cloudstack-management');
export const oldManagementService = service('cloud-management', 'management', 'service cloud-management');
export const usageService = service('cloudstack-usage', 'usage', 'service cloudstack-usage');
export const oldUsageService = service('cloud-usage', 'usage', 'service cloud-usage');
export const agentService = service('cloudstack-agent', 'kvm', 'service cloudstack-agent');
export const oldAgentService = service('cloud-agent', 'kvm', 'service cloud-agent');
