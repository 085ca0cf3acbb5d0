import { type Remedy, sh } from '../../src/index.ts';

type Text = string | number;

/** `yum` or `apt-get`, as the host has it. yum upgrades only what is installed; apt-get install does both. */
const install = (by: Text, isThere: boolean, ...names: Text[]): Remedy['commands'] => {
  if (by !== 'rpm') return [sh`apt-get update`, ...names.map(name => sh`apt-get install ${name}`)];
  return names.map(name => (isThere ? sh`yum upgrade ${name}` : sh`yum install ${name}`));
};

const APT_NOTE =
  'The guide says apt-get upgrade or apt-get update PACKAGE. The first keeps a package back that has new dependencies, and the second upgrades nothing.';

const done = (text: string, isThere: boolean, by: Text, ...names: Text[]): Remedy => ({
  text,
  down: `the services of ${names.join(' and ')}`,
  commands: install(by, isThere, ...names)!,
  ...(by === 'dpkg' && { note: APT_NOTE }),
});
const upgraded = (text: string, by: Text, ...names: Text[]): Remedy => done(text, true, by, ...names);

/** What can be wrong with the packages of a host. */
export const MESSAGES = {
  older: '{name} is {version} ({by}), and the target is {target}.',
  newerLine: { text: '{name} is {version} ({by}), which is a newer release than the target {target}.', severity: 'warning' },
  notInstalled: '{name} is not installed ({by}); what is there: {there}.',
  broken: '{name} {version} is not fully installed: dpkg calls it "{status}".',
  twice: '{name} is installed more than once: {versions}. A transaction of rpm has not ended.',
  mixed: '{name} is {version} and {main} is {mainVersion} ({by}): they must be one version.',
  otherVersion: { text: '{name} is {version}, and {main} is {mainVersion} ({by}).', severity: 'warning' },
  held: { text: '{name} is on hold, so that apt-get upgrade leaves it at {version}.', severity: 'warning' },
  oldBeside: { text: 'Packages of 4.0 and older are installed beside {main}: {names} ({by}).', severity: 'warning' },
  configurationLeft: { text: 'Packages that were removed have left their configuration: {names}.', severity: 'note' },
} as const;

/** How to mend each of them, with the package manager of the host. */
export const FIX = {
  older: ({ name, by }: { name: Text; by: Text }) => upgraded('Upgrade the package on this host.', by, name),
  newerLine: 'Give the version that is really installed with --to, and see whether the guide for that version has other steps.',
  notInstalled: ({ name, by }: { name: Text; by: Text }) => done('Install the package on this host.', false, by, name),
  broken: { text: 'Let dpkg end the installation, and see what it says.', commands: [sh`dpkg --configure -a`, sh`apt-get -f install`] },
  twice: { text: 'Let yum end the transaction.', commands: [sh`yum-complete-transaction`, sh`package-cleanup --dupes`] },
  mixed: ({ name, main, by }: { name: Text; main: Text; by: Text }) => upgraded('Bring both to one version.', by, main, name),
  otherVersion: ({ name, by }: { name: Text; by: Text }) => upgraded('Upgrade it too, or remove it where nothing uses it.', by, name),
  held: ({ name }: { name: Text }) => ({
    text: 'Take the hold away before the upgrade.',
    commands: [sh`apt-mark unhold ${name}`],
    undo: sh`apt-mark hold ${name}`.text,
  }),
  oldBeside: 'Remove them once the new services run: they bring their own services of another name.',
};
