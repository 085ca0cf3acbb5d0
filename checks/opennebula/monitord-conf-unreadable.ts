import { check, each, type Outcome } from '../../src/index.ts';
import { MONITORD_CONF, monitordConf } from './facts/oned-conf.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { source } from './pools.ts';

export default check({
  id: 'opennebula/monitord-conf-unreadable',
  title: 'The monitoring daemon and onecfg can read monitord.conf',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'onecfg reads monitord.conf with stricter rules than the monitoring daemon does, and migrates nothing where it cannot read one of its files. The guide has one edit this file by hand.',
  fix: {
    refused: 'Mend that line: a comma before a closing bracket, or a quote or bracket that is not closed.',
    strict:
      'Bring the line into the form of the file that the package ships: no backslash in quotes but before a quote; in brackets, comments only before an entry, or at the start of a line after the last one.',
  },
  refs: [source('src/parsers/template_parser.l'), source('share/augeas/oned.aug'), 'https://github.com/OpenNebula/one/issues/7248'],
  covers: ['A.1.6.3'],
  needs: { ...frontendNeeds, conf: each(monitordConf) },
  messages: {
    refused: 'The monitoring daemon refuses {path} at line {line}: {problem}.',
    strict: 'onecfg cannot read {path} at line {line}: {problem}.',
  },
  judge: (evidence, found) =>
    perFrontend(evidence, ({ conf: { oned, lens } }, host): Outcome[] => {
      if ('problem' in oned) return [found.refused({ path: MONITORD_CONF, ...oned }, { host, path: MONITORD_CONF, line: oned.line })];
      return lens ? [found.strict({ path: MONITORD_CONF, ...lens }, { host, path: MONITORD_CONF, line: lens.line })] : [];
    }),
});
