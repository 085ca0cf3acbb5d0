import { command, fact } from '../../../src/index.ts';

/**
 * When the package of the Cloud Support Pack was installed, in seconds since 1970; undefined where it is not.
 *
 *     csp-pack 1339400000
 */
export const cspPackage = fact({
  id: 'cloudstack.xenserver-support-pack',
  title: 'package of the Cloud Support Pack on the XenServer host',
  role: 'xenserver',
  query: command('rpm', '-q', '--qf', '%{NAME} %{INSTALLTIME}\\n', 'csp-pack'),
  parse: ({ stdout }): number | undefined => {
    const seconds = stdout.split('\n').flatMap(line => /^csp-pack (\d{1,12})$/.exec(line)?.[1] ?? []);
    if (seconds.length > 0) return Math.max(...seconds.map(Number));
    if (/^package csp-pack is not installed$/m.test(stdout)) return undefined;
    throw new Error('not what rpm says of a package');
  },
});
