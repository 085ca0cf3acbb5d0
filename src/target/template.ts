import type { PlatformRoles } from './target.ts';

/**
 * A commented target file for a platform, which can be read as it is. Required roles have an example, the others are comments.
 * The example of a role called `database` is a database, of all others a host behind ssh. A database that the platform's own
 * configuration can open need not be named, so its example is a comment.
 */
export function initText({ id, title, roles, database }: PlatformRoles): string {
  const hosts = Object.entries(roles).map(([role, { title, required }]) => `${example(role, title, required, database)}\n`);
  return `${head(id, title)}\nhosts:\n${hosts.join('\n')}\n${TAIL}`;
}

const head = (
  id: string,
  title: string,
): string => `# The ${title} installation that preflight looks at. Use it with: preflight scan --target preflight.yaml
# Every key is explained in docs/target-file.md. Passwords never stand here, only where they are kept.
platform: ${id}
# name: production            # how your people call this installation
# from: "1.2.3"               # the version in use, where preflight cannot read it
# to: "1.3.0"                 # the version you upgrade to; narrows the checks
# phase: pre                  # pre | stopped | installed | post; --phase wins

# Hosts by role, each as user@host:port (user, port and key come from ~/.ssh/config where you leave them out),
# or as a mapping where more has to be said.`;

const example = (role: string, title: string, required: boolean, access: PlatformRoles['database']): string => {
  const known =
    role === access?.role
      ? `Without it, preflight logs in as the platform does, by its configuration on a host of ${access.configuredOn}.`
      : undefined;
  const text = (EXAMPLES[role] ?? shell)(role, title, known, access?.via);
  const isActive = required && known === undefined;
  const body = text.replace(/^(?! {2}#)/gm, isActive ? '' : '# ');
  return isActive ? body : body.replace(/^# {3}/gm, '  # ');
};

const shell = (role: string, title: string, _known?: string, _via?: string): string => `  # ${title}
  ${role}:
    - root@${role}1.example.org`;

const EXAMPLES: Readonly<Record<string, typeof shell>> = {
  database: (
    role,
    title,
    known = 'For an SQLite file instead: via: sqlite, path, and through with the name of the host that has it.',
    via = 'mysql',
  ) => `  # ${title}. ${known}
  ${role}:
    - name: db1
      via: ${via}
      address: db1.example.org
      user: preflight
      password: { env: PREFLIGHT_DB_PASSWORD }  # or { file: … }, { prompt: "…" }, { optionFile: ~/.my.cnf }`,
  api: (role, title) => `  # ${title}. caFile is the authority of the installation; the account only needs to read.
  ${role}:
    - name: api1
      via: http
      url: https://engine1.example.org/ovirt-engine
      caFile: ca.pem
      auth: { user: preflight@internal, password: { env: PREFLIGHT_API_PASSWORD } }`,
};

const TAIL = `# What only you know; preflight list shows the inputs there are.
# inputs:
#   some-input: true

# Answers to questions that no machine can answer; preflight list shows the manual checks.
# answers:
#   some-platform/some-question:
#     answer: yes             # or no
#     by: who answers for it
#     on: 2026-11-20
#     until: 2026-12-31       # the last day, UTC; may be left out

# Findings that are known and accepted for a while.
# waivers:
#   - check: some-platform/some-check
#     host: db1
#     owner: who answers for it
#     reason: why it does no harm
#     ticket: OPS-1
#     until: 2026-12-31       # the last day, UTC

# limits:
#   parallelHosts: 8
#   connectSeconds: 10
#   answerSeconds: 15
#   hostSeconds: 120
`;
