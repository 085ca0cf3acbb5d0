import { check, each, sh, skip } from '../../src/index.ts';
import { gateProxyLinks } from './facts/known-issues.ts';

export default check({
  id: 'opennebula/gate-proxy-enabled',
  title: 'No node starts the proxy of OneGate, which 6.10 does not have',
  severity: 'advice',
  applies: {
    platform: 'opennebula',
    phases: ['pre', 'stopped', 'post'],
    paths: [{ from: '>=6.6 <6.10', to: '>=6.10' }],
    because: 'only 6.6 and 6.8 have the proxy',
  },
  why: 'The proxy was dropped in 6.10, and its makers advise to disable it since 6.8.3. What is left of it takes the port of OneGate on the node.',
  fix: {
    enabled: { commands: [sh`systemctl disable --now opennebula-gate-proxy`], undo: sh`systemctl enable --now opennebula-gate-proxy`.text },
  },
  refs: ['https://docs.opennebula.io/6.8/intro_release_notes/release_notes/compatibility.html'],
  covers: ['A.7.2'],
  needs: { links: each(gateProxyLinks) },
  messages: { enabled: 'systemd starts opennebula-gate-proxy on this node ({path}).' },
  judge({ links }, found) {
    if (links.length === 0) return skip('no virtualization node (role node) answered');
    return links.flatMap(({ host, value }) => value.slice(0, 1).map(path => found.enabled({ path }, { host, object: 'opennebula-gate-proxy' })));
  },
});
