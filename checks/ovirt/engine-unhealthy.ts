import { attempt, check, sh, undecided } from '../../src/index.ts';
import { health } from './facts/health.ts';
import { GUIDE } from './references.ts';

const HEALTHY = 'DB Up!Welcome to Health Status!';

export default check({
  id: 'ovirt/engine-unhealthy',
  title: 'The engine answers and reaches its database',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'], because: 'in between, engine-setup stops and starts the engine' },
  why: 'The health page asks the database through the engine. Nobody can work with an engine that does not answer it.',
  fix: {
    text: 'Wait three minutes where the engine was started just now; then look at the services and at /var/log/ovirt-engine/engine.log.',
    commands: [sh`systemctl status ovirt-engine httpd`, sh`systemctl restart ovirt-engine`],
  },
  refs: [
    GUIDE,
    'https://github.com/oVirt/ovirt-engine/blob/ovirt-engine-4.3/backend/manager/modules/services/src/main/java/org/ovirt/engine/core/services/HealthStatus.java',
  ],
  covers: ['A.1.10'],
  needs: { page: attempt(health) },
  messages: {
    unhealthy: 'The health page of the engine says {said}.',
    error: 'The health page of the engine answers with an error: {reason}.',
    missing: 'The engine has no health page where its API is said to be: {reason}.',
  },
  judge({ page }, found) {
    if ('value' in page) return page.value === HEALTHY ? [] : [found.unhealthy({ said: JSON.stringify(page.value.slice(0, 100)) })];
    if (page.status === 'absent') return [found.missing({ reason: page.reason })];
    // A server that answers at all and cannot serve the page is a proxy without an engine, or an engine without a database.
    return /answered with status 5\d\d$/.test(page.reason) ? [found.error({ reason: page.reason })] : [undecided(page.reason)];
  },
});
