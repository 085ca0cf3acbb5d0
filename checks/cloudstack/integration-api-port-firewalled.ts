import { check, each, flag, type OnHost, type Outcome, optional, skip, undecided } from '../../src/index.ts';
import { firewalldOpening, iptablesOpening, isAnywhere, type Opening, ufwOpening } from './facts/firewall.ts';
import { PORT_REFS } from './integration-api-port.ts';
import { noRestart, RESTART_APPLIES } from './system-vm-restart.ts';

const FILES = '/etc/sysconfig/iptables, /etc/iptables/rules.v4, /etc/firewalld/zones/public.xml and /etc/ufw/user.rules';

export default check({
  id: 'cloudstack/integration-api-port-firewalled',
  title: 'The firewall lets cloudstack-sysvmadm, and nobody else, reach port 8096',
  severity: 'warning',
  applies: RESTART_APPLIES,
  why: 'Where the script runs on another machine, the firewall of the management server must let it through. Opened for everybody, the port gives the whole cloud to whoever finds it, as it asks for no password.',
  fix: {
    closed:
      'Let the machine of the script through to TCP port 8096 for the time, or run the script on the management server itself, where no firewall is in its way.',
    openToAll: 'Let only the machine through where the script runs, or nobody where that is the management server itself, and load the rules again.',
  },
  refs: PORT_REFS,
  covers: ['59'],
  inputs: {
    elsewhere: flag('sysvmadm-elsewhere', {
      title: 'Does cloudstack-sysvmadm run on a machine that is no management server?',
      default: false,
      reason: 'the script talks to localhost unless it is told otherwise, and guides run it on a management server',
    }),
  },
  needs: { iptables: each(optional(iptablesOpening)), firewalld: each(optional(firewalldOpening)), ufw: each(optional(ufwOpening)) },
  messages: {
    closed: '{paths} does not let anybody reach port 8096, and the script runs on another machine.',
    openToAll: '{path} lets every address reach port 8096, which asks for no password.',
    openTo: { text: '{path} lets {from} reach port 8096.', severity: 'note' },
  },
  judge({ iptables, firewalld, ufw }, found, { from, to, inputs: { elsewhere } }) {
    const none = noRestart({ from, to });
    if (none !== undefined) return skip(none);
    const all = [...iptables, ...firewalld, ...ufw];
    const hosts = [...new Set(all.map(({ host }) => host))];
    if (!elsewhere && hosts.length > 0 && all.every(({ value }) => value === undefined))
      return skip(`the script runs on the management server itself, and there are no files of a firewall: ${FILES}`);
    return hosts.flatMap(host => judgeHost(host, all.filter(one => one.host === host).flatMap(openingOf)));

    function judgeHost(host: string, openings: readonly Opening[]): Outcome[] {
      const object = 'port 8096';
      if (openings.length === 0)
        return elsewhere ? [undecided(`none of the files of a firewall is there (${FILES}), so it is open what it lets through`, host)] : [];
      const told = openings
        .filter(({ from }) => from.length > 0)
        .map(({ path, from }) =>
          from.some(isAnywhere)
            ? found.openToAll({ path }, { host, object, path })
            : found.openTo({ path, from: from.join(', ') }, { host, object, path }),
        );
      if (told.length > 0 || !elsewhere) return told;
      return [found.closed({ paths: openings.map(({ path }) => path).join(' and ') }, { host, object })];
    }
  },
});

const openingOf = ({ value }: OnHost<Opening | undefined>): Opening[] => (value ? [value] : []);
