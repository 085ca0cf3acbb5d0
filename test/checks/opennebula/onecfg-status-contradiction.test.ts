import check from '../../../checks/opennebula/onecfg-status-contradiction.ts';
import { cases } from '../../support/cases.ts';
import { deb, ENTERPRISE, file, migrators, onecfgHost, SNAPSHOT, STATE, state } from './support.ts';

const here = { ...onecfgHost('7.0.1'), migrators: migrators('7.0.0') };
const HEAD = '--- Versions ------------------------------\n';
const UPDATES = '\n--- Available Configuration Updates -------\n';
const versions = (one: string, config: string): string => `${HEAD}OpenNebula:  ${one.padEnd(9)}\nConfig:      ${config.padEnd(9)}\n`;
const BACKUP = `\n--- Backup to Process ---------------------\nSnapshot:    ${SNAPSHOT}\n(will be used as one-shot source for next update)\n`;
const says = (stdout: string, exit: number) => ({ stdout: `${stdout}\n`, exit });
const error = (config: string, text: string, one = '7.0.1') => says(`${versions(one, config)}ERROR: ${text}`, 255);
const fatal = (stderr: string) => ({ stdout: '', stderr, exit: 255 });

const clean = says(`${versions('7.0.1', '7.0.0')}${UPDATES}No updates available.`, 0);
const pending = says(
  `${versions('7.0.1', '6.10.0')}${BACKUP}${UPDATES}New config:  7.0.0    \n- from 6.10.0 to 6.10.2 (YAML,Ruby)\n- from 6.10.2 to 7.0.0 (YAML, Ruby)`,
  1,
);
const cleared = says(`${versions('7.0.1', '7.0.0')}${BACKUP}${UPDATES}No updates available, but update request for backup must be cleared.`, 1);
const settings = state('version: 7.0.0');
const backup = `backup: '${SNAPSHOT}'`;

const contradiction = (said: string, expected: string) => ({
  message: 'contradiction' as const,
  data: { said, path: STATE, expected },
  host: 'frontend',
  path: STATE,
});
const CLEAN = 'OpenNebula 7.0.1, configuration 7.0.0: No updates available.';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'S13: clean': { given: { ...here, settings, status: clean } },
    'S13: without trailing blanks': {
      given: { ...here, settings, status: says(`${HEAD}OpenNebula: 7.0.1\nConfig: 7.0.0\n${UPDATES}No updates available.`, 0) },
    },
    'S1: no file': { given: { ...here, status: error('unknown', 'Unknown config version') } },
    'S2: an empty file': { given: { ...here, settings: '', status: fatal('FATAL : FAILED - Invalid settings content\n') } },
    'S3: a file in ruins': {
      given: { ...here, settings: 'a: [', status: fatal("ERROR : Can't load settings from '/etc/onecfg.conf' due to '…'\nFATAL : FAILED - …\n") },
    },
    'S4: no version': { given: { ...here, settings: state(backup), status: error('unknown', 'Unknown config version') } },
    'S4b: an empty version': { given: { ...here, settings: state("version: ''"), status: error('0', 'Unsupported config version 0') } },
    'S5: not supported': {
      given: { ...here, settings: state('version: 7.2.0-rc1'), status: error('7.2.0.pre.rc1', 'Unsupported config version 7.2.0.pre.rc1') },
    },
    'S6: migrators of another release': {
      given: {
        ...here,
        ...onecfgHost('7.2.0'),
        migrators: here.migrators,
        settings,
        status: error('7.0.0', 'Unsupported OpenNebula version 7.2.0', '7.2.0'),
      },
    },
    'S7: oned does not start': {
      given: {
        ...here,
        said: { exit: 1 },
        deb: deb({ opennebula: '7.0.1' }),
        settings,
        status: error('7.0.0', 'Unknown OpenNebula version', 'unknown'),
      },
    },
    'S8: outdated': {
      given: { ...here, settings: state('version: 6.8.0', 'outdated: yes'), status: error('6.8.0', 'Configurations metadata are outdated.') },
    },
    'S10: pending, as the code and as the documentation print it': {
      given: { ...here, settings: state('version: 6.10.0', backup), status: pending },
      phase: 'installed',
    },
    'S12: a snapshot alone': { given: { ...here, settings: state('version: 7.0.0', backup), status: cleared } },
    'S14: newer than installed': {
      given: { ...here, settings: state('version: 7.0.9'), status: says(`${versions('7.0.1', '7.0.9')}${UPDATES}No updates available.`, 0) },
    },
    'migrators that cannot be listed are those of the release': { given: { ...onecfgHost('7.0.1'), settings, status: clean } },
    'an Enterprise Edition of 6.x': {
      given: {
        ...onecfgHost('6.10.2', ENTERPRISE),
        settings: state('version: 6.10.2'),
        status: says(`${versions('6.10.2', '6.10.2')}${UPDATES}No updates available.`, 0),
      },
      phase: 'pre',
    },
  },
  fails: {
    'outdated, which the file does not say': {
      given: { ...here, settings, status: error('7.0.0', 'Configurations metadata are outdated.') },
      finds: [
        { ...contradiction('OpenNebula 7.0.1, configuration 7.0.0: ERROR: Configurations metadata are outdated.', CLEAN), remedy: 'ONECFG_ETC_DIR' },
      ],
    },
    'clean, and the file is outdated': {
      given: { ...here, settings: state('version: 7.0.0', 'outdated: true'), status: clean },
      finds: [contradiction(CLEAN, 'OpenNebula 7.0.1, configuration 7.0.0: ERROR: Configurations metadata are outdated.')],
    },
    'another version of the configuration': {
      given: { ...here, settings: state('version: 7.0.2'), status: clean },
      finds: [contradiction(CLEAN, 'OpenNebula 7.0.1, configuration 7.0.2: No updates available.')],
    },
    'no file, and a version': {
      given: { ...here, status: clean },
      finds: [contradiction(CLEAN, 'OpenNebula 7.0.1, configuration unknown: ERROR: Unknown config version')],
    },
    'fewer updates': {
      given: {
        ...here,
        settings: state('version: 6.10.0', backup),
        status: says(`${versions('7.0.1', '6.10.0')}${UPDATES}New config:  7.0.0\n- from 6.10.2 to 7.0.0 (YAML)`, 1),
      },
      finds: [
        contradiction('OpenNebula 7.0.1, configuration 6.10.0: 6.10.2→7.0.0', 'OpenNebula 7.0.1, configuration 6.10.0: 6.10.0→6.10.2, 6.10.2→7.0.0'),
      ],
    },
    'S16: onecfg without its migrators': {
      given: { ...onecfgHost('7.0.1'), settings, status: fatal("FATAL : FAILED - undefined method `from' for nil:NilClass\n") },
      finds: [contradiction('FATAL', CLEAN)],
    },
    'S19: the message that nobody expects': {
      given: { ...here, settings, status: says(`${versions('7.0.1', '7.0.0')}${UPDATES}No updates available, but config. is not latest!?!`, 0) },
      finds: [contradiction('OpenNebula 7.0.1, configuration 7.0.0: No updates available, but config. is not latest!?!', CLEAN)],
    },
    'a report of endless length': {
      given: { ...here, settings, status: says(`${versions('7.0.1', '7.0.0')}${'x'.repeat(5000)}`, 0) },
      finds: [contradiction(`OpenNebula 7.0.1, configuration 7.0.0: ${'x'.repeat(300)}`, CLEAN)],
    },
  },
  skips: {
    'S17: a Community Edition of 6.x': {
      given: {
        ...onecfgHost('6.10.2'),
        settings: state('version: 6.10.2'),
        status: { stdout: '## USAGE\n`onecfg` <command>\n', stderr: "Command 'status' not found\n", exit: 0 },
      },
      phase: 'pre',
      because: 'one that knows no status',
    },
    'no onecfg': { given: { ...here, settings }, because: 'onecfg is not there' },
    'no output at all': { given: { ...here, settings, status: { exit: 255 } }, because: 'onecfg is not there' },
    'a release that is not known here': {
      given: { ...onecfgHost('7.6.0'), settings, status: says(`${versions('7.6.0', '7.0.0')}${UPDATES}No updates available.`, 0) },
      because: 'not known here',
    },
    'S0: no front-end': {
      given: { oned: [], migrators: [file('/usr/share/one/onecfg/migrators/x')], settings, status: clean },
      because: 'no front-end',
    },
  },
  unknown: {
    'onecfg does not end': {
      given: { ...here, settings, status: { status: 'timeout', reason: 'onecfg: did not end within 15 s and was stopped' } },
      because: 'the output of onecfg status on frontend: onecfg: did not end',
    },
  },
});
