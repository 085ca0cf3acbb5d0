/** One program that may be run on a host. The arguments must begin with one of `allow`, word for word. */
export interface AllowedCommand {
  readonly program: string;
  readonly allow: readonly (readonly string[])[];
  readonly reason: string;
}

/**
 * Everything preflight may run on a host, for the person who has to approve it.
 * All of it reads; nothing here writes, refreshes a cache or takes a lock.
 */
export const ALLOWED_COMMANDS: readonly AllowedCommand[] = [
  { program: 'rpm', allow: [['-q', '--qf']], reason: 'versions of installed packages on RPM systems' },
  { program: 'dpkg-query', allow: [['-W', '-f']], reason: 'versions of installed packages on Debian systems' },
  { program: 'oned', allow: [['--version']], reason: 'the version of OpenNebula that is installed' },
  { program: 'onecfg', allow: [['status']], reason: 'what OpenNebula itself says of its configuration metadata' },
];

/** Throws where `argv` is not in the allow-list. */
export function assertAllowed(argv: readonly string[]): void {
  const [program, ...rest] = argv;
  const entry = ALLOWED_COMMANDS.find(allowed => allowed.program === program);
  if (!entry?.allow.some(prefix => prefix.every((word, index) => rest[index] === word))) {
    throw new Error(`Not in the list of allowed commands (src/model/commands.ts): ${argv.join(' ')}`);
  }
}
