import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { memoryStreams } from '../support/streams.ts';

const preflight = async (...args: string[]) => {
  const streams = memoryStreams();
  const exit = await main(['permissions', ...args], streams);
  return { exit, out: streams.out(), err: streams.err() };
};

test('says what is read, by role, and the statements that allow exactly the tables', async () => {
  const { exit, out } = await preflight('--platform', 'cloudstack');
  expect(exit).toBe(0);
  expect(out).toMatch(/^Apache CloudStack\n\n.*\(role management\)\n {2}files\n/);
  const grants = await preflight('--platform', 'cloudstack', '--grants');
  expect(grants.out).toMatch(/^(?:GRANT SELECT \([a-z_, ]+\) ON [a-z_]+[.][a-z0-9_]+ TO 'preflight'@'%';\n)+$/i);
});

test('grants as the database of the platform writes it', async () => {
  expect((await preflight('--platform', 'ovirt', '--grants')).out).toMatch(
    /^(?:GRANT SELECT \([a-z_, ]+\) ON public[.][a-z0-9_]+ TO preflight;\n)+$/,
  );
  expect((await preflight('--platform', 'release', '--grants')).out).toBe('-- No table is read.\n');
});

test.each([
  [['--platform', 'cloudstack', '--grants', '--account', "x'; DROP TABLE a"], 'as MySQL writes it'],
  [['--platform', 'cloudstack', '--grants', '--account', '\x1b[2J'], '\\x1b[2J'],
  [['--platform', 'ovirt', '--grants', '--account', "'preflight'@'%'"], 'as PostgreSQL writes it'],
  [['--platform', 'cloudstack', '--account', 'me'], 'give both'],
  [['--platform', 'vsphere'], 'There is no platform vsphere'],
  [['--platform', 'cloudstack', '--check', 'nothing*'], 'No check matches nothing*'],
])('%j is refused with a sentence', async (args, expected) => {
  const { exit, out, err } = await preflight(...args);
  expect({ exit, out }).toEqual({ exit: 3, out: '' });
  expect(err).toContain(expected);
});

test.each(["'preflight'@'10.0.0.5'", 'preflight@localhost', "preflight@'%'", 'preflight'])('the account %s is taken as it is', async account => {
  expect((await preflight('--platform', 'cloudstack', '--grants', '--account', account)).out).toContain(` TO ${account};`);
});
