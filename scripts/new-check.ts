import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** `npm run new-check cloudstack/disk-offering-orphans`: writes the check and its table of cases, and says what to do next. */
const [id = ''] = process.argv.slice(2);

if (!/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
  fail('Name the check: npm run new-check platform/noun-phrase, such as cloudstack/disk-offering-orphans');
const [platform = '', name = ''] = id.split('/');
const check = `checks/${platform}/${name}.ts`;
const table = `test/checks/${platform}/${name}.test.ts`;
if (!existsSync(`checks/${platform}/platform.ts`)) fail(`There is no platform ${platform}: checks/${platform}/platform.ts does not exist.`);
for (const file of [check, table]) if (existsSync(file)) fail(`${file} exists already.`);

write(
  check,
  `import { check, fact, integer, rows, table, text } from '../../src/index.ts';

/** Move it to facts/ as soon as a second check needs it. */
const things = fact({
  id: '${platform}.things',
  title: 'things',
  role: 'database',
  query: table('cloud.thing', { columns: ['id', 'name'] }),
  parse: rows({ id: integer, name: text }),
});

export default check({
  id: '${id}',
  title: 'What is so where this check passes',
  severity: 'warning',
  applies: { platform: '${platform}', phases: ['pre'] },
  why: 'What goes wrong in the upgrade, or after it, where it is not so.',
  fix: { wrong: ({ id }) => ({ text: 'What to do.', undo: \`How to undo it for \${id}.\` }) },
  refs: ['https://example.org/the/page/that/says/so'],
  needs: { things },
  messages: { wrong: 'Thing {name} (id {id}) is wrong.' },
  judge: ({ things }, found) => things.filter(({ name }) => name === 'wrong').map(thing => found.wrong(thing, { object: \`thing \${thing.id}\` })),
});
`,
);
write(
  table,
  `import check from '../../../checks/${id}.ts';
import { cases } from '../../support/cases.ts';

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'pre' },
  passes: {
    'the near miss: name what almost fails': { given: { things: [{ id: 1, name: 'right' }] } },
  },
  fails: {
    'the plain case': { given: { things: [{ id: 1, name: 'wrong' }] }, finds: [{ message: 'wrong', data: { id: 1, name: 'wrong' }, object: 'thing 1', remedy: 'What to do' }] },
  },
  unknown: {
    'the database refuses us': { given: { things: { status: 'denied', reason: 'SELECT command denied' } }, because: 'SELECT command denied' },
  },
});
`,
);
process.stdout.write(`Wrote ${check} and ${table}.\nNext: edit both, npx vitest run ${table}, npm run generate.\n`);

function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
