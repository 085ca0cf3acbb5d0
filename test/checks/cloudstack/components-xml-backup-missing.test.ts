import check from '../../../checks/cloudstack/components-xml-backup-missing.ts';
import { cases } from '../../support/cases.ts';
import { CORP, components } from './components-xml-rows.ts';
import { fileAt } from './dumps.ts';
import { DENIED } from './services.ts';

const PATH = '/etc/cloud/management/components.xml';
const SAVED = '/etc/cloud.rpmsave/management/components.xml';
const none = fileAt('/x', '');
const kept = (path: string, count = 3) => ({
  message: 'kept' as const,
  data: { path, count },
  host: 'management',
  object: 'copy of components.xml',
  path,
});

cases(check, {
  on: { from: '3.0.2', to: '4.3.2', phase: 'post' },
  passes: {},
  notes: {
    'as the guide names it': { given: { copies: fileAt(`${PATH}-backup`, components(CORP)) }, finds: [kept(`${PATH}-backup`)] },
    'as the packages leave it': { given: { copies: fileAt(SAVED, components()) }, finds: [kept(SAVED, 2)] },
    'both, of which the first counts': {
      given: { copies: components('<adapter name="a b" class="x"/>'), active: fileAt(PATH, components()) },
      finds: [kept(`${PATH}-backup`)],
    },
  },
  fails: {
    'the original and no copy': {
      given: { active: fileAt(PATH, components(CORP)), copies: none },
      finds: [
        {
          message: 'missing',
          data: { path: PATH },
          host: 'management',
          object: 'copy of components.xml',
          path: PATH,
          remedy: `cp -a ${PATH} ${PATH}-backup`,
        },
      ],
    },
  },
  unknown: {
    'nothing is left': { given: { copies: none }, because: 'nobody can say any more' },
    'only that of the package is left': {
      given: { copies: none, packaged: fileAt(`${PATH}.rpmnew`, components()) },
      because: 'only that of the package is there',
    },
    'an empty copy': { given: { copies: fileAt(`${PATH}-backup`, '') }, because: 'could not be read' },
    'the folder is closed': { given: { copies: DENIED }, because: 'permission denied' },
  },
});
