import { sayUpgrade } from '../src/engine/select.ts';
import { rolesOf } from '../src/engine/window.ts';
import type { AnyCheck } from '../src/model/check.ts';
import { type Guide, type GuideStep, isCovering } from '../src/model/guide.ts';
import type { AnyPlatform } from '../src/model/platform.ts';

/** The page that maps every step of a platform's guide to the checks that verify it, and says which step nothing verifies. */
export function guideMarkdown(guide: Guide, checks: readonly AnyCheck[], { id, title }: AnyPlatform): string {
  const covering = (row: string): AnyCheck[] => checks.filter(check => isCovering(check, id, row));
  const beyond = checks.filter(({ applies, covers = [] }) => applies.platform === id && covers.length === 0);
  return [
    `<!-- Generated from checks/${id}/ by \`npm run generate\`. Do not edit. -->`,
    `# ${title}: what is verified`,
    '',
    guide.about,
    '',
    `## ${guide.title}`,
    '',
    '| row | step | source | checks | verified in | upgrades | reads on |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...guide.steps.map(step => stepRow(step, covering(step.row))),
    ...(beyond.length === 0
      ? []
      : ['', '## What the guide does not ask for', '', '| check | severity | verified in | upgrades |', '| --- | --- | --- | --- |']),
    ...beyond.map(check => `| ${link(check)} | ${check.severity} | ${check.applies.phases.join(', ')} | ${upgrades([check])} |`),
    '',
  ].join('\n');
}

function stepRow({ row, step, source, uncovered }: GuideStep, checks: readonly AnyCheck[]): string {
  if (uncovered !== undefined) return `| ${cell(row)} | ${cell(step)} | ${cell(source)} | not verified: ${cell(uncovered)} | | | |`;
  const phases = [...new Set(checks.flatMap(({ applies }) => applies.phases))];
  const roles = [...new Set(checks.flatMap(rolesOf))];
  const cells = [row, step, source].map(cell);
  return `| ${[...cells, checks.map(link).join('<br>'), phases.join(', '), upgrades(checks), roles.join(', ') || 'asks a person'].join(' | ')} |`;
}

const link = ({ id }: AnyCheck): string => `[\`${id.slice(id.indexOf('/') + 1)}\`](checks/${id}.md)`;

const upgrades = (checks: readonly AnyCheck[]): string => {
  const paths = checks.map(({ applies }) => (applies.paths ? applies.paths.map(sayUpgrade).join('; ') : 'all'));
  return cell([...new Set(paths)].join('; '));
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
