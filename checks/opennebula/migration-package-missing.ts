import { check, each, type Outcome, sh } from '../../src/index.ts';
import { compareConfig, configVersion, knownVersion } from './config-version.ts';
import type { Packages } from './facts/installed.ts';
import { MIGRATORS, ONEDB_MIGRATORS, onecfgMigrators, onedbMigrators } from './facts/onecfg.ts';
import { frontendNeeds, installedOn, packagesOf, perFrontend } from './onecfg/frontends.ts';
import { chainOf } from './onecfg/migrators.ts';

const SEVEN = knownVersion('7.0.0');

/** The migration package that is installed. A Community Edition before 7.0 has one of another name, without migrators for onecfg. */
function migrationOf(packages: Packages, hasOnecfg: boolean): readonly [string, string] | undefined {
  const names = hasOnecfg ? ['opennebula-migration'] : ['opennebula-migration', 'opennebula-migration-community'];
  return names.flatMap(name => (packages[name] === undefined ? [] : [[name, packages[name]] as const]))[0];
}

const install = ({ manager, package: name }: { readonly manager: string | number; readonly package: string | number }) => ({
  text: 'Install it before onecfg upgrade and onedb upgrade.',
  commands: [manager === 'apt-get' ? sh`apt-get install ${name}` : sh`yum install ${name}`],
});

export default check({
  id: 'opennebula/migration-package-missing',
  title: 'The migrators of configuration and database are installed, in the version of OpenNebula',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['installed', 'post'] },
  why: 'onecfg upgrade and onedb upgrade are empty without the migrators of the package opennebula-migration, which the other packages do not require. onecfg then fails with "undefined method", and onedb finds nothing to do.',
  fix: {
    packageMissing: install,
    otherVersion: install,
    noMigrators: 'Install the package opennebula-migration again, in the version of opennebula.',
    damaged: 'Remove what does not belong there, or install the package opennebula-migration again.',
  },
  refs: ['https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/upgrading_single/'],
  covers: ['A.1.6.5'],
  needs: { ...frontendNeeds, onecfg: each(onecfgMigrators), onedb: each(onedbMigrators) },
  messages: {
    packageMissing: 'The package {package} is not installed, and opennebula is, in version {installed} ({manager}).',
    otherVersion: 'The package {package} has version {version}, and opennebula has {installed} ({manager}).',
    noMigrators: 'There are no migrators in {folder}.',
    damaged: 'onecfg refuses its migrators in {folder}: {problem}.',
  },
  judge: (evidence, found) =>
    perFrontend(evidence, (here, host): Outcome[] => {
      const version = configVersion(installedOn(here) ?? 'none');
      const hasOnecfg = here.said?.enterprise === true || (version !== undefined && compareConfig(version, SEVEN) >= 0);
      const chain = chainOf(here.onecfg);
      const empty = [...(hasOnecfg && !chain ? [MIGRATORS] : []), ...ONEDB_MIGRATORS.filter(folder => !here.onedb.includes(folder))];
      const damaged = chain && 'problem' in chain ? [found.damaged({ folder: MIGRATORS, problem: chain.problem }, { host, path: MIGRATORS })] : [];
      const byPackage = aboutPackage(packagesOf(here));
      return [...byPackage, ...(byPackage.length > 0 ? [] : empty.map(folder => found.noMigrators({ folder }, { host, path: folder }))), ...damaged];

      function aboutPackage(packages: Packages): Outcome[] {
        const [installed, migration] = [packages.opennebula, migrationOf(packages, hasOnecfg)];
        if (installed === undefined) return [];
        const at = { host, object: migration?.[0] ?? 'opennebula-migration' };
        const data = { package: at.object, installed, manager: here.deb?.opennebula === undefined ? 'yum' : 'apt-get' };
        if (!migration) return [found.packageMissing(data, at)];
        return migration[1] === installed ? [] : [found.otherVersion({ ...data, version: migration[1] }, at)];
      }
    }),
});
