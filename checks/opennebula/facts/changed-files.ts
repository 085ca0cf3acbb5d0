import { command, fact, type Redacted } from '../../../src/index.ts';

type Output = Redacted<{ readonly stdout: string; readonly stderr: string; readonly exit: number }>;

const REMOTES = '/var/lib/one/remotes/';

/**
 * Drivers that the package manager finds changed: the third of nine letters says that the content differs. What is configuration,
 * below `remotes/etc`, is left out: onecfg migrates it.
 *
 *     ??5?????? c /etc/one/oned.conf
 *     S.5....T.   /var/lib/one/remotes/vmm/kvm/deploy
 *     missing     /var/lib/one/remotes/vnm/pre
 */
function changed({ stdout, stderr, exit }: Output): string[] {
  if (stdout.trim() === '' && exit !== 0)
    throw new Error(`nothing was verified (exit status ${exit}): ${stderr.trim().split('\n')[0]!.slice(0, 200)}`);
  return [...stdout.matchAll(/^(?:..5......|missing[ \t]{1,5})[ \t]+(?:[a-z] )?(\/[^\n]{1,4000})$/gm)]
    .map(([, path]) => path!.replace(/ \(.*\)$/, ''))
    .filter(path => path.startsWith(REMOTES) && !path.startsWith(`${REMOTES}etc/`));
}

const title = 'what the package manager finds changed';

export const changedByDpkg = fact({
  id: 'opennebula.changed-by-dpkg',
  title,
  role: 'frontend',
  query: command('dpkg', '-V', 'opennebula'),
  parse: changed,
});

export const changedByRpm = fact({
  id: 'opennebula.changed-by-rpm',
  title,
  role: 'frontend',
  query: command('rpm', '-V', 'opennebula'),
  parse: changed,
});
