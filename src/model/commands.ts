/**
 * One program that may be run on a host. In `allow`, each list is one shape of its arguments: a word stands for itself, `*` for one
 * argument that is no option, and `**` at the end for any number of them.
 */
export interface AllowedCommand {
  readonly program: string;
  readonly allow: readonly (readonly string[])[];
  readonly reason: string;
  /** What it leaves behind on the host, beyond a login. Such a command is only run where the operator allows traces. */
  readonly trace?: string;
}

const XE_LISTS: AllowedCommand['allow'] = [
  ['host-list', 'params=uuid,name-label,host-metrics-live'],
  ['network-list', 'params=uuid,name-label,VIF-uuids'],
  ['patch-list', 'params=uuid,name-label,hosts'],
  ['pbd-list', 'currently-attached=false', 'params=uuid,host-uuid,sr-uuid'],
  ['vbd-list', 'type=CD', 'empty=false', 'params=uuid,vm-uuid,vm-name-label,vdi-name-label'],
  ['vm-list', 'is-control-domain=false', 'power-state=running', 'params=uuid,name-label,resident-on'],
];
const XE = { allow: XE_LISTS, reason: 'state of a XenServer pool, listed only', trace: 'lines in the logs of XenServer' };

/**
 * Everything preflight may run on a host, for the person who has to approve it, by program.
 * All of it reads. What leaves as much as a line in a log says so in `trace`.
 */
export const ALLOWED_COMMANDS: readonly AllowedCommand[] = [
  // Where XenServer has it; old releases have no link to it in /usr/bin.
  { program: '/opt/xensource/bin/xe', ...XE },
  {
    program: 'apt-cache',
    // Without these two, apt-cache of root writes its caches anew where they are stale.
    allow: [['-o', 'Dir::Cache::pkgcache=', '-o', 'Dir::Cache::srcpkgcache=', 'policy', '**']],
    reason: 'versions of packages that Debian repositories offer',
  },
  { program: 'df', allow: [['-Pk', '**']], reason: 'free space of file systems' },
  { program: 'dpkg', allow: [['-V', '**']], reason: 'which files of a package were changed on Debian systems' },
  { program: 'dpkg-query', allow: [['-W', '-f', '*', '**']], reason: 'versions and states of installed packages on Debian systems' },
  {
    program: 'engine-upgrade-check',
    allow: [[]],
    reason: 'whether the repositories have newer setup packages of oVirt',
    trace: 'fresh metadata in the cache of yum or dnf, lines in their logs, and perhaps an imported GPG key of a repository',
  },
  {
    program: 'grep',
    // Two messages of engine-setup and the name of the dump that it made, and nothing else of its logs, in which passwords may stand.
    allow: [
      [
        ...['-r', '-a', '-H', '-o', '-E', '-D', 'skip', '--include=ovirt-engine-setup-*.log'],
        "Execution of setup (completed successfully|failed)|Backing up database [^' ]+ to '[^']+'",
        '/var/log/ovirt-engine/setup',
      ],
    ],
    reason: 'how the last runs of engine-setup ended, from logs whose names are not known',
  },
  {
    program: 'grep',
    // Word for word: the lines that say which repositories there are, and none that could hold a password.
    allow: [
      [
        ...['-R', '-a', '-n', '-i', '-E', '-D', 'skip', '--include=*.list', '--include=*.sources'],
        '^[[:space:]]*(deb[[:space:]]|$)|^(types|uris|suites|components|enabled)[[:space:]]*:|^[[:space:]]+[^#[:space:]]',
        ...['/etc/apt/sources.list', '/etc/apt/sources.list.d'],
      ],
      [
        ...['-R', '-a', '-n', '-i', '-E', '-D', 'skip', '--include=*.repo'],
        '^\\[|^(name|baseurl|mirrorlist|metalink|enabled|gpgcheck)[[:space:]]*[=:]|^[[:space:]]+[a-z]+://',
        ...['/etc/yum.repos.d', '/etc/zypp/repos.d'],
      ],
      [...['-R', '-a', '-n', '-i', '-E', '-D', 'skip', '--include=*.repo'], '^\\[|^(enabled|includepkgs)[[:space:]]*[=:]', '/etc/yum.repos.d'],
    ],
    reason: 'the package repositories of a host, from files whose names are not known',
  },
  { program: 'grubby', allow: [['--default-kernel']], reason: 'the kernel of the next start' },
  {
    program: 'lvs',
    allow: [['--noheadings', '--nosuffix', '--separator', '|', '-o', 'vg_name,lv_name,segtype,data_percent,metadata_percent']],
    reason: 'how full the thin pools of an oVirt Node are',
    trace: 'the lock files of LVM while it runs',
  },
  {
    program: 'md5sum',
    allow: [['/etc/cloud/management/components.xml']],
    reason: 'whether a configuration file was changed, where dpkg cannot say it',
  },
  {
    program: 'needs-restarting',
    allow: [['-r']],
    reason: 'whether updated packages want a restart of the machine',
    trace: 'lines in the logs of dnf',
  },
  {
    program: 'nodectl',
    allow: [['--machine-readable', 'check']],
    reason: 'what an oVirt Node says of its own image, mounts and storage',
    trace: 'lines in /var/log/imgbased.log, and the lock files of LVM while it runs',
  },
  { program: 'oned', allow: [['--version']], reason: 'the version of OpenNebula that is installed' },
  { program: 'onecfg', allow: [['status']], reason: 'what OpenNebula itself says of its configuration metadata' },
  {
    program: 'openssl',
    // Only certificates: of a file with a key, x509 says that it is no certificate.
    allow: [['x509', '-noout', '-subject', '-issuer', '-startdate', '-enddate', '-text', '-certopt', 'no_pubkey,no_sigdump,no_aux', '-in', '*']],
    reason: 'names, dates and signature algorithm of a certificate',
  },
  {
    program: 'pgrep',
    // Brackets, so that the pattern does not find the shell that runs it.
    allow: [['-a', '-f', '[o]virt-engine-setup|[e]ngine-backup|[o]virt-engine-provisiondb|[e]ngine-cleanup|/[y]um |/[d]nf(-3)? ']],
    reason: 'whether engine-setup, a backup or the package manager is running',
  },
  {
    program: 'ps',
    allow: [
      ['-C', '*', '-o', '*'],
      ['-eo', '*'],
    ],
    reason: 'which services run, since when',
  },
  {
    program: 'rpm',
    allow: [
      ['-q', '--qf', '*', '**'],
      ['-qa', '--qf', '*', '**'],
      ['-V', '**'],
      ['-Va', '--nomtime', '--nosize', '--noscripts'],
    ],
    reason: 'versions of installed packages on RPM systems, and which of their files were changed',
  },
  { program: 'service', allow: [['*', 'status']], reason: 'state of services on systems without systemd' },
  {
    program: 'sha256sum',
    allow: [['/var/lib/one/.one/fireedge_key']],
    reason: 'whether the front-ends of an OpenNebula cluster share a key of 122 random bits, which is not read',
  },
  {
    program: 'sqlite3',
    // What it is asked comes on its standard input, and only from src/sources/sqlite/: a check that runs it gets nothing.
    allow: [['-init', '/dev/null', '-readonly', '-batch', '-bail', '*']],
    reason: 'tables of an SQLite database on another host, one SELECT each',
  },
  { program: 'ss', allow: [['-ltn'], ['-tn']], reason: 'ports that are listened on, and connections' },
  {
    program: 'systemctl',
    allow: [['show', '-p', '*', '**']],
    reason: 'state of services: running, enabled, since when',
  },
  { program: 'uname', allow: [['-r']], reason: 'the kernel that runs' },
  { program: 'xe', ...XE },
  {
    program: 'yum',
    allow: [['-C', '-q', 'list', 'available', '**']],
    reason: 'versions of packages that RPM repositories offer, from the cache',
    trace: 'lines in the logs of dnf, and the lock file of yum while it runs',
  },
  {
    program: 'yum',
    allow: [
      ['-q', 'check-update'],
      ['-q', 'check-update', 'ovirt*setup*'],
    ],
    reason: 'which installed packages have an update in the repositories',
    trace: 'fresh metadata in the cache of yum or dnf, lines in their logs, and the lock file of yum while it runs',
  },
  {
    program: 'zgrep',
    // Word for word: comments of mysqldump and the name of one table, and nothing of what is in the tables.
    allow: [
      [
        ...['-a', '-o', '-E'],
        '^-- (Dump completed|Host: .*Database: |Current Database: |Dumping routines for database ).*|^CREATE TABLE `(version|cloud_usage)` ',
        ...['/dev/null', '**'],
      ],
    ],
    reason: 'whether the dump of a database is whole, and of which, compressed or not',
  },
];

/** Throws where `argv` is not in the allow-list. */
export function assertAllowed(argv: readonly string[]): void {
  if (!allowedBy(argv)) throw new Error(`Not in the list of allowed commands (src/model/commands.ts): ${argv.join(' ')}`);
}

/** What a command leaves behind on the host; undefined where nothing. */
export const traceOf = (argv: readonly string[]): string | undefined => allowedBy(argv)?.trace;

/** Why a command is run, as the allow-list says it. */
export const reasonOf = (argv: readonly string[]): string => allowedBy(argv)?.reason ?? '';

const allowedBy = ([program, ...rest]: readonly string[]): AllowedCommand | undefined =>
  ALLOWED_COMMANDS.find(entry => entry.program === program && entry.allow.some(shape => fits(shape, rest)));

function fits(shape: readonly string[], words: readonly string[]): boolean {
  const open = shape.at(-1) === '**';
  const fixed = open ? shape.slice(0, -1) : shape;
  if (open ? words.length < fixed.length : words.length !== fixed.length) return false;
  return words.every((word, index) => {
    const expected = fixed[index] ?? '*';
    return expected === '*' ? !word.startsWith('-') : expected === word;
  });
}
