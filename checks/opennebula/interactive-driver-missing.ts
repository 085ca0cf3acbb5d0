import { check, each, lines, type OnHost, type Outcome, skip, undecided } from '../../src/index.ts';
import { type ConfFile, ONED_CONF, onedConf } from './facts/oned-conf.ts';
import { vectorsOf } from './oned-conf.ts';

const DRIVER = 'interactive';

/** `-t 15 -d dummy,fs,interactive -s shared` → `dummy`, `fs`, `interactive` */
const driversIn = (argument: string): string[] => (/(?:^|\s)-d\s+(\S+)/.exec(argument)?.[1] ?? '').split(',');

export default check({
  id: 'opennebula/interactive-driver-missing',
  title: 'oned.conf of 7.4 has the datastore driver interactive',
  severity: 'advice',
  applies: {
    platform: 'opennebula',
    phases: ['installed', 'post'],
    paths: [{ to: '7.4' }],
    because: 'the driver is there since 7.4',
  },
  why: 'Backups with Veeam make their workers in a datastore of this driver. A configuration that was migrated to 7.4.0 may lack it.',
  fix: {
    driver: `Add interactive to the list after -d in ARGUMENTS of DATASTORE_MAD in ${ONED_CONF}, and restart oned where it runs.`,
    settings: {
      text: `Add this to ${ONED_CONF}, and restart oned where it runs.`,
      commands: [
        lines('DS_MAD_CONF = [', '  NAME = "interactive", REQUIRED_ATTRS = "", PERSISTENT_ONLY = "NO", DATASTORE_CAPACITY_CHECK = "NO"', ']'),
      ],
    },
  },
  refs: ['https://github.com/OpenNebula/one/issues/8074'],
  covers: ['A.7.14'],
  needs: { conf: each(onedConf) },
  messages: {
    driver: 'DATASTORE_MAD in {path} does not name the driver interactive.',
    settings: '{path} has no DS_MAD_CONF for the driver interactive.',
  },
  judge: ({ conf }, found) => {
    if (conf.length > 0 && conf.every(({ value: { oned } }) => 'attributes' in oned && vectorsOf(oned.attributes, 'DATASTORE_MAD').length === 0))
      return skip('oned.conf has no DATASTORE_MAD');
    return conf.flatMap(({ host, value: { oned } }: OnHost<ConfFile>): Outcome[] => {
      if ('problem' in oned) return [undecided(`oned refuses line ${oned.line} of ${ONED_CONF}: ${oned.problem}`, host)];
      const at = { host, path: ONED_CONF };
      const named = vectorsOf(oned.attributes, 'DATASTORE_MAD').some(mad => driversIn(mad.get('ARGUMENTS') ?? '').includes(DRIVER));
      const set = vectorsOf(oned.attributes, 'DS_MAD_CONF').some(conf => conf.get('NAME') === DRIVER);
      return [
        ...(named ? [] : [found.driver({ path: ONED_CONF }, { ...at, object: 'DATASTORE_MAD' })]),
        ...(set ? [] : [found.settings({ path: ONED_CONF }, { ...at, object: 'DS_MAD_CONF' })]),
      ];
    });
  },
});
