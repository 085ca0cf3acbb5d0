import { fact, rows, table, text } from '../../../src/index.ts';

/** The options of engine-config that checks read, in one question. Passwords are among the others, so none is asked for by a pattern. */
const NAMES = [
  'BackupAlertPeriodInDays',
  'BackupCheckPeriodInHours',
  'CertExpirationAlertPeriodInDays',
  'CertExpirationWarnPeriodInDays',
  'ClusterEmulatedMachines',
  'EngineMode',
  'HostPackagesUpdateTimeInHours',
  'IsMigrationSupported',
  'MinimalETLVersion',
  'SANWipeAfterDelete',
  'ServerCPUList',
  'SupportedClusterLevels',
  'SupportedVDSMVersions',
] as const;

export type EngineOptionName = (typeof NAMES)[number];

/** The options that the engine started with, or will start with next: a change works after a restart only. */
export interface EngineOptions {
  /** Undefined where this engine does not have the option. Most are for every level, `general`; some for one, such as `4.3`. */
  get(name: EngineOptionName, level?: string): string | undefined;
}

/**
 *     option_name         option_value  version
 *     SANWipeAfterDelete  false         general
 *     ServerCPUList       3:Intel …     4.3
 */
export const engineOptions = fact({
  id: 'ovirt.engine-options',
  title: 'options of the engine (vdc_options)',
  role: 'database',
  query: table('public.vdc_options', { columns: ['option_name', 'option_value', 'version'], where: { column: 'option_name', in: NAMES } }),
  parse: (body): EngineOptions => {
    const options = new Map(
      rows({ option_name: text, option_value: text, version: text })(body).map(row => [`${row.option_name} ${row.version}`, row.option_value]),
    );
    return { get: (name, level = 'general') => options.get(`${name} ${level}`) };
  },
});
