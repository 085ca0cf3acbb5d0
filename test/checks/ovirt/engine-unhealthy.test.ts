import check from '../../../checks/ovirt/engine-unhealthy.ts';
import { cases } from '../../support/cases.ts';

const failed = (reason: string) => ({ status: 'failed', reason }) as const;
const where = 'https://engine.lab.example/ovirt-engine/services/health';

cases(check, {
  on: { from: '4.3.10.4', to: '4.3.11.4', phase: 'post' },
  passes: {
    'it says so': { given: { page: 'DB Up!Welcome to Health Status!' } },
    'with a line end': { given: { page: 'DB Up!Welcome to Health Status!\n' } },
  },
  fails: {
    'the database is down, and a proxy makes the status 200': {
      given: { page: 'DB Down!' },
      finds: [{ message: 'unhealthy', data: { said: '"DB Down!"' }, remedy: 'systemctl restart ovirt-engine' }],
    },
    'a page of a proxy': { given: { page: '<html>\u001b[2J' }, finds: [{ message: 'unhealthy', data: { said: '"<html>\\u001b[2J"' } }] },
    'status 500 of the engine': {
      given: { page: failed(`${where} answered with status 500`) },
      finds: [{ message: 'error', data: { reason: `${where} answered with status 500` } }],
    },
    'status 503 of Apache': {
      given: { page: failed(`${where} answered with status 503`) },
      finds: [{ message: 'error', data: { reason: `${where} answered with status 503` } }],
    },
    'not there': {
      given: { page: { status: 'absent', reason: `${where} is not there (404)` } },
      finds: [{ message: 'missing', data: { reason: `${where} is not there (404)` } }],
    },
  },
  unknown: {
    'nobody answers': { given: { page: { status: 'unreachable', reason: `${where} refuses the connection` } }, because: 'refuses the connection' },
    'its certificate has expired': {
      given: { page: failed(`${where} has a certificate that has expired (CERT_HAS_EXPIRED)`) },
      because: 'has expired',
    },
    'another answer': { given: { page: failed(`${where} answered with status 302`) }, because: 'status 302' },
  },
});
