import { any, check, sh } from '../../src/index.ts';
import { fateOf } from './drivers.ts';
import { marketplaces } from './facts/resources.ts';
import { readable, source, unreadable } from './pools.ts';

export default check({
  id: 'opennebula/marketplace-driver-dropped',
  title: 'Every marketplace has a driver that the target release ships',
  severity: 'advice',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped'], paths: [{ to: '>=6.10' }], because: 'marketplaces were dropped with 6.10' },
  why: 'A marketplace without a driver stays in the list with its appliances, none of which can be downloaded, and oned.log fills with the failures of its monitoring.',
  fix: {
    dropped: ({ id }) => ({
      text: 'Download what you need of it, and delete it.',
      commands: [sh`onemarket show ${id}`, sh`onemarket delete ${id}`],
      undo: 'Create the marketplace again from its template, which onemarket show prints.',
    }),
    own: 'See that the driver works with the target release, and that it is in ARGUMENTS of MARKET_MAD in oned.conf after onecfg upgrade.',
  },
  refs: [source('share/etc/oned.conf', 'release-6.10.0'), source('share/etc/oned.conf', 'release-6.8.0')],
  covers: ['A.3.16'],
  needs: { marketplaces: any(marketplaces) },
  messages: {
    dropped: 'Marketplace {name} (id {id}) has the driver {driver}, which OpenNebula {since} dropped.',
    own: 'Marketplace {name} (id {id}) has the driver {driver}, which OpenNebula does not ship.',
  },
  judge: ({ marketplaces: { host, value } }, found, { to }) => [
    ...readable(value).flatMap(({ id, name, said: { driver = '' } }) => {
      const fate = fateOf('market', driver || undefined, to);
      const at = { host, object: `marketplace ${id}` };
      if (fate.is === 'dropped') return [found.dropped({ id, name, driver, since: fate.since }, at)];
      return fate.is === 'own' ? [found.own({ id, name, driver }, at)] : [];
    }),
    ...unreadable('marketplace', value, host),
  ],
});
