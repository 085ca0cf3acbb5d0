import check from '../../../checks/opennebula/full-view-mode-misspelt.ts';
import { cases } from '../../support/cases.ts';
import { DENIED } from './hosts.ts';

const path = '/etc/one/fireedge/sunstone/sunstone-server.conf';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'one colon': { given: { typo: "rowStyle: 'card'\nfullViewMode: 'false'\n" } },
    'a comment': { given: { typo: "# fullViewMode:: 'false'\nrowStyle: 'card'\n" } },
    'another option with two': { given: { typo: "rowStyle:: 'card'\n" } },
    'no FireEdge here': { given: {} },
  },
  fails: {
    'as it came': {
      given: { typo: "rowStyle: 'card'\n\nfullViewMode:: 'false'\n" },
      finds: [{ message: 'typo', data: { path }, host: 'frontend', path, line: 3, remedy: 'sed -i.before-preflight 3s/::/:/' }],
    },
  },
  unknown: { denied: { given: { typo: DENIED }, because: 'permission denied' } },
});
