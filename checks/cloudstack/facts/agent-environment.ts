import { fact, file, paths, properties, propertyEntries } from '../../../src/index.ts';

/** Where the agent has its paths from 4.1 on. */
export const ENVIRONMENT = '/etc/cloudstack/agent/environment.properties';
const KEY = 'paths.script';

/**
 * `paths.script` in the environment of a KVM agent, as Java reads it: every entry in order, of which the last counts.
 *
 *     # agent paths
 *     paths.pid=/var/run
 *     paths.script=/usr/share/cloudstack-common
 */
export const agentScriptPaths = fact({
  id: 'cloudstack.agent-script-paths',
  title: 'script path of the agent',
  role: 'kvm',
  query: file(ENVIRONMENT),
  parse: body => ({
    entries: properties(body).entries.filter(({ key }) => key === KEY),
    commentedOut: commentLine(body.text),
    windowsLineEnds: body.text.includes('\r\n'),
  }),
});

/** The line, from 1, of a comment that would set the path if it were none. */
function commentLine(text: string): number | undefined {
  const found = text.split(/\r\n|\n|\r/).findIndex(line => {
    const [mark] = /^[ \t\f]*[#!][#! \t\f]*/.exec(line) ?? [];
    return mark !== undefined && propertyEntriesOrNone(line.slice(mark.length)).some(({ key }) => key === KEY);
  });
  return found < 0 ? undefined : found + 1;
}

const propertyEntriesOrNone = (line: string) => {
  try {
    return propertyEntries(line);
  } catch {
    return [];
  }
};

/** Where the script directories of agents are looked for. */
const GLOBS = ['/usr/*/*/scripts', '/usr/*/*/*/scripts', '/opt/*/scripts', '/opt/*/*/scripts'] as const;

/** Script directories on a KVM host, as paths without `/scripts`. */
export const agentScriptDirectories = fact({
  id: 'cloudstack.agent-script-directories',
  title: 'script directories of the agent',
  role: 'kvm',
  query: paths(...GLOBS),
  parse: ({ entries }) => entries.filter(({ type }) => type === 'directory' || type === 'link').map(({ path }) => path.replace(/\/scripts$/, '')),
});

/** Whether a directory would have been found if it had scripts: `/usr/a/b` and `/opt/a`, and one level deeper. */
export const isLookedFor = (directory: string): boolean => /^\/(?:usr\/[^/]+\/[^/]+(?:\/[^/]+)?|opt\/[^/]+(?:\/[^/]+)?)$/.test(directory);
