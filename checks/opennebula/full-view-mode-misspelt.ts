import { check, each, optional, sh } from '../../src/index.ts';
import { fullViewModeTypo, SUNSTONE_CONF } from './facts/sunstone.ts';

export default check({
  id: 'opennebula/full-view-mode-misspelt',
  title: 'The option fullViewMode of Sunstone is written with one colon',
  severity: 'advice',
  applies: {
    platform: 'opennebula',
    phases: ['installed', 'post'],
    paths: [{ to: '>=7.0' }],
    because: 'FireEdge has the option since 7.0',
  },
  why: 'The file that came with 7.0 has fullViewMode with two colons, which is another option that nobody reads. Sunstone takes its default, and onecfg carries the line on.',
  fix: {
    typo: ({ path }, { line: at = 1 }) => ({
      commands: [sh`sed -i.before-preflight ${`${at}s/::/:/`} ${path}`, sh`systemctl try-restart opennebula-fireedge`],
      undo: sh`mv ${`${path}.before-preflight`} ${path}`.text,
    }),
  },
  refs: ['https://github.com/OpenNebula/one/issues/7154'],
  covers: ['A.7.9'],
  needs: { typo: each(optional(fullViewModeTypo)) },
  messages: { typo: '{path} has fullViewMode with two colons.' },
  judge: ({ typo }, found) =>
    typo.flatMap(({ host, value }) => (value === undefined ? [] : [found.typo({ path: SUNSTONE_CONF }, { host, path: SUNSTONE_CONF, line: value })])),
});
