import check from '../../../checks/ovirt/node-local-changes.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DOWN } from './fleet-answers.ts';
import { EL, NODE } from './host-machines-answers.ts';

const verify = { inputs: { verify: true } };
const given = (stdout: string, release = NODE, exit = 1) => ({ given: { changes: { stdout, exit }, nodes: release } });
const BRANDING = '/usr/share/cockpit/branding/ovirt/branding.css';
const changed = (path: string) => ({ message: 'changed' as const, data: { path }, object: 'image', path });

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'pre' },
  passes: {
    nothing: { ...given('', NODE, 0), ...verify },
    'where it is kept, or no content': {
      ...given(
        '..5....T.  c /etc/ovirt-release.conf\n..5......    /var/lib/foo\n.M...UG..    /usr/bin/ping\nmissing     /run/lock/x\n..5......    /root/.bashrc\n',
      ),
      ...verify,
    },
  },
  fails: {
    'changed, gone, and another link': {
      ...given(`..5....T.    ${BRANDING}\nmissing     /usr/lib/systemd/system/foo bar.service\n....L....    /usr/lib64/x.so (replaced)\n`),
      ...verify,
      finds: [
        { ...changed(BRANDING), remedy: `copy of ${BRANDING}` },
        changed('/usr/lib/systemd/system/foo bar.service'),
        changed('/usr/lib64/x.so'),
      ],
    },
    'very many': {
      ...given(Array.from({ length: 53 }, (_, at) => `..5......    /usr/share/f${at}`).join('\n')),
      ...verify,
      finds: [...Array.from({ length: 50 }, (_, at) => changed(`/usr/share/f${at}`)), { message: 'more', data: { count: 3 }, object: 'image' }],
    },
  },
  skips: {
    'not asked for': { ...given('..5......    /usr/bin/x'), because: 'node-verification=yes' },
    'Enterprise Linux': { ...given('..5......    /usr/bin/x', EL), ...verify, because: 'no host is oVirt Node' },
  },
  unknown: {
    'the host cannot be reached': { given: { changes: DOWN, nodes: DOWN }, ...verify, because: 'timed out' },
    'no rpm': { given: { changes: ABSENT, nodes: NODE }, ...verify, because: 'there is no rpm' },
    'its database is broken': {
      given: { changes: { stdout: '', stderr: 'error: rpmdb open failed', exit: 1 }, nodes: NODE },
      ...verify,
      because: 'rpmdb open failed',
    },
  },
});
