import check from '../../../checks/cloudstack/components-xml-unmerged.ts';
import { cases } from '../../support/cases.ts';
import { CORP, components } from './components-xml-rows.ts';
import { entry, fileAt } from './dumps.ts';
import { DENIED, on } from './services.ts';

const PATH = '/etc/cloud/management/components.xml';
const NEW = `${PATH}.rpmnew`;
const given = (active: string | undefined, packaged: string) => ({
  active: fileAt(active === undefined ? '/x' : PATH, active ?? ''),
  packaged: fileAt(NEW, packaged),
});
const at = { host: 'management', object: 'components.xml', path: PATH };
const FRESH = components('<adapter name="LDAP" class="com.cloud.server.auth.LDAPUserAuthenticator"/>', '<manager name="New" class="x"/>');

cases(check, {
  on: { from: '3.0.2', to: '4.3.2', phase: 'installed' },
  passes: {
    'no file of the package': { given: { active: fileAt(PATH, components()), packaged: fileAt('/x', '') } },
    'neither file, as real packages from 4.1 on leave it': { given: { packaged: fileAt('/x', '') } },
  },
  fails: {
    'not merged': {
      given: given(components(CORP), FRESH),
      finds: [
        {
          message: 'unmerged',
          data: { path: PATH, other: NEW, parts: 'adapter LDAP (UserAuthenticator), manager New' },
          ...at,
          remedy: `cp -ap ${NEW} ${PATH}`,
        },
      ],
    },
    'what is new stands in a comment only': {
      given: given(`${components()}<!-- <manager name="New" class="x"/> -->`, components('', '<manager name="New" class="x"/>')),
      finds: [{ message: 'unmerged', data: { path: PATH, other: NEW, parts: 'manager New' }, ...at }],
    },
    'a file of the package from years ago, and another was edited since': {
      given: {
        ...given(components(CORP), FRESH),
        times: [entry(PATH, { mtime: '2026-11-01T10:00:00Z' }), entry(NEW, { mtime: '2012-08-13T10:00:00Z' })],
      },
      finds: [
        {
          message: 'olderUnmerged',
          data: { path: PATH, other: NEW, parts: 'adapter LDAP (UserAuthenticator), manager New' },
          ...at,
          remedy: 'remove it',
        },
      ],
    },
    'a file of the package that is the newer one': {
      given: {
        ...given(components(CORP), FRESH),
        times: [entry(PATH, { mtime: '2012-08-13T10:00:00Z' }), entry(NEW, { mtime: '2014-11-01T10:00:00Z' })],
      },
      finds: [{ message: 'unmerged', data: { path: PATH, other: NEW, parts: 'adapter LDAP (UserAuthenticator), manager New' }, ...at }],
    },
    'moved away, and nothing in its place': {
      given: given(undefined, FRESH),
      finds: [{ message: 'notInPlace', data: { other: NEW, path: PATH }, ...at }],
    },
    'merged, and not cleared away': {
      given: given(components(CORP), components()),
      finds: [{ message: 'leftover', data: { path: PATH, other: NEW }, ...at }],
    },
    'on the second of two servers': {
      given: {
        active: on({ m1: fileAt(PATH, FRESH), m2: fileAt(PATH, components('<adapter name="__proto__" class="x"/>')) }),
        packaged: on({ m1: fileAt('/x', ''), m2: fileAt(NEW, components('', '<manager name="N\'" class="x"/>')) }),
      },
      finds: [{ message: 'unmerged', data: { path: PATH, other: NEW, parts: "manager N'" }, ...at, host: 'm2' }],
    },
  },
  unknown: {
    'the folder is closed': { given: { active: DENIED, packaged: fileAt(NEW, FRESH) }, because: 'permission denied' },
    'a file of the package that is no XML': { given: given(components(), '<'), because: 'not well-formed XML' },
  },
});
