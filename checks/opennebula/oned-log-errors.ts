import { check, each, type Outcome, undecided } from '../../src/index.ts';
import { type LogLine, onedLog } from './facts/oned-log.ts';
import { unitsNeed } from './facts/service-units.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { source } from './pools.ts';

const LOG = '/var/log/one/oned.log';
const FATAL = /Database version mismatch|Cannot join federation|Database and table charsets/;
const DRIVERS = /driver/i;
const MOST = 5;

export default check({
  id: 'opennebula/oned-log-errors',
  title: 'oned has written no error since it was started',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['post'] },
  why: 'What oned could not load or read after the upgrade stands in its log: drivers that fail, a database of another version. Only what is newer than the start of the service counts; from 7.4 on the log goes on over a restart.',
  fix: {
    fatal: 'Stop oned, mend what the line names, and start it again. With a database of another version, onedb upgrade was not run or did not end.',
    driver:
      'See whether a driver that oned.conf names is there, and executable for oneadmin. Virtual machines on its hosts cannot be managed until it is loaded.',
    error: 'Read the lines around it in the log. An error of one virtual machine or host may have nothing to do with the upgrade.',
  },
  refs: [source('src/log/Log.cc'), source('src/nebula/SystemDB.cc')],
  covers: ['A.4.16', 'A.4.17'],
  needs: { ...frontendNeeds, ...unitsNeed, log: each(onedLog) },
  messages: {
    fatal: { text: 'oned wrote at {at}: {message}', severity: 'blocker' },
    driver: { text: 'oned wrote at {at} about a driver: {message}', severity: 'blocker' },
    error: 'oned wrote errors since {since} ({count}), the last one at {at}: {message}',
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ units, log }, host): Outcome[] => {
      const since = units.find(({ name }) => name === 'opennebula.service')?.since;
      if (since === undefined)
        return [undecided('systemd does not say since when opennebula.service runs, and the log may hold errors of years', host)];
      const lines = log.lines.filter(({ at, level }) => level === 'E' && at >= since);
      const is = (pattern: RegExp, { message }: LogLine): boolean => pattern.test(message);
      const [fatal, others] = [lines.filter(one => is(FATAL, one)), lines.filter(one => !is(FATAL, one))];
      const [drivers, rest] = [others.filter(one => aboutStart(one)), others.filter(one => !aboutStart(one))];
      const at = { host, path: LOG };
      const last = rest.at(-1);
      return [
        ...fatal.slice(-MOST).map(one => found.fatal({ at: one.at, message: said(one) }, at)),
        ...drivers.slice(-MOST).map(one => found.driver({ at: one.at, message: said(one) }, at)),
        ...(last ? [found.error({ count: rest.length, since, at: last.at, message: said(last) }, at)] : []),
        ...(log.isCut && !log.lines.some(one => one.at < since)
          ? [undecided(`${LOG} is too long to be read whole, and its middle was not looked at`, host)]
          : []),
      ];
    }),
});

const said = ({ message }: LogLine): string => `${message.trim().replace(/\.$/, '')}.`;

/** Of the managers that load drivers, what they say of a driver itself and not of what it was told to do. */
const aboutStart = ({ module, message }: LogLine): boolean =>
  /^(?:VMM|InM|TrM|TM|ImM|AuM|IPM|MKP|HKM|DrM|ONE|SCM)$/.test(module) && DRIVERS.test(message) && /(?:load|start|execut|init|found)/i.test(message);
