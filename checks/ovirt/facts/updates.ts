import { command, fact, type Redacted } from '../../../src/index.ts';

type Output = Redacted<{ readonly stdout: string; readonly stderr: string; readonly exit: number }>;

/** What `engine-upgrade-check` found; `problem` is what it said where it could not look. */
export type UpgradeCheck = { readonly isOffered: boolean } | { readonly problem: string };

/**
 * The exit status is 0 where there is an update, and 1 where there is none. The text must agree, where it says anything.
 *
 *     VERB: Transaction built
 *     Upgrade available.
 */
export const upgradeCheck = fact({
  id: 'ovirt.upgrade-check',
  title: 'engine-upgrade-check',
  role: 'engine',
  query: command('engine-upgrade-check'),
  parse: ({ stdout, stderr, exit }: Output): UpgradeCheck => {
    const says = [/^Upgrade available\.?\s*$/m, /^No upgrade\b/m].map(pattern => pattern.test(stdout));
    if (exit === 0 || exit === 1) {
      if (says[1 - exit] && !says[exit]) throw new Error(`its exit status is ${exit}, and it says ${says[0] ? 'Upgrade available' : 'No upgrade'}`);
      return { isOffered: exit === 0 };
    }
    if (exit !== 2) throw new Error(`its exit status is ${exit}, which it does not have by itself: ${firstLine(stderr)}`);
    const problem = /^Error: (.+)$/m.exec(stderr)?.[1] ?? firstLine(stderr);
    return { problem: problem.slice(0, 300) };
  },
});

/** One package with an update. */
export interface Update {
  /** Without the architecture. */
  readonly name: string;
  /** `4.3.11.4-1.el7` */
  readonly version: string;
  readonly repository: string;
}

/**
 * What `yum check-update` lists: exit status 100 with updates, 0 without, 1 where it could not look. What follows the heading is obsoleted.
 * Long names push the rest to the next line.
 *
 *     ovirt-engine-setup.noarch      4.3.11.4-1.el7      ovirt-4.3
 *     java-1.8.0-openjdk-headless.x86_64
 *                                    1:1.8.0.262.b10-0.el7_8
 *                                                        updates
 */
function parseUpdates({ stdout, stderr, exit }: Output): Update[] {
  if (exit !== 0 && exit !== 100) throw new Error(`yum could not look (exit status ${exit}): ${firstLine(stderr || stdout)}`);
  const listed = stdout.split(/^(?:Obsoleting Packages|Security: .*)$/m, 1)[0]!.replace(/\n[ \t]+/g, ' ');
  const updates = [...listed.matchAll(/^(\S+)\.([a-z0-9_]+)[ \t]+(\S+)[ \t]+@?(\S+)[ \t]*$/gim)].map(([, name, , version, repository]) => ({
    name: name!,
    version: version!,
    repository: repository!,
  }));
  if (exit === 100 && updates.length === 0) throw new Error('yum says that there are updates, and lists none that can be read');
  return updates;
}

const firstLine = (text: string): string => text.trim().split('\n', 1)[0]!.slice(0, 300);

/** The updates of the setup packages. */
export const setupUpdates = fact({
  id: 'ovirt.setup-updates',
  title: 'updates of the setup packages',
  role: 'engine',
  query: command('yum', '-q', 'check-update', 'ovirt*setup*'),
  parse: parseUpdates,
});

/** The updates of everything that is installed; what versionlock holds is not among them. */
export const engineUpdates = fact({
  id: 'ovirt.engine-updates',
  title: 'updates of installed packages',
  role: 'engine',
  query: command('yum', '-q', 'check-update'),
  parse: parseUpdates,
});
