import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { put, type Reading, readConfig, type Settings } from './config-file.ts';
import { expandHome, finish } from './resolved.ts';
import { assertPlain, type ResolvedHost, type Self, type SshTarget, self } from './target.ts';

/**
 * What ssh_config says of a host. The files are read here, exactly as ssh reads them for what they usually contain; where
 * they ask for more (`Match`, canonical names), `ssh -G` is asked, which costs a process. Throws one sentence.
 */
export async function resolveHost(target: SshTarget, who: Self = self()): Promise<ResolvedHost> {
  assertPlain(target);
  return finish(target, (await readSettings(target, who)) ?? (await askSsh(target, who)), who);
}

/** As `ssh -G`, whatever the files contain. Throws where there is no ssh. */
export const resolveWithSsh = async (target: SshTarget, who: Self = self()): Promise<ResolvedHost> => {
  assertPlain(target);
  return finish(target, await askSsh(target, who), who);
};

/** Undefined where only ssh can decide. */
async function readSettings(target: SshTarget, who: Self): Promise<Settings | undefined> {
  const reading: Reading = { settings: preset(target), host: target.host, home: who.home, undecided: [] };
  const own = join(who.home, '.ssh');
  if (target.configFile !== undefined) {
    await readConfig(expandHome(target.configFile, who), reading, { folder: own }).catch(missing(target.configFile));
  } else {
    await readConfig(join(own, 'config'), reading, { folder: own, guarded: true }).catch(onlyIfThere);
    await readConfig('/etc/ssh/ssh_config', reading, { folder: '/etc/ssh' }).catch(onlyIfThere);
  }
  if (reading.undecided.length === 0) return reading.settings;
  if (await hasSsh()) return undefined;
  throw new Error(`${reading.undecided[0]}: only ssh itself can tell what this means, and it is not installed here`);
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const onlyIfThere = (error: unknown): void => {
  if (!isMissing(error)) throw error;
};

const missing =
  (path: string) =>
  (error: unknown): never => {
    throw isMissing(error) ? new Error(`the ssh configuration ${path} (configFile) does not exist`) : error;
  };

/** What stands on the command line comes first. */
function preset({ port, user, jump, identityFile, knownHostsFile }: SshTarget): Settings {
  const settings: Settings = new Map();
  if (user !== undefined) put(settings, 'user', [user]);
  if (port !== undefined) put(settings, 'port', [String(port)]);
  if (jump !== undefined) put(settings, 'proxyjump', [jump]);
  if (identityFile !== undefined) put(settings, 'identityfile', [identityFile]);
  if (knownHostsFile !== undefined) put(settings, 'userknownhostsfile', [knownHostsFile]);
  return settings;
}

const hasSsh = (): Promise<boolean> =>
  Promise.any((process.env.PATH ?? '').split(':').map(folder => access(join(folder, 'ssh')))).then(
    () => true,
    () => false,
  );

/** `ssh -G` prints one keyword per line, with everything decided. */
function askSsh(target: SshTarget, who: Self): Promise<Settings> {
  const { host, user, port, jump, configFile } = target;
  const options = [
    ...(configFile === undefined ? [] : ['-F', expandHome(configFile, who)]),
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', String(port)]),
    ...(jump === undefined ? [] : ['-J', jump]),
  ];
  return new Promise((resolve, reject) => {
    const child = execFile('ssh', [...options, '-G', '--', host], { timeout: 5000, maxBuffer: 1 << 20 }, (error, stdout, stderr) => {
      if (error) return reject(new Error(`ssh -G ${host} refuses its configuration: ${stderr.trim().split('\n')[0] || error.message}`));
      resolve(settingsOf(stdout, preset(target)));
    });
    child.stdin?.end();
  });
}

function settingsOf(printed: string, settings: Settings): Settings {
  for (const line of printed.split('\n')) {
    const [, keyword = '', rest = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
    if (/^(?:user|global)knownhostsfile$/.test(keyword)) put(settings, keyword, expanded(rest).split(' '));
    else if (keyword !== '') put(settings, keyword, [keyword === 'hostname' ? expanded(rest) : rest]);
  }
  return settings;
}

/** ssh has put in the tokens already, here and nowhere else; what is left of `%` means itself. */
const expanded = (text: string): string => text.replaceAll('%', '%%');
