import { questions } from '../../src/engine/capture.ts';
import { loadPacks } from '../../src/engine/packs.ts';
import type { Query } from '../../src/model/query.ts';
import { LIMITS } from '../../src/sources/shell/limits.ts';
import { isShellQuery, type ShellQuery, script } from '../../src/sources/shell/script.ts';
import { globWord, quoteWord } from '../../src/sources/shell/words.ts';

/** What every host is asked. */
export interface Job {
  readonly name: string;
  readonly queries: readonly ShellQuery[];
}

const FILES = ['os-release', 'hostname', 'hosts', 'passwd', 'nsswitch.conf'];
const COMMANDS = [['uname', '-a'], ['df', '-P', '/'], ['id']];

/** Five files and three commands. Not by `command()`: checks may not ask these. */
export const READS: Job = {
  name: '5 files, 3 commands',
  queries: [...FILES.map(name => ({ kind: 'file' as const, path: `/etc/${name}` })), ...COMMANDS.map(argv => ({ kind: 'command' as const, argv }))],
};

/** Everything that the checks of CloudStack ask a KVM host, in any phase. */
export async function kvmJob(): Promise<Job> {
  const { platform, checks } = await (await loadPacks()).pack('cloudstack');
  const source = { ask: async (): Promise<never> => Promise.reject(new Error('is asked nothing here')) };
  const place = { source, hosts: { kvm: ['host'] } };
  const steps = questions({ platform, checks, place, inputs: {} });
  const queries = steps.map(({ ask }) => ask as Query).filter(isShellQuery);
  return { name: `CloudStack KVM, ${queries.length} questions`, queries };
}

/** Both scripts end with this line when all went well. */
export const END = '@preflight-bench-preflight-bench end';

/** The script that preflight itself sends. */
export const ownScript = ({ queries }: Job): string => script(queries, { nonce: END.split(' ')[0]!, limits: LIMITS });

/** What an operator would type instead: no marks, no limits, no reasons. */
export const plainScript = ({ queries }: Job): string => ['{', ...queries.map(plain), `echo '${END}'`, '} </dev/null', ''].join('\n');

/** stat(1) of these globs prints what preflight asks of it. */
export const statOf = (globs: readonly string[]): string => `stat -c '%f/%s/%Y/%U/%u/%G/%g/%n' ${globs.map(globWord).join(' ')}`;

function plain(query: ShellQuery): string {
  switch (query.kind) {
    case 'file':
      return `cat ${quoteWord(query.path)}`;
    case 'paths':
      return statOf(query.globs);
    case 'command':
      return query.argv.map(quoteWord).join(' ');
  }
}
