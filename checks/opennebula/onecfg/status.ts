import { type ConfigVersion, compareConfig, configVersion } from '../config-version.ts';
import { type Chain, pending, supports } from './migrators.ts';
import type { Settings } from './settings.ts';

/** What `onecfg status` says: the versions it prints (undefined for `unknown`, or where it prints none), and its conclusion. */
export interface Status {
  readonly installed: ConfigVersion | undefined;
  readonly recorded: ConfigVersion | undefined;
  /** An `ERROR: …` line, the sentence that ends the report, `FATAL`, or the updates: `6.10.0→6.10.2, 6.10.2→7.0.0`. */
  readonly conclusion: string;
}

/** The conclusion where onecfg stops before it says anything: over its state file, or its migrators. */
export const FATAL = 'FATAL';
const CLEAN = 'No updates available.';
const TO_CLEAR = 'No updates available, but update request for backup must be cleared.';
const LONGEST = 300;

/** What onecfg would say of this file (undefined where there is none) with these migrators. The first trouble ends its report. */
export function predictStatus(file: Settings | undefined, installed: ConfigVersion | undefined, chain: Chain): Status {
  if (file && 'problem' in file) return { installed: undefined, recorded: undefined, conclusion: FATAL };
  const recorded = file && recordedIn(file);
  const says = (conclusion: string): Status => ({ installed, recorded, conclusion });
  if (!installed) return says('ERROR: Unknown OpenNebula version');
  if (!supports(chain, installed)) return says(`ERROR: Unsupported OpenNebula version ${installed.text}`);
  if (!file || !recorded) return says('ERROR: Unknown config version');
  if (!supports(chain, recorded)) return says(`ERROR: Unsupported config version ${recorded.text}`);
  if (file.outdated === 'yes') return says('ERROR: Configurations metadata are outdated.');
  const updates = pending(chain, recorded, installed);
  if (updates.length > 0) return says(updates.map(({ from, to }) => `${from.text}→${to.text}`).join(', '));
  return says(file.backup.is === 'none' ? CLEAN : TO_CLEAR);
}

function recordedIn({ version }: Exclude<Settings, { problem: string }>): ConfigVersion | undefined {
  if (version.is === 'version') return version.value;
  return version.is === 'empty' ? configVersion('') : undefined;
}

/**
 * Reads what `onecfg status` printed; undefined where it is no status, as with the onecfg of a 6.x Community Edition.
 *
 *     --- Versions ------------------------------
 *     OpenNebula:  7.0.0
 *     Config:      6.10.0
 *
 *     --- Available Configuration Updates -------
 *     New config:  7.0.0
 *     - from 6.10.0 to 6.10.2 (YAML,Ruby)
 */
export function readStatus({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): Status | undefined {
  if (/^FATAL : /m.test(stderr)) return { installed: undefined, recorded: undefined, conclusion: FATAL };
  if (!/^Config:/m.test(stdout)) return undefined;
  const updates = [...stdout.matchAll(/^- from (\S{1,100}) to (\S{1,100}) \([^)\n]*\)[ \t]*$/gm)].map(([, from, to]) => `${from}→${to}`);
  const last =
    stdout
      .split('\n')
      .map(line => line.trim())
      .findLast(line => line !== '') ?? '';
  const error = /^ERROR: .*$/m.exec(stdout)?.[0].trim();
  return {
    installed: versionOf('OpenNebula', stdout),
    recorded: versionOf('Config', stdout),
    conclusion: (error ?? (updates.join(', ') || last)).slice(0, LONGEST),
  };
}

const versionOf = (name: string, stdout: string): ConfigVersion | undefined =>
  configVersion(new RegExp(`^${name}:[ \\t]+(\\S+)[ \\t]*$`, 'm').exec(stdout)?.[1] ?? 'unknown');

/** Whether both say the same. */
export const agree = (a: Status, b: Status): boolean =>
  withoutVersion(a) === withoutVersion(b) &&
  (a.conclusion === FATAL || (sameVersion(a.installed, b.installed) && sameVersion(a.recorded, b.recorded)));

/** One version has several spellings, and the versions are compared as such. */
const withoutVersion = ({ conclusion }: Status): string => conclusion.replace(/^(ERROR: Unsupported \w+ version) .*$/, '$1');

const sameVersion = (a: ConfigVersion | undefined, b: ConfigVersion | undefined): boolean => (a && b ? compareConfig(a, b) === 0 : a === b);

/** `OpenNebula 7.0.0, configuration 6.10.0: 6.10.0→6.10.2, 6.10.2→7.0.0` */
export const sayStatus = ({ installed, recorded, conclusion }: Status): string =>
  conclusion === FATAL ? FATAL : `OpenNebula ${installed?.text ?? 'unknown'}, configuration ${recorded?.text ?? 'unknown'}: ${conclusion}`;
