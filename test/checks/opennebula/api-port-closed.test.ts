import check from '../../../checks/opennebula/api-port-closed.ts';
import { cases } from '../../support/cases.ts';
import { frontend } from './support.ts';
import { systemctl } from './units.ts';

const ss = (...ports: number[]): string =>
  `State  Recv-Q Send-Q Local Address:Port  Peer Address:Port\n${ports.map((port, index) => `LISTEN 0      15     ${index % 2 ? '[::]' : '0.0.0.0'}:${port}      ${index % 2 ? '[::]' : '0.0.0.0'}:*\n`).join('')}`;
const here = { ...frontend('7.0.1'), units: systemctl({ 'opennebula-fireedge.service': 'active enabled' }), conf: 'PORT = 2633\n' };
const plain = { ...here, units: systemctl({}) };
const path = '/etc/one/oned.conf';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'both listen': { given: { ...here, ports: ss(22, 2633, 2616) } },
    'on ports of their own': { given: { ...here, conf: 'port = "3000"', fireedge: "host: '0.0.0.0'\nport: 8443\n", ports: ss(3000, 8443) } },
    'no FireEdge here': { given: { ...plain, ports: ss(2633) } },
  },
  fails: {
    'oned does not': {
      given: { ...plain, ports: ss(26330, 12633) },
      finds: [{ message: 'api', data: { port: 2633, path }, host: 'frontend', object: 'port 2633', remedy: 'oned.log' }],
    },
    'FireEdge does not, though systemd calls it active': {
      given: { ...here, ports: ss(2633) },
      finds: [
        {
          message: 'fireedge',
          data: { port: 2616, unit: 'opennebula-fireedge.service' },
          host: 'frontend',
          object: 'port 2616',
          remedy: 'nodejs:20',
        },
      ],
    },
    'only a connection, nobody listens': {
      given: { ...plain, ports: 'ESTAB 0 0 10.0.0.1:2633 10.0.0.2:51000\n' },
      finds: [{ message: 'api', data: { port: 2633, path }, host: 'frontend', object: 'port 2633' }],
    },
  },
  unknown: { 'ss fails': { given: { ...plain, ports: { stdout: '', exit: 255 } }, because: 'ss ended with 255' } },
});
