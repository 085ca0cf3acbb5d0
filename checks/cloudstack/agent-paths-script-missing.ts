import { check, each, type Outcome, optional, type Property, type Remedy, type Snippet, sh, undecided } from '../../src/index.ts';
import { agentScriptDirectories, agentScriptPaths, ENVIRONMENT, isLookedFor } from './facts/agent-environment.ts';

const SCRIPTS = '/usr/share/cloudstack-common';
const LINE = `paths.script=${SCRIPTS}`;
const BACKUP = `${ENVIRONMENT}.before-preflight`;
/** Where 4.0 and older had them. */
const OLD = ['/usr/lib64/cloud/common', '/usr/lib/cloud/common'];

const around = (...edits: Snippet[]): Remedy => ({
  text: 'Do this on the KVM host. Restarting the agent does not touch its virtual machines.',
  commands: [sh`cp -a ${ENVIRONMENT} ${BACKUP}`, ...edits, sh`service cloudstack-agent restart`],
  undo: `${sh`cp -a ${BACKUP} ${ENVIRONMENT}`.text} && service cloudstack-agent restart`,
});

/** Two line ends: the first ends a last line that has none, the second a backslash that would continue it. */
const append = sh`printf '\\n\\n%s\\n' ${LINE} >> ${ENVIRONMENT}`;

/** A sed script that does something to the entry on some lines, `3`, or `3-5` for a continued one; to nothing else that may stand there by now. */
function onLines(span: string, action: string): string {
  const [first = '', last = first] = span.split('-');
  const rest = 'N;'.repeat(Number(last) - Number(first) || 0);
  return `${first}{/paths[.]script/{${rest}${action}}}`;
}

const replaceAt = (at: string | number): Remedy => around(sh`sed -i ${onLines(String(at), `s|.*|${LINE}|`)} ${ENVIRONMENT}`);

const deleteAt = (spans: string | number): Remedy =>
  around(
    sh`sed -i ${String(spans)
      .split(', ')
      .map(span => onLines(span, 'd'))
      .join(';')} ${ENVIRONMENT}`,
  );

const spanOf = ({ line, lines }: Property): string => (lines === 1 ? String(line) : `${line}-${line + lines - 1}`);

/** The directory that the path means: `//`, `/./` and slashes at its end are nothing to a file system. */
const normal = (path: string): string => path.replace(/\/(?:\.?\/)+/g, '/').replace(/(?<=.)\/\.?$/, '');

export default check({
  id: 'cloudstack/agent-paths-script-missing',
  title: 'Every KVM agent has paths.script=/usr/share/cloudstack-common',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['pre', 'stopped', 'installed', 'post'],
    paths: [{ from: '>=4.1' }, { from: '<4.1', to: '>=4.1', phases: ['installed', 'post'] }],
    because: 'up to 4.0 the agent has its files in /etc/cloud/agent, so there is nothing to look at before the new packages are installed',
  },
  why: 'The agent starts its shell scripts from the directory that paths.script names. Without it the agent finds only those beside its own files, and security groups, routers or storage fail on this host, some of them days later.',
  fix: {
    fileMissing: {
      text: 'Do this on the KVM host. If there is no /etc/cloudstack/agent, install the package cloudstack-agent first.',
      commands: [sh`printf '%s\\n' ${LINE} >> ${ENVIRONMENT}`, sh`service cloudstack-agent restart`],
      undo: `${sh`rm ${ENVIRONMENT}`.text} && service cloudstack-agent restart`,
    },
    missing: around(append),
    commentedOut: around(append),
    trailingBlank: ({ at }) => replaceAt(at),
    trailingSlash: ({ at }) => replaceAt(at),
    old: ({ at }) => replaceAt(at),
    noScripts: ({ at }) => replaceAt(at),
    other: ({ at }) => replaceAt(at),
    duplicatesDiffer: ({ others }) => deleteAt(others),
    scriptsMissing: {
      text: 'The package cloudstack-common brings the scripts. Install it again on the KVM host: the first command on RHEL and CentOS, the second on Ubuntu.',
      commands: [sh`yum reinstall cloudstack-common`, sh`apt-get install --reinstall cloudstack-common`, sh`service cloudstack-agent restart`],
    },
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3'],
  covers: ['42'],
  needs: { hosts: each(optional(agentScriptPaths)), directories: each(agentScriptDirectories) },
  messages: {
    fileMissing: `${ENVIRONMENT} is not there.`,
    missing: `${ENVIRONMENT} has no line paths.script=${SCRIPTS}.`,
    commentedOut: `The line of ${ENVIRONMENT} that sets paths.script is a comment.`,
    trailingBlank: `paths.script is "{value}" (line {at} of ${ENVIRONMENT}): the blank after it is part of the path for Java, and no such directory is there.`,
    trailingSlash: { text: `paths.script is "{value}" (line {at} of ${ENVIRONMENT}), which is another spelling of ${SCRIPTS}.`, severity: 'warning' },
    old: `paths.script is "{value}" (line {at} of ${ENVIRONMENT}), the directory of 4.0 and older.`,
    noScripts: `paths.script is "{value}" (line {at} of ${ENVIRONMENT}), where there is no directory scripts.`,
    other: {
      text: `paths.script is "{value}" (line {at} of ${ENVIRONMENT}), which has a directory scripts, but not the one of the packages in ${SCRIPTS}.`,
      severity: 'warning',
    },
    duplicatesDiffer: {
      text: `${ENVIRONMENT} sets paths.script more than once, to different values: line {at} counts, line {others} does not.`,
      severity: 'warning',
    },
    scriptsMissing: `There is no directory ${SCRIPTS}/scripts, which paths.script names (line {at} of ${ENVIRONMENT}).`,
    windowsLineEnds: { text: `${ENVIRONMENT} has Windows line ends. Java reads them as line ends, so they do no harm.`, severity: 'note' },
  },
  judge({ hosts, directories }, found) {
    return hosts.flatMap(({ host, value }): Outcome[] => {
      const at = { host, object: 'paths.script', path: ENVIRONMENT };
      if (!value) return [found.fileMissing({}, at)];
      const { entries, commentedOut, windowsLineEnds } = value;
      const notes = windowsLineEnds ? [found.windowsLineEnds({}, at)] : [];
      const last = entries.at(-1);
      if (!last) return [...notes, commentedOut === undefined ? found.missing({}, at) : found.commentedOut({}, { ...at, line: commentedOut })];
      const others = entries.filter(({ value }) => value !== last.value);
      return [
        ...notes,
        ...judgePath(last, host),
        ...(others.length > 0
          ? [found.duplicatesDiffer({ at: spanOf(last), others: others.map(spanOf).join(', ') }, { ...at, line: last.line })]
          : []),
      ];
    });

    function judgePath(property: Property, host: string): Outcome[] {
      const { value, line } = property;
      const data = { value, at: spanOf(property) };
      const place = { host, object: 'paths.script', path: ENVIRONMENT, line };
      if (value !== value.trimEnd()) return [found.trailingBlank(data, place)];
      const directory = normal(value);
      if (OLD.includes(directory)) return [found.old(data, place)];
      const there = directories.find(one => one.host === host)?.value;
      if (!there) return [];
      if (directory === SCRIPTS) {
        return [
          ...(value === SCRIPTS ? [] : [found.trailingSlash(data, place)]),
          ...(there.includes(SCRIPTS) ? [] : [found.scriptsMissing(data, place)]),
        ];
      }
      if (there.includes(directory)) return [found.other(data, place)];
      if (directory !== '' && directory.startsWith('/') && !isLookedFor(directory)) {
        return [
          undecided(
            `paths.script is ${JSON.stringify(value)} (line ${data.at} of ${ENVIRONMENT}): preflight looks for script directories below /usr and /opt only`,
            host,
          ),
        ];
      }
      return [found.noScripts(data, place)];
    }
  },
});
