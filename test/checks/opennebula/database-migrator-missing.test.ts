import check from '../../../checks/opennebula/database-migrator-missing.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, versionRows } from './rows.ts';
import { file, frontend } from './support.ts';

const FOLDERS = ['/usr/lib/one/ruby/onedb/local', '/usr/lib/one/ruby/onedb/shared'];
const ALL = ['6.8.0_to_6.10.0', '6.10.0_to_7.0.0', '7.0.0_to_7.2.0'];
const steps = (names = ALL, extension = 'rb') => FOLDERS.flatMap(folder => names.map(name => file(`${folder}/${name}.${extension}`)));
const found = (folder: string, from: string, to: string, database: string, installed: string) => ({
  message: 'missing' as const,
  data: { folder, from, to, database, installed },
  host: 'frontend',
  object: `${folder}/${from}_to_${to}.rb`,
  path: folder,
});

cases(check, {
  on: { from: '6.8.3', to: '7.2.0', phase: 'installed' },
  passes: {
    'three steps': { given: { ...frontend('7.2.0'), steps: steps(), versions: versionRows('6.8.0') } },
    'byte code of an old Community Edition': {
      given: { ...frontend('6.10.2'), steps: steps(ALL, 'rbm'), versions: versionRows('6.8.0') },
      to: '6.10.2',
    },
  },
  fails: {
    'one is missing on both sides, and one on one': {
      given: {
        ...frontend('7.2.0'),
        steps: [...steps(['6.8.0_to_6.10.0']), file(`${FOLDERS[1]}/7.0.0_to_7.2.0.rb`)],
        versions: versionRows('6.8.0'),
      },
      finds: [
        { ...found(FOLDERS[0]!, '6.10.0', '7.0.0', '6.8.0', '7.2.0'), remedy: 'opennebula-migration' },
        found(FOLDERS[1]!, '6.10.0', '7.0.0', '6.8.0', '7.2.0'),
        found(FOLDERS[0]!, '7.0.0', '7.2.0', '6.8.0', '7.2.0'),
      ],
    },
    'a file of another name': {
      given: {
        ...frontend('7.0.1'),
        steps: [...steps(['6.10.0_to_7.0.0x']), file(`${FOLDERS[0]}/6.10.0_to_7.0.0.rb~`)],
        versions: versionRows('6.10.0'),
      },
      finds: FOLDERS.map(folder => found(folder, '6.10.0', '7.0.0', '6.10.0', '7.0.1')),
    },
  },
  skips: {
    'the database is upgraded already': {
      given: { ...frontend('7.2.0'), steps: [], versions: versionRows('6.8.0', '7.2.0') },
      because: 'is of version 7.2.0 already',
    },
  },
  unknown: {
    'the directory may not be read': {
      given: { ...frontend('7.2.0'), steps: { status: 'denied', reason: 'not for you' }, versions: versionRows('6.8.0') },
      because: 'not for you',
    },
    'the table may not be read': { given: { ...frontend('7.2.0'), steps: steps(), versions: DENIED }, because: 'SELECT command denied' },
    'a release that preflight does not know': {
      given: { ...frontend('9.9.0'), steps: steps(), versions: versionRows('6.8.0') },
      because: 'no way is known from database version 6.8.0 to OpenNebula 9.9.0',
    },
  },
});
