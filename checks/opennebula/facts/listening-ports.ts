import { command, fact } from '../../../src/index.ts';

/**
 * Ports that somebody listens on.
 *
 *     LISTEN 0      15           0.0.0.0:2633      0.0.0.0:*
 *     LISTEN 0      511             [::]:2616         [::]:*
 */
export const listeningPorts = fact({
  id: 'opennebula.listening-ports',
  title: 'ports that are listened on',
  role: 'frontend',
  query: command('ss', '-ltn'),
  parse: ({ stdout, exit }): readonly number[] => {
    if (exit !== 0) throw new Error(`ss ended with ${exit}`);
    return [...stdout.matchAll(/^LISTEN\s+\d+\s+\d+\s+\S+:(\d{1,5})\s/gm)].map(([, port]) => Number(port));
  },
});
