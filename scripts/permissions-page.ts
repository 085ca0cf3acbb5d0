import { exampleAccount, grantsOf, type Permissions } from '../src/engine/permissions.ts';
import type { AnyPlatform } from '../src/model/platform.ts';

/** The page for the person who has to approve what preflight may read. */
export const permissionsMarkdown = (platform: AnyPlatform, all: readonly Permissions[]): string =>
  [
    `<!-- Generated from checks/${platform.id}/ by \`npm run generate\`. Do not edit. -->`,
    `# What preflight reads of ${platform.title}`,
    '',
    'Everything that any check of this platform can ask, in any phase. Nothing else can be asked: questions are a closed list of kinds, and commands an allow-list. Nothing is written on a host. `preflight permissions` prints the same for some checks only, and `preflight capture --dry-run` for one site.',
    ...all.flatMap(one => permissionsSection(one, exampleAccount(platform))),
    '',
  ].join('\n');

const permissionsSection = (permissions: Permissions, account: string): string[] => {
  const { role, title, files, paths, commands, tables, requests } = permissions;
  const grants = grantsOf(permissions, account);
  return [
    '',
    `## ${title[0]!.toUpperCase()}${title.slice(1)}`,
    '',
    `Role \`${role}\`.`,
    ...list('Files', files.map(code)),
    ...list('Names, owners, modes, sizes and times, never contents, of', paths.map(code)),
    ...list(
      'Commands',
      commands.map(
        ({ argv, reason, trace }) =>
          `${code(argv.join(' '))}: ${reason}${trace === undefined ? '' : `. Leaves a trace: ${trace}. Only with \`--allow-traces\``}`,
      ),
    ),
    ...list('Columns of tables', tables.map(sayTable)),
    ...list('GET requests', requests.map(code)),
    ...(grants.length === 0 ? [] : ['', 'An account that may read this and nothing else:', '', '```sql', ...grants, '```']),
  ];
};

const sayTable = ({ name, columns, secret }: Permissions['tables'][number]): string =>
  `${code(name)}: ${columns.join(', ')}${secret.length === 0 ? '' : `. Secret, of which only what it is goes on: ${secret.join('; ')}`}`;

const code = (text: string): string => `\`${text}\``;
const list = (heading: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : ['', `**${heading}**`, '', ...items.map(item => `- ${item}`)];
