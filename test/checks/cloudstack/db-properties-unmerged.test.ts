import { expect, test } from 'vitest';
import check from '../../../checks/cloudstack/db-properties-unmerged.ts';
import { activeDbProperties } from '../../../checks/cloudstack/facts/db-properties-files.ts';
import { redactor } from '../../../src/engine/redact/redactor.ts';
import { cases } from '../../support/cases.ts';
import { entry, fileAt } from './dumps.ts';
import { DENIED, on } from './services.ts';

const FILE = '/etc/cloudstack/management/db.properties';
const NEW = `${FILE}.rpmnew`;
const OLD = '/etc/cloud.rpmsave/management/db.properties';
const text = (settings: Readonly<Record<string, string>>): string =>
  Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
const SITE = {
  'cluster.node.IP': '10.1.1.10',
  'db.cloud.host': '10.1.1.20',
  'db.cloud.password': 'ENC(AQIDBAUGBwgUoMDgWLIEUQ==)',
  'db.cloud.encryption.type': 'file',
  'db.cloud.encrypt.secret': 'ENC(AQIDBAUGBwgUoMDgWLIEUQ==)',
  'db.cloud.driver': 'jdbc:mysql',
};
const FRESH = { 'cluster.node.IP': '127.0.0.1', 'db.cloud.host': 'localhost', 'db.cloud.password': 'cloud', 'db.cloud.driver': 'jdbc:mysql' };
const { 'db.cloud.driver': _, ...WITHOUT_DRIVER } = SITE;
/** What the package of 4.3 has and those of 4.2 have not. */
const NEW_IN_43 = { 'db.ha.enabled': 'false', 'db.cloud.slaves': 'localhost,localhost' };
const LEFT = { from: '4.2.1', to: '4.20.1.0' };
const given = (active: object | string, packaged?: object, before?: object) =>
  ({
    active: fileAt(FILE, typeof active === 'string' ? active : text(active as Record<string, string>)),
    packaged: packaged && fileAt(NEW, text(packaged as Record<string, string>)),
    before: before && fileAt(OLD, text(before as Record<string, string>)),
  }) as never;
const at = (object = 'db.properties') => ({ host: 'management', object, path: FILE });
const merged = { message: 'merged' as const, data: { other: NEW, path: FILE }, ...at() };

cases(check, {
  on: { from: '2.2.14', to: '4.3.2', phase: 'installed' },
  passes: {
    'no other file': { given: given(SITE) },
    'a copy that is equal': { given: given(SITE, undefined, SITE) },
    'fresh, as it was before': { given: given(FRESH, undefined, FRESH) },
    'another password in plain text, which nobody compares': {
      given: given({ ...SITE, 'db.cloud.password': 'x' }, undefined, { ...SITE, 'db.cloud.password': 'y' }),
    },
    'blanks around a value': { given: given({ ...SITE, 'db.cloud.host': '10.1.1.20 ' }, undefined, SITE) },
    'a copy that the upgrade to 4.1 has left, years ago': { from: '4.2.1', given: given(FRESH, undefined, SITE) },
    'a setting that is new': { given: given(SITE, undefined, WITHOUT_DRIVER) },
  },
  notes: { 'the file of the package is still there, and merged': { given: given(SITE, FRESH), finds: [merged] } },
  fails: {
    'no file at all': {
      given: { active: fileAt('/x', '') },
      finds: [{ message: 'missingFile', data: {}, host: 'management', object: 'db.properties' }],
    },
    'a setting without which 4.3 does not find its database': {
      given: given(SITE, { ...FRESH, 'db.cloud.maxActive': '250', ...NEW_IN_43 }),
      finds: [
        { message: 'missingKeys', data: { path: FILE, other: NEW, keys: 'db.cloud.maxActive' }, ...at() },
        {
          message: 'otherKeys',
          data: { path: FILE, other: NEW, keys: 'db.ha.enabled, db.cloud.slaves', because: 'The management server has defaults for them' },
          ...at(),
        },
      ],
    },
    'what every upgrade from 4.2 by rpm leaves, which does no harm': {
      from: '4.2.1',
      given: given(SITE, { ...FRESH, ...NEW_IN_43 }),
      finds: [
        {
          message: 'otherKeys',
          data: { path: FILE, other: NEW, keys: 'db.ha.enabled, db.cloud.slaves', because: 'The management server has defaults for them' },
          ...at(),
        },
      ],
    },
    'a file of the package from years ago': {
      ...LEFT,
      given: {
        ...(given(WITHOUT_DRIVER, FRESH) as object),
        times: [entry(FILE, { mtime: '2026-01-01T10:00:00Z' }), entry(NEW, { mtime: '2013-06-01T10:00:00Z' })],
      } as never,
      finds: [
        {
          message: 'otherKeys',
          data: { path: FILE, other: NEW, keys: 'db.cloud.driver', because: 'It is the older of the two, and may be left from an earlier upgrade' },
          ...at(),
        },
      ],
    },
    'a setting of the package is missing': {
      ...LEFT,
      given: given(WITHOUT_DRIVER, FRESH),
      finds: [{ message: 'missingKeys', data: { path: FILE, other: NEW, keys: 'db.cloud.driver' }, ...at(), remedy: `diff ${NEW} ${FILE}` }],
    },
    'a setting that is a comment only': {
      ...LEFT,
      given: given(`${text(WITHOUT_DRIVER)}#db.cloud.driver=jdbc:mysql\n`, FRESH),
      finds: [{ message: 'missingKeys', data: { path: FILE, other: NEW, keys: 'db.cloud.driver' }, ...at() }],
    },
    'overwritten by the package': {
      given: given(FRESH, undefined, SITE),
      finds: [
        {
          message: 'overwritten',
          data: { path: FILE, other: OLD, key: 'cluster.node.IP', value: '127.0.0.1', old: '10.1.1.10' },
          ...at('cluster.node.IP'),
        },
        {
          message: 'overwritten',
          data: { path: FILE, other: OLD, key: 'db.cloud.host', value: 'localhost', old: '10.1.1.20' },
          ...at('db.cloud.host'),
        },
        {
          message: 'overwritten',
          data: { path: FILE, other: OLD, key: 'db.cloud.encryption.type', value: '', old: 'file' },
          ...at('db.cloud.encryption.type'),
        },
        { message: 'secretLost', data: { path: FILE, other: OLD, key: 'db.cloud.encrypt.secret' }, ...at('db.cloud.encrypt.secret') },
      ],
    },
    'overwritten by the package on Debian, from 4.2': {
      from: '4.2.1',
      given: {
        active: fileAt(FILE, text({ 'db.cloud.host': 'localhost' })),
        before: fileAt(`${FILE}.dpkg-old`, text({ 'db.cloud.host': 'db1' })),
      } as never,
      finds: [
        {
          message: 'overwritten',
          data: { path: FILE, other: `${FILE}.dpkg-old`, key: 'db.cloud.host', value: 'localhost', old: 'db1' },
          ...at('db.cloud.host'),
        },
      ],
    },
    'another database than before': {
      given: given({ ...SITE, 'db.cloud.host': "db2'\u001b[2J" }, undefined, SITE),
      finds: [
        {
          message: 'changed',
          data: { path: FILE, other: OLD, key: 'db.cloud.host', value: "db2'\u001b[2J", old: '10.1.1.20' },
          ...at('db.cloud.host'),
        },
      ],
    },
    'a setting twice': {
      given: given(`${text(SITE)}db.cloud.host=10.1.1.20\n__proto__=1\n__proto__=2\n`),
      finds: [{ message: 'twice', data: { path: FILE, keys: 'db.cloud.host, __proto__' }, ...at() }],
    },
  },
  unknown: {
    'one of two servers': {
      given: {
        active: on({ m1: text(SITE), m2: DENIED }),
        packaged: on({ m1: fileAt('/x', '') }),
        before: on({ m1: fileAt('/x', '') }),
        times: on({ m1: [] }),
      },
      because: 'on m2: permission denied',
    },
    'a file that Java does not read': { given: given('a=\\u12\n'), because: 'could not be' },
  },
});

test('no secret of the files is kept', () => {
  const body = { text: text({ ...SITE, 'db.cloud.password': 'hunter2', 'db.simulator.password': 'hunter3' }) };
  const [query] = activeDbProperties.queries({});
  const kept = JSON.stringify(redactor().body(query!, body, { rules: activeDbProperties.secrets, keyFiles: [] }));
  for (const secret of ['hunter2', 'hunter3', 'AQIDBAUGBwg']) expect(kept).not.toContain(secret);
});
