import check from '../../../checks/opennebula/migration-package-missing.ts';
import { cases } from '../../support/cases.ts';
import { deb, ENTERPRISE, file, frontend, migrators, rpm } from './support.ts';

const seven = frontend('7.0.1');
const six = frontend('6.10.2');
const onecfg = migrators('7.0.0');
const onedb = ['local', 'shared'].map(folder => file(`/usr/lib/one/ruby/onedb/${folder}/6.10.0_to_7.0.0.rb`));
const at = (object: string) => ({ host: 'frontend', object });
const empty = (folder: string) => ({
  message: 'noMigrators' as const,
  data: { folder },
  host: 'frontend',
  path: folder,
  remedy: 'opennebula-migration again',
});
const both = deb({ opennebula: '7.0.1', 'opennebula-migration': '7.0.1' });

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'installed' },
  passes: {
    'on Debian': { given: { ...seven, deb: both, onecfg, onedb } },
    'on RPM systems': { given: { ...seven, rpm: rpm({ opennebula: '7.0.1', 'opennebula-migration': '7.0.1' }), onecfg, onedb }, phase: 'post' },
    'the releases of the packages differ, the versions do not': {
      given: { ...seven, deb: { stdout: 'opennebula ii  1:7.0.1-1+b2\nopennebula-migration hi  1:7.0.1-1.ce\n' }, onecfg, onedb },
    },
    'a Community Edition of 6.x, whose onecfg has no migrators': {
      given: { ...six, deb: deb({ opennebula: '6.10.2', 'opennebula-migration-community': '6.10.2' }), onecfg: [], onedb },
    },
    'no packages at all, and everything there': { given: { ...seven, onecfg, onedb } },
  },
  fails: {
    'not installed, on Debian': {
      given: { ...seven, deb: deb({ opennebula: '7.0.1' }), onecfg: [], onedb: [] },
      finds: [
        {
          message: 'packageMissing',
          data: { package: 'opennebula-migration', installed: '7.0.1', manager: 'apt-get' },
          ...at('opennebula-migration'),
          remedy: 'apt-get install opennebula-migration',
        },
      ],
    },
    'not installed, on RPM systems': {
      given: { ...seven, rpm: rpm({ opennebula: '7.0.1' }), onecfg: [], onedb: [] },
      finds: [
        {
          message: 'packageMissing',
          data: { package: 'opennebula-migration', installed: '7.0.1', manager: 'yum' },
          ...at('opennebula-migration'),
          remedy: 'yum install opennebula-migration',
        },
      ],
    },
    'removed, with its configuration left': {
      given: { ...seven, deb: { stdout: 'opennebula ii  7.0.1-1\nopennebula-migration rc  7.0.1-1\n' }, onecfg, onedb },
      finds: [
        {
          message: 'packageMissing',
          data: { package: 'opennebula-migration', installed: '7.0.1', manager: 'apt-get' },
          ...at('opennebula-migration'),
        },
      ],
    },
    'never installed, but known to dpkg': {
      given: { ...seven, deb: { stdout: 'opennebula ii  7.0.1-1\nopennebula-migration un  \n' }, onecfg, onedb },
      finds: [
        {
          message: 'packageMissing',
          data: { package: 'opennebula-migration', installed: '7.0.1', manager: 'apt-get' },
          ...at('opennebula-migration'),
        },
      ],
    },
    'left behind by an upgrade of one package': {
      given: { ...seven, deb: deb({ opennebula: '7.0.1', 'opennebula-migration': '6.10.2' }), onecfg, onedb },
      finds: [
        {
          message: 'otherVersion',
          data: { package: 'opennebula-migration', version: '6.10.2', installed: '7.0.1', manager: 'apt-get' },
          ...at('opennebula-migration'),
          remedy: 'apt-get install opennebula-migration',
        },
      ],
    },
    'only that of the Community Edition of 6.x': {
      given: { ...seven, deb: deb({ opennebula: '7.0.1', 'opennebula-migration-community': '6.10.2' }), onecfg: [], onedb },
      finds: [
        {
          message: 'packageMissing',
          data: { package: 'opennebula-migration', installed: '7.0.1', manager: 'apt-get' },
          ...at('opennebula-migration'),
        },
      ],
    },
    'installed, and its directories are empty': {
      given: { ...seven, deb: both, onecfg: [], onedb: onedb.slice(0, 1) },
      finds: [empty('/usr/share/one/onecfg/migrators'), empty('/usr/lib/one/ruby/onedb/shared')],
    },
    'an Enterprise Edition of 6.x needs those of onecfg': {
      given: { ...frontend('6.10.2', ENTERPRISE), onecfg: [], onedb },
      finds: [empty('/usr/share/one/onecfg/migrators')],
    },
    'a file that onecfg takes for a migrator': {
      given: { ...seven, deb: both, onecfg: [...onecfg, file('/usr/share/one/onecfg/migrators/7.0_to_mine.rb')], onedb },
      finds: [
        {
          message: 'damaged',
          data: { folder: '/usr/share/one/onecfg/migrators', problem: '7.0_to_mine.rb is not the name of a migrator' },
          host: 'frontend',
          path: '/usr/share/one/onecfg/migrators',
          remedy: 'Remove what does not belong there',
        },
      ],
    },
  },
  skips: { 'no front-end': { given: { oned: [], onecfg: [], onedb: [] }, because: 'no front-end' } },
  unknown: {
    'the package database does not answer': {
      given: { ...seven, rpm: { status: 'timeout', reason: 'rpm: did not end within 15 s and was stopped' }, onecfg, onedb },
      because: 'installed packages (rpm) on frontend: rpm: did not end',
    },
  },
});
