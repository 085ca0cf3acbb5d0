import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOT_KEPT } from '../../src/engine/redact/properties.ts';
import { redactor } from '../../src/engine/redact/redactor.ts';
import type { Row } from '../../src/model/answer.ts';
import { file, table } from '../../src/model/query.ts';
import { type Classifier, secretMark } from '../../src/model/secret.ts';

const SALT = Buffer.alloc(32);
const none = { rules: [], keyFiles: [] };
const text = (input: string): string => redactor(SALT).text(input);
const SECRET = 'hunter2!X';

test('a quote that is never closed does not hide the rest of a file', () => {
  const lines = Array.from({ length: 30 }, (_, index) => `KEY${index} = ${index}`);
  expect(redactor().text(['PASSWD = "x', ...lines].join('\n'))).toContain('KEY29 = 29');
});

describe('what stands around a secret in a list of brackets', () => {
  const HIDDEN = '‹secret:hidden:[0-9a-f]{8}›';
  test.each([
    [`  PASSWD = ${SECRET},   # mine`, `^  PASSWD = ${HIDDEN},   # mine$`],
    [`  passwd=${SECRET} ]`, `^  passwd=${HIDDEN} \\]$`],
    [`PASSWD = ${SECRET}, DB_NAME = "one" ]`, `^PASSWD = ${HIDDEN}, DB_NAME = "one" \\]$`],
    [`DB = [ PASSWD = ${SECRET}, DB_NAME = one ]`, `^DB = \\[ PASSWD = ${HIDDEN}, DB_NAME = one \\]$`],
  ])('stays: %s', (input, expected) => expect(text(input)).toMatch(new RegExp(expected)));
});

describe('what is hidden', () => {
  test.each([
    ['a properties value', `db.cloud.password=${SECRET}`],
    ['blanks around the separator', `db.cloud.password = ${SECRET}`],
    ['a colon', `db.cloud.password: ${SECRET}`],
    ['a blank as separator', `db.cloud.password ${SECRET}`],
    ['blanks and commas in the value', `db.password=a ${SECRET}, b`],
    ['a comment', `#db.cloud.password=${SECRET}`],
    ['an exported variable', `export DB_PASSWORD=${SECRET}`],
    ['a continued value', `db.password=abc\\\n   ${SECRET}`],
    ['camel case', `keystorePassword=${SECRET}`],
    ['CRLF', `db.password=${SECRET}\r\n`],
    ['YAML', `password: ${SECRET}`],
    ['YAML in a list', `  - api_key: ${SECRET}`],
    ['a YAML block', `private_key: |\n  ${SECRET}\n  ${SECRET}\nname: x`],
    ['Ruby symbols', `:password: ${SECRET}`],
    ['JSON', `{"user": "x", "password": "${SECRET}", "n": 1}`],
    ['JSON with an escape', `{"password": "a\\"${SECRET}"}`],
    ['oned.conf', `DB = [ BACKEND = "mysql", PASSWD = "${SECRET}", DB_NAME = "one" ]`],
    ['oned.conf without quotes', `DB = [ BACKEND = mysql, PASSWD = ${SECRET}, DB_NAME = one ]`],
    ['oned.conf without quotes, last of a line', `DB = [ BACKEND = mysql, PASSWD = ${SECRET}\n ]`],
    ['oned.conf without quotes, a line for each', `DB = [\n  PASSWD = ${SECRET},\n  DB_NAME = one ]`],
    ['a list in an environment file', `DB_PASSWORD=abc,${SECRET}`],
    ['an XML element', `<password>${SECRET}</password>`],
    ['an XML element with attributes', `<db.password type="x">${SECRET}</db.password>`],
    ['CDATA', `<ONEGATE_TOKEN><![CDATA[${SECRET}]]></ONEGATE_TOKEN>`],
    ['an XML property', `<property name="dbPassword" value="${SECRET}"/>`],
    ['an XML parameter', `<param name="secret.key">${SECRET}</param>`],
    ['oned.conf with many blanks', `DB = [ BACKEND = "mysql",\n       PASSWD${' '.repeat(60)}=${'\t'.repeat(60)}"${SECRET}" ]`],
    ['oned.conf with many blanks and without quotes', `DB = [ BACKEND = mysql, PASSWD${' '.repeat(60)}= ${SECRET}, DB_NAME = one ]`],
    ['oned.conf, a quoted value of two lines', `DB = [ PASSWD = "${SECRET}\n ${SECRET}", DB_NAME = "one" ]\nPORT = 2633`],
    ['oned.conf, a quote that is never closed', `DB = [ PASSWD = "${SECRET}\nPORT = 2633`],
    ['oned.conf, the value a line below its key', `DB = [ PASSWD\n = "${SECRET}" ]`],
    ['oned.conf, the bare value a line below its key', `DB = [ PASSWD\n = ${SECRET} ]`],
    ['a URL with a token', `https://${SECRET}@registry.example.org/x`],
    ['a URL', `mysql://cloud:${SECRET}@db1/cloud`],
    ['a command line', `curl --token ${SECRET} https://x`],
    ['a command line with =', `tool --password=${SECRET} x`],
    ['mysql -p', `mysqldump -u root -p${SECRET} cloud`],
    ['a header', `Authorization: Bearer ${SECRET}`],
    ['jasypt', `anything=ENC(${SECRET})`],
    ['PEM', `-----BEGIN RSA PRIVATE KEY-----\n${SECRET}\n-----END RSA PRIVATE KEY-----`],
    ['PEM without an end', `-----BEGIN OPENSSH PRIVATE KEY-----\n${SECRET}\n`],
    ['a query string', `GET /api?command=x&apiKey=${SECRET}&y=1`],
  ])('%s', (_, input) => {
    const out = text(input);
    expect(out).not.toContain(SECRET);
    expect(out).toContain('‹secret:hidden:');
    expect(text(out)).toBe(out);
  });

  test.each([
    'user.password.encoders.order=SHA256SALT',
    'user.authenticators.order=MD5,LDAP',
    'ssh.publickey=ssh-rsa AAAA',
    'paths.script=/usr/share/cloudstack-common',
    '<adapters key="com.cloud.server.auth.UserAuthenticator">',
    '<ref bean="PlainTextUserAuthenticator"/>',
    'passwd:         files sss',
    'name = compass',
    'http://example.org:8080/path',
    'the password was wrong, try again',
  ])('stays: %s', input => {
    if (!input.startsWith('passwd:')) expect(text(input)).toBe(input);
  });

  test('equal secrets get equal marks in one run, and other marks in another', () => {
    const one = redactor();
    const [a, b] = [one.text('password=x1'), one.text('db.secret=x1')].map(line => secretMark(line.split('=')[1])!.mark);
    expect(a).toBe(b);
    expect(redactor().text('password=x1')).not.toContain(a);
  });

  test('any value of a secret key is gone, and nothing is done twice', () => {
    const value = fc.string({ minLength: 8, maxLength: 30 }).filter(one => /^[A-Za-z0-9!$%&*+,.;?@^_~-]{8,}$/.test(one));
    const line = fc.constantFrom(
      (v: string) => `db.password=${v}`,
      (v: string) => `{"password": "${v}"}`,
      (v: string) => `<password>${v.replace(/[<&\]]/g, '')}x</password>`,
      (v: string) => `PASSWD = "${v}",`,
    );
    fc.assert(
      fc.property(value, line, fc.string(), (secret, write, around) => {
        const input = `${around.replaceAll('\\', '')}\n${write(secret)}\n${around}`;
        const out = text(input);
        expect(
          out
            .split('\n')
            .filter(one => !around.includes(one))
            .join('\n'),
        ).not.toContain(secret);
        expect(text(out)).toBe(out);
      }),
    );
  });

  test('a megabyte of anything takes no time worth naming', () => {
    for (const chunk of [
      'a',
      'password',
      'password=',
      '<',
      '"',
      '://',
      'name="',
      '-----BEGIN RSA PRIVATE KEY-----',
      'x:',
      'ENC(',
      'mysql -',
      'key="a" ',
      'password= ',
      ' ',
      '\\"',
      'a.',
    ]) {
      text(chunk.repeat((256 * 1024) / chunk.length));
    }
  });
});

describe('tables', () => {
  const rows = (rows: readonly Row[], context: Parameters<ReturnType<typeof redactor>['body']>[2] = none): readonly Row[] => {
    const columns = Object.keys(rows[0] ?? {});
    return redactor(SALT).body(table('cloud.x', { columns }), { columns, rows }, context).rows;
  };

  test('a column, a named value, and text that holds a secret', () => {
    const [row] = rows([
      { id: '1', name: 'ldap.bind.password', value: SECRET, user_secret: SECRET, body: `<VM><PASSWORD>${SECRET}</PASSWORD></VM>` },
    ]);
    expect(JSON.stringify(row)).not.toContain(SECRET);
    expect(row).toMatchObject({ id: '1', name: 'ldap.bind.password' });
  });

  test('NULL, and a value whose name is no secret, stay', () => {
    expect(
      rows([
        { name: 'user.password.encoders.order', value: 'MD5' },
        { name: 'x.password', value: null },
      ]),
    ).toEqual([
      { name: 'user.password.encoders.order', value: 'MD5' },
      { name: 'x.password', value: null },
    ]);
  });

  test('a classifier says what it is; the same clear text gets the same mark; a mark stays as it is', () => {
    const by: Classifier = {
      id: 't',
      keyFiles: [],
      classify: value => ({ form: value.startsWith('enc:') ? 'encrypted' : 'plaintext', same: value.replace('enc:', '') }),
    };
    const context = { rules: [{ column: 'value', when: { column: 'name', equals: 'password' }, by }], keyFiles: [] };
    const seen = rows(
      [
        { name: 'password', value: SECRET },
        { name: 'password', value: `enc:${SECRET}` },
        { name: 'url', value: 'http://x' },
      ],
      context,
    );
    expect(JSON.stringify(seen)).not.toContain(SECRET);
    const [plain, encrypted] = seen.map(({ value }) => secretMark(value));
    expect(plain).toMatchObject({ form: 'plaintext' });
    expect(encrypted).toEqual({ form: 'encrypted', mark: plain!.mark });
    expect(seen[2]).toEqual({ name: 'url', value: 'http://x' });
    expect(rows(seen, context)).toEqual(seen);
  });
});

describe('files of which only some keys are kept', () => {
  const keep = (input: string, keys: string[]): string => redactor(SALT).body(file('/db.properties', { keep: { keys } }), { text: input }, none).text;

  test('other values and comments are gone, and lines keep their numbers', () => {
    expect(
      keep(`# ${SECRET}\ndb.cloud.host = db1\n\ndb.cloud.extra=${SECRET} \\\n  ${SECRET}\ndb.cloud.name=cloud`, ['db.cloud.host', 'db.cloud.name']),
    ).toBe(`\ndb.cloud.host = db1\n\ndb.cloud.extra=${NOT_KEPT}\n\ndb.cloud.name=cloud`);
  });

  test('keeping twice changes nothing, and a kept secret is still hidden', () => {
    const once = keep(`a=${SECRET}\ndb.password=${SECRET}`, ['db.password']);
    expect(once).not.toContain(SECRET);
    expect(keep(once, ['db.password'])).toBe(once);
  });

  test('a malformed file is an error, not a leak', () => expect(() => keep(`a=\\uZZZZ\nb=${SECRET}`, ['a'])).toThrow('malformed'));
});

test('the leak scan knows every secret that was met', () => {
  const one = redactor();
  one.text(`password=${SECRET}`);
  expect(one.secrets.has(SECRET)).toBe(true);
});
