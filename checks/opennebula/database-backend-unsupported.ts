import { check, each, inRange, type Outcome, undecided } from '../../src/index.ts';
import { databaseOfOned } from './database-settings.ts';
import { ONED_CONF, onedConf } from './facts/oned-conf.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { source } from './pools.ts';

const SUPPORTED = ['sqlite', 'mysql'];

export default check({
  id: 'opennebula/database-backend-unsupported',
  title: 'The database is of a kind that the target release supports: SQLite, MySQL or MariaDB',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed'] },
  why: 'oned compares BACKEND letter by letter with sqlite and mysql and does not start with anything else. PostgreSQL, which was a preview, is gone since 6.10.',
  fix: {
    postgresql: 'Move the database to MySQL or MariaDB with the release that runs now, and only then upgrade.',
    other: `Write BACKEND = "sqlite" or BACKEND = "mysql", in small letters, into DB in ${ONED_CONF}, as the database is.`,
    missing: `Write BACKEND = "sqlite" or BACKEND = "mysql" into DB in ${ONED_CONF}, as the database is.`,
    repeated: `Leave the DB in ${ONED_CONF} that is meant, and remove the others.`,
  },
  refs: [source('src/nebula/Nebula.cc', 'release-6.10.0')],
  covers: ['A.2.5'],
  needs: { ...frontendNeeds, conf: each(onedConf) },
  messages: {
    postgresql: 'DB in {path} has BACKEND = "postgresql", which OpenNebula 6.10 and newer does not know.',
    other: 'DB in {path} has BACKEND = "{backend}", and oned knows sqlite and mysql.',
    missing: 'DB in {path} has no BACKEND.',
    repeated: { text: 'DB stands {times} times in {path}, and not every program takes the same one.', severity: 'warning' },
  },
  judge: (evidence, found, { to }) =>
    perFrontend(evidence, ({ conf: { oned } }, host): Outcome[] => {
      if ('problem' in oned) return [undecided(`${ONED_CONF} cannot be read: line ${oned.line}: ${oned.problem}`, host)];
      const { backend, times } = databaseOfOned(oned.attributes);
      const [at, path] = [{ host, path: ONED_CONF, object: 'DB' }, ONED_CONF];
      const again = times > 1 ? [found.repeated({ times, path }, at)] : [];
      if (SUPPORTED.includes(backend)) return again;
      if (backend === '') return [found.missing({ path }, at), ...again];
      if (backend !== 'postgresql') return [found.other({ path, backend }, at), ...again];
      return to && !inRange(to, '>=6.10') ? again : [found.postgresql({ path }, at), ...again];
    }),
});
