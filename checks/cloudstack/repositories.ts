import { line, list, type OnHost, type Remedy, type Snippet, sh, type Version, version } from '../../src/index.ts';
import type { Package } from './facts/packages.ts';

/** What the checks of apt and of yum know in common of repositories of CloudStack. */

export const ownRepositories = list('cloudstack-repositories', {
  title: 'Words in the addresses of your own package repositories of CloudStack',
  default: [],
  reason: 'addresses with the word cloudstack, and those of shapeblue.com, are known without it',
});

/** Whether an address is of packages of CloudStack: by its own words, or by those that the operator gave. */
export const isCloudStack = (address: string, own: readonly string[]): boolean =>
  /cloudstack|\bshapeblue\.com\b/i.test(address) || own.some(word => address.toLowerCase().includes(word.toLowerCase()));

/** A version of CloudStack, and none of an operating system: `4.3`, `4.22.0.0`. */
const isRelease = (word: string): boolean => /^[2-4]\.\d{1,3}(?:\.\d{1,5}){0,3}$/.test(word);

/** The release lines that words name: `main`, `4.22.0.0` gives `4.22`. */
export const linesIn = (words: readonly string[]): string[] => [...new Set(words.filter(isRelease).map(word => line(version(word)!)))];

/** The release line that an address ends in, or comes nearest to its end: `http://cloudstack.apt-get.eu/rhel/4.3/` gives `4.3`. */
export const lineOf = (address: string): string[] => linesIn(address.split(/[/?#]/).slice(3)).slice(-1);

/** The hosts that have packages of CloudStack by this package manager, and what was asked of them. */
export function withPackages<T>(packages: readonly OnHost<readonly Package[] | undefined>[], all: readonly OnHost<T>[]): OnHost<T>[] {
  const hosts = packages.filter(({ value }) => value?.some(({ state }) => state !== 'removed')).map(({ host }) => host);
  return all.filter(({ host }, index) => hosts.includes(host) && all.findIndex(one => one.host === host) === index);
}

/** Writes the release line of the target where another stands, in one line of one file. */
export function rewrite(path: string, at: number, old: string, target: string, refresh: Snippet): Remedy {
  const script = `${at}s#(^|[[:space:]/:])${old.replace('.', '[.]')}([.][0-9.]+)?([[:space:]/]|$)#\\1${target}\\3#g`;
  return {
    text: 'Do this on the host. It changes the one line and keeps the old file beside it.',
    commands: [sh`sed -r -i.before-preflight ${script} ${path}`, refresh],
    undo: sh`mv ${`${path}.before-preflight`} ${path}`.text,
  };
}

/** `4.3` of a target; undefined where the target is not known. */
export const targetLine = (to: Version | undefined): string | undefined => to && line(to);

export const UNKNOWN_TARGET = 'the target version is not known: give it with --to';

export const REPOSITORY_REFS = [
  'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3',
  'https://docs.cloudstack.apache.org/en/latest/upgrading/upgrade/upgrade-4.20.html',
] as const;
