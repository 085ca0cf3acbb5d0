import { ENGINE_PACKAGES } from '../../../checks/ovirt/facts/packages.ts';

/** What `rpm -q` prints of these packages: `4.3.10.4-1.el7@1597751222`; of all other names that they are not installed. */
export const rpm = (installed: Readonly<Record<string, string | readonly string[]>>, names: readonly string[] = ENGINE_PACKAGES): string =>
  names
    .flatMap(name => {
      const versions = Object.hasOwn(installed, name) ? [installed[name]!].flat() : [];
      return versions.length === 0 ? [`package ${name} is not installed`] : versions.map(version => line(name, version));
    })
    .join('\n');

function line(name: string, text: string): string {
  const [, version, release, at = '1597751222'] = /^([^-]+)-([^@]+)(?:@(\d+))?$/.exec(text)!;
  return `${name} ${version} ${release} ${name.startsWith('kernel') ? 'x86_64' : 'noarch'} ${at}`;
}
