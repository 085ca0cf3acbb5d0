import { managementPackages } from '../../../checks/cloudstack/facts/packages.ts';
import type { QueryOf } from '../../../src/model/query.ts';

const [query] = managementPackages.rpm.queries({}) as [QueryOf<'command'>];
const NAMES = query.argv.slice(4);

const ABSENT = { status: 'absent', reason: 'there is no program of this name' } as const;

/** What rpm says of packages, `name version-release` each, and that the others are not installed. */
export const rpmSays = (...installed: string[]) => ({
  stdout: [
    ...installed.map(line => `${line} 1407412345`),
    ...NAMES.filter(name => !installed.some(line => line.startsWith(`${name} `))).map(name => `package ${name} is not installed`),
  ].join('\n'),
  exit: NAMES.length - installed.length,
});

/** What dpkg-query says of packages, `name want error status version` each, and that it does not know the others. */
export const dpkgSays = (...known: string[]) => ({
  stdout: known.map(line => `${line}\n`).join(''),
  stderr: NAMES.filter(name => !known.some(line => line.startsWith(`${name} `)))
    .map(name => `dpkg-query: no packages found matching ${name}\n`)
    .join(''),
  exit: 1,
});

/** A host with rpm. */
export const onRpm = (...installed: string[]) => ({ rpm: rpmSays(...installed), deb: ABSENT });
/** A host with dpkg. */
export const onDpkg = (...known: string[]) => ({ rpm: ABSENT, deb: dpkgSays(...known) });
export const neither = { rpm: ABSENT, deb: ABSENT };
