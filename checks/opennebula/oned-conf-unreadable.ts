import { check, each, type Outcome } from '../../src/index.ts';
import { ONED_CONF, onedConf } from './facts/oned-conf.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { source } from './pools.ts';

export default check({
  id: 'opennebula/oned-conf-unreadable',
  title: 'oned, onecfg and onedb can read oned.conf',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'onecfg and onedb read oned.conf with stricter rules than oned does. A file with which OpenNebula has run for years can stop onecfg upgrade ("Failed to parse file") and every command of onedb ("Unable to parse oned.conf").',
  fix: {
    refused:
      'Mend that line: a comma before a closing bracket, or a quote or bracket that is not closed. oned writes where it stopped to /var/log/one/oned.log.',
    strict:
      'Bring the line into the form of the file that the package ships: each value in quotes, with no backslash but before a quote; in brackets, comments only before an entry, or at the start of a line after the last one. onedb can do without the file where it is given the database: --sqlite, or -S, -u, -p and -d. onecfg cannot.',
  },
  refs: [source('src/parsers/template_parser.l'), source('share/augeas/oned.aug'), 'https://github.com/OpenNebula/one/issues/7248'],
  covers: ['A.2.7', 'A.1.6.3'],
  needs: { ...frontendNeeds, conf: each(onedConf) },
  messages: {
    refused: 'oned refuses {path} at line {line}: {problem}.',
    strict: 'onecfg and onedb cannot read {path} at line {line}: {problem}.',
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ conf: { oned, lens } }, host): Outcome[] => {
      if ('problem' in oned) return [found.refused({ path: ONED_CONF, ...oned }, { host, path: ONED_CONF, line: oned.line })];
      return lens ? [found.strict({ path: ONED_CONF, ...lens }, { host, path: ONED_CONF, line: lens.line })] : [];
    }),
});
