import type { Said } from '../../../checks/opennebula/onecfg/messages.ts';
import check from '../../../checks/opennebula/onecfg-metadata-outdated.ts';
import { cases } from '../../support/cases.ts';
import { cluster, deb, ENTERPRISE, file, migrators, ONECFG_NEEDS, onecfgHost, oned, rpm, SNAPSHOT, STATE, state } from './support.ts';

const MIGRATORS = '/usr/share/one/onecfg/migrators';
const LEGACY = '/etc/onescape/config.yaml';
const backup = `backup: '${SNAPSHOT}'`;

const enterprise = onecfgHost('6.10.2', ENTERPRISE);
const community = onecfgHost('6.10.2');
const seven = onecfgHost('7.0.1');
const tool = { ...seven, migrators: migrators('7.0.0') };

const says = (message: keyof Said, data: Record<string, string>, remedy?: string, at: { host?: string; path?: string } = {}) => ({
  message,
  data: { path: at.path ?? STATE, ...data },
  host: at.host ?? 'frontend',
  path: at.path ?? STATE,
  ...(remedy !== undefined && { remedy }),
});
const without = (message: keyof Said, data: Record<string, string>, remedy: string) => ({ message, data, host: 'frontend', path: STATE, remedy });

const TO_SEVEN = '6.8.0→6.10.0, 6.10.0→6.10.2, 6.10.2→7.0.0';
const TO_TEN = '6.8.0→6.10.0, 6.10.0→6.10.2';
const minor = { from: '7.0.0', to: '7.0.2' } as const;

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'S13: recorded and installed are of one step': { given: { ...seven, settings: state("version: '7.0.0'") } },
    'S13: as onecfg itself writes it, without quotes': { given: { ...seven, settings: state('version: 7.0.0') } },
    'S13: an Enterprise hotfix': { given: { ...onecfgHost('7.0.0.1', ENTERPRISE), settings: state("version: '7.0.0'") } },
    'S13: with migrators that are there': { given: { ...tool, settings: state("version: '7.0.0'") } },
    'S13: outdated: false, and a key of somebody else': { given: { ...seven, settings: state('version: 7.0.0', 'outdated: false', 'note: x') } },
    'S13: before a minor upgrade': { given: { ...onecfgHost('7.0.0'), settings: state('version: 7.0.0') }, ...minor, phase: 'pre' },
    'S13: before an upgrade to a release that is not known here': {
      given: { ...seven, settings: state('version: 7.0.0') },
      from: '7.0.1',
      to: '7.6.0',
      phase: 'pre',
    },
    'B.1 d: the last of two keys counts': {
      given: { ...seven, settings: state('version: 6.8.0', 'outdated: yes', 'version: 7.0.0', 'outdated: false') },
      phase: 'stopped',
    },
    'the key __proto__': { given: { ...seven, settings: state('__proto__: { outdated: on, version: 1 }', 'version: 7.0.0') } },
    'packages say the version where oned does not start under this name': {
      given: { ...onecfgHost('7.0.0'), said: oned('7.0.0'), deb: deb({ opennebula: '1:7.0.0' }), settings: state('version: 7.0.0') },
    },
    'both front-ends of a cluster': {
      given: cluster({ fe1: { ...seven, settings: state('version: 7.0.0') }, fe2: { ...seven, settings: state('version: 7.0.0') } }, ONECFG_NEEDS),
    },
  },
  notes: {
    'S13: before the packages, what onecfg will do': {
      given: { ...enterprise, settings: state('version: 6.10.2') },
      phase: 'pre',
      finds: [says('willApply', { migrations: '6.10.2→7.0.0', target: '7.0.1', version: '6.10.2' })],
    },
    'the chain of the target is longer than that of the installed tool': {
      given: { ...tool, settings: state('version: 7.0.0') },
      from: '7.0.1',
      to: '7.4.0',
      phase: 'stopped',
      finds: [says('willApply', { migrations: '7.0.0→7.2.0, 7.2.0→7.4.0', target: '7.4.0', version: '7.0.0' })],
    },
    'S17: a Community Edition of 6.x is judged by its file alone': {
      given: { ...community, settings: state('version: 6.10.2') },
      phase: 'pre',
      finds: [says('communityTool', { installed: '6.10.2' }), says('willApply', { migrations: '6.10.2→7.0.0', target: '7.0.1', version: '6.10.2' })],
    },
    'S20: the file of OneScape, which is fine': {
      given: { ...enterprise, legacy: state('version: 6.10.2') },
      phase: 'pre',
      finds: [
        says('legacyFile', {}, undefined, { path: LEGACY }),
        says('willApply', { migrations: '6.10.2→7.0.0', target: '7.0.1', version: '6.10.2' }, undefined, { path: LEGACY }),
      ],
    },
  },
  fails: {
    'S1: no file, before the packages': {
      given: enterprise,
      phase: 'pre',
      finds: [says('uninitialised', { installed: '6.10.2' }, 'onecfg init --to VERSION')],
    },
    'S1: no file, after them': {
      given: seven,
      phase: 'installed',
      finds: [says('uninitialisedAfter', { installed: '7.0.1' }, 'Plain onecfg init is right only if')],
    },
    'S2: an empty file': {
      given: { ...seven, settings: '' },
      finds: [says('unreadable', { problem: 'it is empty', installed: '7.0.1' }, 'onecfg init --force --to VERSION')],
    },
    'S2: a comment alone': {
      given: { ...seven, settings: '---\n# version: 7.0.0\n' },
      finds: [says('unreadable', { problem: 'it is empty', installed: '7.0.1' })],
    },
    'S2: a list': {
      given: { ...seven, settings: '- version: 7.0.0\n' },
      finds: [says('unreadable', { problem: 'it is no mapping of keys to values', installed: '7.0.1' })],
    },
    'S2: a scalar': {
      given: { ...seven, settings: '7.0.0\n' },
      finds: [says('unreadable', { problem: 'it is no mapping of keys to values', installed: '7.0.1' })],
    },
    'S3: a tab for indentation': {
      given: { ...seven, settings: 'a:\n\tversion: 7.0.0\n' },
      finds: [says('unreadable', { problem: 'not YAML, line 2: a tab at the start of a line', installed: '7.0.1' })],
    },
    'S3: what is left of a merge': {
      given: { ...seven, settings: '<<<<<<< HEAD\nversion: 7.0.0\n=======\n' },
      finds: [says('unreadable', { problem: 'not YAML, line 1: Implicit keys need to be on a single line', installed: '7.0.1' })],
    },
    'S3: a terminal escape': {
      given: { ...seven, settings: 'version: 7.0.0\u001b[2J\n' },
      finds: [says('unreadable', { problem: 'not YAML, line 1: a control character', installed: '7.0.1' })],
    },
    'S3: bytes that are not UTF-8': {
      given: { ...seven, settings: { text: 'version: 7.0.0 # \u00e9', encoding: 'latin1' } },
      finds: [says('unreadable', { problem: 'not valid UTF-8', installed: '7.0.1' })],
    },
    'S3: a date, which new Rubies refuse': {
      given: { ...seven, settings: state('version: 7.0.0', 'since: 2026-03-01') },
      finds: [says('unreadable', { problem: 'it has a date, which Ruby 3.1 and newer refuse to load', installed: '7.0.1' })],
    },
    'S4: no version, with a snapshot': {
      given: { ...enterprise, settings: state(backup) },
      phase: 'pre',
      finds: [says('versionMissing', { installed: '6.10.2' }, 'init --force --to VERSION')],
    },
    'S4: no version and no snapshot; the packages add none': {
      given: { ...enterprise, settings: state('x: 1') },
      phase: 'pre',
      finds: [says('versionMissing', { installed: '6.10.2' })],
    },
    'S4: false is no version': { given: { ...seven, settings: state('version: no') }, finds: [says('versionMissing', { installed: '7.0.1' })] },
    'S4: a version that is none': {
      given: { ...seven, settings: state('version: abc') },
      finds: [says('versionInvalid', { version: 'abc', installed: '7.0.1' }, 'init --force --to VERSION')],
    },
    'S4: a list of versions': {
      given: { ...seven, settings: state('version: [7.0.0]') },
      finds: [says('versionInvalid', { version: '["7.0.0"]', installed: '7.0.1' })],
    },
    'S4b: an empty version is 0': {
      given: { ...seven, settings: state("version: ''") },
      finds: [says('versionEmpty', { installed: '7.0.1' }, 'init --force --to VERSION')],
    },
    'S5: older than the first migrator': {
      given: { ...seven, settings: state('version: 5.2.1') },
      finds: [says('versionUnsupported', { version: '5.2.1', oldest: '5.4.0', end: '7.1', installed: '7.0.1' }, 'init --force --to VERSION')],
    },
    'S5: newer than the last one': {
      given: { ...tool, settings: state('version: 7.2.0') },
      finds: [says('versionUnsupported', { version: '7.2.0', oldest: '5.12.0', end: '7.1', installed: '7.0.1' })],
    },
    'S6: the migrators are of another release than the server': {
      given: { ...onecfgHost('7.2.0'), migrators: migrators('7.0.0'), settings: state('version: 7.0.0') },
      finds: [without('installedUnsupported', { oldest: '5.12.0', end: '7.1', installed: '7.2.0' }, 'to one version')],
    },
    'S6: and the state file is of no use either': {
      given: { ...onecfgHost('7.2.0'), migrators: migrators('7.0.0'), settings: state('version: abc', 'outdated: true') },
      finds: [
        without('installedUnsupported', { oldest: '5.12.0', end: '7.1', installed: '7.2.0' }, 'to one version'),
        says('versionInvalid', { version: 'abc', installed: '7.2.0' }),
        says('outdatedToo', { installed: '7.2.0' }),
      ],
    },
    'S3: a date deep in a key of somebody else, which Ruby refuses': {
      given: { ...seven, settings: state('version: 7.0.0', 'a: [{ b: 2026-01-01 }]') },
      finds: [says('unreadable', { problem: 'it has a date, which Ruby 3.1 and newer refuse to load', installed: '7.0.1' })],
    },
    'S3: a date as a key': {
      given: { ...seven, settings: state('version: 7.0.0', '2026-01-01: x') },
      finds: [says('unreadable', { problem: 'it has a date, which Ruby 3.1 and newer refuse to load', installed: '7.0.1' })],
    },
    'S6: and there is no state file': {
      given: { ...onecfgHost('7.2.0'), migrators: migrators('7.0.0') },
      finds: [
        without('installedUnsupported', { oldest: '5.12.0', end: '7.1', installed: '7.2.0' }, 'to one version'),
        says('uninitialisedAfter', { installed: '7.2.0' }),
      ],
    },
    'onecfg refuses its migrators, and the file is judged with those of the release': {
      given: { ...seven, migrators: [...tool.migrators, file(`${MIGRATORS}/6.10.2_to_7.0.rb`)], settings: state('version: 6.10.2') },
      finds: [
        {
          message: 'migratorsDamaged',
          data: { folder: MIGRATORS, problem: '6.10.2_to_7.0.rb is not the name of a migrator', installed: '7.0.1' },
          path: MIGRATORS,
          remedy: 'opennebula-migration',
        },
        says('behind', { version: '6.10.2', installed: '7.0.1', migrations: '6.10.2→7.0.0' }),
      ],
    },
    'nothing says the installed version, and the file is outdated': {
      given: { ...seven, said: { stdout: '', exit: 127 }, settings: state('version: 6.10.2', 'outdated: true') },
      finds: [without('onedUnusable', { path: STATE }, 'Repair'), says('outdatedToo', { installed: 'unknown' })],
    },
    'nothing says the installed version, and the file is no mapping': {
      given: { ...seven, said: { stdout: '', exit: 127 }, settings: '- a' },
      finds: [
        without('onedUnusable', { path: STATE }, 'Repair'),
        says('unreadable', { problem: 'it is no mapping of keys to values', installed: 'unknown' }),
      ],
    },
    'S7: oned does not start, and a package says the version': {
      given: {
        ...seven,
        said: { stdout: '', stderr: 'oned: cannot execute', exit: 1 },
        deb: deb({ opennebula: '7.0.1' }),
        settings: state('version: 7.0.0'),
      },
      finds: [says('onedUnusable', {}, 'Repair the package')],
    },
    'S7: nothing says the version, so nothing else is judged': {
      given: { ...seven, said: { exit: 1 }, deb: deb({ 'opennebula-migration': '7.0.1' }), settings: state('version: 7.0.0') },
      finds: [says('onedUnusable', {})],
    },
    'S7: oned is gone, and its package is not': {
      given: { oned: [], migrators: [], rpm: rpm({ opennebula: '7.0.1' }), settings: state('version: 6.10.2') },
      finds: [
        says('onedUnusable', {}),
        says('behind', { version: '6.10.2', installed: '7.0.1', migrations: '6.10.2→7.0.0' }, 'onecfg upgrade --noop'),
      ],
    },
    'S8: before the packages, with a tool that has init': {
      given: { ...enterprise, settings: state('version: 6.8.0', backup, 'outdated: true') },
      phase: 'pre',
      finds: [
        says(
          'outdatedBefore',
          { version: '6.8.0', installed: '6.10.2', migrations: TO_TEN },
          'onecfg init --force --to 6.8.0\nonecfg upgrade --noop\nonecfg upgrade',
        ),
      ],
    },
    'S8: with a Community Edition of 6.x': {
      given: { ...community, settings: state('version: 6.8.0', backup, 'outdated: true') },
      phase: 'stopped',
      finds: [
        says('outdatedCommunity', { version: '6.8.0', installed: '6.10.2', migrations: TO_TEN }, 'Merge by hand what 6.8.0→6.10.0, 6.10.0→6.10.2'),
      ],
    },
    'S8: after the packages': {
      given: { ...tool, settings: state('version: 6.8.0', backup, 'outdated: true') },
      phase: 'installed',
      finds: [
        says(
          'outdatedAfter',
          { version: '6.8.0', installed: '7.0.1', migrations: TO_SEVEN, snapshot: SNAPSHOT },
          `onecfg upgrade --read-from ${SNAPSHOT}\ncp -a /etc/onecfg.conf /root/onecfg.conf.before\nonecfg init --force --to 6.8.0\nonecfg upgrade --noop\nonecfg upgrade\nonecfg status`,
        ),
      ],
    },
    'S8: without the snapshot': {
      given: { ...seven, settings: state('version: 6.8.0', 'outdated: true') },
      finds: [
        says(
          'outdatedAfter',
          { version: '6.8.0', installed: '7.0.1', migrations: TO_SEVEN, snapshot: 'none' },
          'write their version instead.\ncp -a',
        ),
      ],
    },
    'S8: B.1 c, yes is true': {
      given: { ...seven, settings: state('version: 6.10.2', 'outdated: YES') },
      finds: [says('outdatedAfter', { version: '6.10.2', installed: '7.0.1', migrations: '6.10.2→7.0.0', snapshot: 'none' })],
    },
    'S8: on one front-end of two': {
      given: cluster(
        { fe1: { ...seven, settings: state('version: 7.0.0') }, fe2: { ...seven, settings: state('version: 6.10.2', 'outdated: true') } },
        ONECFG_NEEDS,
      ),
      finds: [
        says('outdatedAfter', { version: '6.10.2', installed: '7.0.1', migrations: '6.10.2→7.0.0', snapshot: 'none' }, undefined, { host: 'fe2' }),
      ],
    },
    'S8: hidden behind a version that onecfg complains about first': {
      given: { ...seven, settings: state('version: 5.2.0', backup, 'outdated: true') },
      finds: [
        says('versionUnsupported', { version: '5.2.0', oldest: '5.4.0', end: '7.1', installed: '7.0.1' }),
        says('outdatedToo', { installed: '7.0.1' }, 'init --force --to VERSION'),
      ],
    },
    'S8: hidden behind no version at all': {
      given: { ...seven, settings: state('outdated: true') },
      finds: [says('versionMissing', { installed: '7.0.1' }), says('outdatedToo', { installed: '7.0.1' })],
    },
    'S8: in the file of OneScape': {
      given: { ...enterprise, legacy: state('version: 6.8.0', 'outdated: true') },
      phase: 'pre',
      finds: [
        says('legacyFile', {}, undefined, { path: LEGACY }),
        says('outdatedBefore', { version: '6.8.0', installed: '6.10.2', migrations: TO_TEN }, undefined, { path: LEGACY }),
      ],
    },
    'S9: outdated, and nothing to migrate': {
      given: { ...seven, settings: state('version: 7.0.0', backup, 'outdated: true') },
      finds: [says('outdatedNothingPending', { version: '7.0.0', installed: '7.0.1' }, 'onecfg init --force --to 7.0.1\nonecfg status')],
    },
    'S9: before the packages': {
      given: { ...enterprise, settings: state('version: 6.10.2', 'outdated: true') },
      phase: 'pre',
      finds: [says('outdatedNothingPending', { version: '6.10.2', installed: '6.10.2' }, 'onecfg init --force --to 6.10.2')],
    },
    'S9: with a Community Edition of 6.x': {
      given: { ...community, settings: state('version: 6.10.2', 'outdated: true') },
      phase: 'pre',
      finds: [says('outdatedCommunity', { version: '6.10.2', installed: '6.10.2', migrations: 'none' }, "version: '6.10.2'")],
    },
    'S10: an earlier upgrade was not processed': {
      given: { ...enterprise, settings: state('version: 6.8.0', backup) },
      phase: 'pre',
      finds: [says('backupUnprocessed', { version: '6.8.0', migrations: TO_TEN, snapshot: SNAPSHOT }, 'onecfg upgrade')],
    },
    'S10: the same with a Community Edition of 6.x': {
      given: { ...community, settings: state('version: 6.8.0', backup) },
      phase: 'pre',
      finds: [says('backupCommunity', { version: '6.8.0', installed: '6.10.2', migrations: TO_TEN, snapshot: SNAPSHOT }, 'init --force --to 6.8.0')],
    },
    'S10: packages are new and onecfg upgrade is the next step': {
      given: { ...tool, settings: state('version: 6.10.0', '', backup) },
      phase: 'installed',
      finds: [
        says(
          'upgradeWaiting',
          { version: '6.10.0', installed: '7.0.1', migrations: '6.10.0→6.10.2, 6.10.2→7.0.0', snapshot: SNAPSHOT },
          'onecfg upgrade --noop',
        ),
      ],
    },
    'S10: forgotten': {
      given: { ...seven, settings: state(backup, "version: '6.10.2'") },
      finds: [says('upgradeWaiting', { version: '6.10.2', installed: '7.0.1', migrations: '6.10.2→7.0.0', snapshot: SNAPSHOT })],
    },
    'S11: behind the installed release, before the packages': {
      given: { ...enterprise, settings: state('version: 6.8.3') },
      phase: 'pre',
      finds: [says('behind', { version: '6.8.3', installed: '6.10.2', migrations: TO_TEN }, 'onecfg upgrade --noop\nonecfg upgrade')],
    },
    'S11: with a Community Edition of 6.x': {
      given: { ...community, settings: state('version: 6.8.0') },
      phase: 'pre',
      finds: [says('behindCommunity', { version: '6.8.0', installed: '6.10.2', migrations: TO_TEN }, "version: '6.10.2'")],
    },
    'S11: after the packages': {
      given: { ...seven, settings: state('version: 6.10.2') },
      finds: [says('behind', { version: '6.10.2', installed: '7.0.1', migrations: '6.10.2→7.0.0' })],
    },
    'S11: 6.9 is older than 6.10': {
      given: { ...onecfgHost('6.10.1', ENTERPRISE), settings: state("version: '6.9.0'") },
      phase: 'pre',
      finds: [says('behind', { version: '6.9.0', installed: '6.10.1', migrations: '6.8.0→6.10.0' })],
    },
    'S11: a release candidate is older than its release': {
      given: { ...seven, settings: state('version: 7.0.0-rc1') },
      finds: [says('behind', { version: '7.0.0-rc1', installed: '7.0.1', migrations: '6.10.2→7.0.0' })],
    },
    'S12: a minor upgrade was never processed': {
      given: { ...onecfgHost('7.0.1'), settings: state('version: 7.0.0', backup) },
      ...minor,
      phase: 'pre',
      finds: [says('backupLeft', { snapshot: SNAPSHOT }, 'Considering as processed')],
    },
    'S12: a minor upgrade has just been made': {
      given: { ...onecfgHost('7.0.2'), settings: state('version: 7.0.0', backup) },
      ...minor,
      phase: 'installed',
      finds: [says('backupLeftNow', { snapshot: SNAPSHOT }, 'onecfg upgrade')],
    },
    'S12: and not processed': {
      given: { ...onecfgHost('7.0.2'), settings: state('version: 7.0.0', backup) },
      ...minor,
      finds: [says('backupLeft', { snapshot: SNAPSHOT })],
    },
    'S14: newer than the installed release': {
      given: { ...seven, settings: state('version: 7.0.9') },
      finds: [says('versionAhead', { version: '7.0.9', installed: '7.0.1' }, 'onecfg init --force --to 7.0.1')],
    },
    'S14: of a later step, inside the range of the tool': {
      given: { ...onecfgHost('7.2.1'), migrators: migrators('7.4.0'), settings: state('version: 7.4.0') },
      finds: [says('versionAhead', { version: '7.4.0', installed: '7.2.1' })],
    },
    'S14: 7.0.0 is recorded before the packages are there': {
      given: { ...community, settings: state('version: 7.0.0') },
      phase: 'pre',
      finds: [says('versionAhead', { version: '7.0.0', installed: '6.10.2' })],
    },
    'S15b: an empty path': {
      given: { ...seven, settings: state('version: 7.0.0', "backup: ''") },
      finds: [says('backupUnusable', { value: '', version: '7.0.0' }, 'onecfg init --force --to 7.0.0')],
    },
    'S15b: true is taken for a path too': {
      given: { ...seven, settings: state('version: 6.10.2', 'backup: on') },
      finds: [says('backupUnusable', { value: 'true', version: '6.10.2' })],
    },
    'S15c: a key without a value': {
      given: { ...enterprise, settings: state('version: 6.10.2', 'backup:') },
      phase: 'pre',
      finds: [says('backupMention', {}, 'Delete that line'), says('willApply', { migrations: '6.10.2→7.0.0', target: '7.0.1', version: '6.10.2' })],
    },
    'S15c: in a comment': { given: { ...seven, settings: state('version: 7.0.0', '# no backup: here') }, finds: [says('backupMention', {})] },
    'S18: a quoted true': {
      given: { ...seven, settings: state('version: 7.0.0', "outdated: 'true'") },
      finds: [says('outdatedOther', { value: 'true' }, 'Delete that line')],
    },
    'S18: y is no boolean in Ruby': {
      given: { ...seven, settings: state('version: 7.0.0', 'outdated: y') },
      finds: [says('outdatedOther', { value: 'y' })],
    },
    'S18: in a comment, where the packages find it': {
      given: { ...seven, settings: state('version: 7.0.0', '# outdated: true') },
      finds: [says('outdatedMention', {}, 'Delete that line')],
    },
    'S18: in a second document, which Ruby does not read': {
      given: { ...seven, settings: state('version: 7.0.0', '---', 'outdated: true') },
      finds: [says('outdatedMention', {})],
    },
    'S20: the file of OneScape was not moved': {
      given: { ...seven, legacy: state('version: 7.0.0') },
      phase: 'installed',
      finds: [says('legacyIgnored', { installed: '7.0.1' }, 'mv /etc/onescape/config.yaml /etc/onecfg.conf', { path: LEGACY })],
    },
    'B.1 b: 6.10 without quotes is 6.1': {
      given: { ...enterprise, settings: state('version: 6.10') },
      phase: 'pre',
      finds: [
        says('versionNumber', { version: '6.1' }, 'in quotes'),
        says('behind', { version: '6.1', installed: '6.10.2', migrations: `6.0.0→6.2.0, 6.2.0→6.4.0, 6.4.0→6.6.0, 6.6.0→6.8.0, ${TO_TEN}` }),
      ],
    },
    'quotes and spaces in the path of the snapshot': {
      given: { ...seven, settings: state('version: 6.10.2', `backup: "/root/o'brien; reboot"`, 'outdated: true') },
      finds: [
        says(
          'outdatedAfter',
          { version: '6.10.2', installed: '7.0.1', migrations: '6.10.2→7.0.0', snapshot: "/root/o'brien; reboot" },
          `--read-from '/root/o'\\''brien; reboot'`,
        ),
      ],
    },
    'outdated, and a release that is not known here': {
      given: { ...onecfgHost('7.6.0'), settings: state('version: 7.0.0', 'outdated: true') },
      finds: [says('outdatedToo', { installed: '7.6.0' })],
    },
  },
  skips: {
    'S0: no front-end, with the state file of a node': {
      given: { oned: [], migrators: [], deb: deb({}), settings: state('version: 6.8.0', 'outdated: true') },
      because: '/usr/bin/oned is not there',
    },
  },
  unknown: {
    'the state file may not be read': {
      given: { ...seven, settings: { status: 'denied', reason: '/etc/onecfg.conf: permission denied' } },
      because: 'the state file of onecfg on frontend: /etc/onecfg.conf: permission denied',
    },
    'a release that is not known here, without its migrators': {
      given: { ...onecfgHost('7.6.0'), settings: state('version: 7.4.0') },
      because: 'the migrations of OpenNebula 7.6.0 are not known here',
    },
    'one front-end cannot be reached': {
      given: cluster(
        { fe1: { ...seven, settings: state('version: 7.0.0') }, fe2: { ...seven, oned: { status: 'unreachable', reason: 'timed out' } } },
        ONECFG_NEEDS,
      ),
      because: 'fe2: timed out',
    },
    'a host that is called a front-end and is none': {
      given: cluster(
        { fe1: { ...seven, settings: state('version: 7.0.0') }, kvm1: { oned: [], migrators: [], settings: state('outdated: true') } },
        ONECFG_NEEDS,
      ),
      because: 'the target calls kvm1 a front-end',
    },
  },
});
