import { fact, file } from '../../../src/index.ts';
import { type OnedConf, type OnedProblem, parseOnedConf } from '../oned-conf.ts';
import { lensProblem } from '../oned-lens.ts';

export const ONED_CONF = '/etc/one/oned.conf';
export const MONITORD_CONF = '/etc/one/monitord.conf';

/** What oned reads of a file, and where the lens of onecfg and onedb stops in it. */
export interface ConfFile {
  readonly oned: OnedConf;
  readonly lens: OnedProblem | undefined;
}

const read = ({ text }: { readonly text: string }): ConfFile => ({ oned: parseOnedConf(text), lens: lensProblem(text) });

/** The configuration of oned; its passwords are hidden before it is read. */
export const onedConf = fact({
  id: 'opennebula.oned-conf',
  title: 'the configuration of oned',
  role: 'frontend',
  query: file(ONED_CONF),
  parse: read,
});

/** That of the monitoring daemon, in the same grammar. */
export const monitordConf = fact({
  id: 'opennebula.monitord-conf',
  title: 'the configuration of the monitoring daemon',
  role: 'frontend',
  query: file(MONITORD_CONF),
  parse: read,
});

/**
 * How many virtual machines the scheduler of 6.x starts on one host at a time, as its own configuration says.
 *
 *     MAX_HOST     = 1
 */
export const oldScheduler = fact({
  id: 'opennebula.old-scheduler',
  title: 'the configuration of the scheduler of 6.x',
  role: 'frontend',
  query: file('/etc/one/sched.conf', { keep: { keys: ['MAX_HOST'] } }),
  parse: ({ text }) => Number(/^[ \t]*MAX_HOST[ \t]*=[ \t]*"?(\d{1,9})"?/m.exec(text)?.[1] ?? 1),
});

/** The port of FireEdge: `port: 2616`, which is also the default. */
export const fireedgePort = fact({
  id: 'opennebula.fireedge-port',
  title: 'the port of FireEdge',
  role: 'frontend',
  query: file('/etc/one/fireedge-server.conf', { keep: { keys: ['port', ':port'] } }),
  parse: ({ text }) => Number(/^:?port[ \t]*[:=][ \t]*["']?(\d{1,5})\b/m.exec(text)?.[1] ?? 2616),
});
