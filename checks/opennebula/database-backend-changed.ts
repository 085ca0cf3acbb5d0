import { before, check, each, type Outcome, sh, undecided } from '../../src/index.ts';
import { databaseOfOned } from './database-settings.ts';
import { ONED_CONF, onedConf } from './facts/oned-conf.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { source } from './pools.ts';

export default check({
  id: 'opennebula/database-backend-changed',
  title: 'oned opens the database that it opened before the upgrade',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['installed', 'post'] },
  why: 'RPM packages replace a changed oned.conf by their own, which is for SQLite. oned that starts with it makes an empty database, and every virtual machine seems to be gone.',
  fix: {
    changed: {
      text: 'Do not start oned. Bring the file back that the package put aside; if there is none, take it from the newest snapshot in /var/lib/one/backups/config. Then run onecfg upgrade.',
      down: 'opennebula on this front-end',
      commands: [sh`cp -a ${ONED_CONF} /root/oned.conf.new`, sh`mv ${`${ONED_CONF}.rpmsave`} ${ONED_CONF}`],
      undo: sh`cp -a /root/oned.conf.new ${ONED_CONF}`.text,
    },
  },
  refs: [source('src/nebula/Nebula.cc'), source('share/etc/oned.conf')],
  covers: ['A.2.6'],
  needs: { ...frontendNeeds, conf: each(onedConf), earlier: before(each(onedConf)) },
  messages: { changed: 'DB in {path} is {now}, and was {was} before the upgrade.' },
  judge: ({ earlier, ...evidence }, found) =>
    perFrontend(evidence, ({ conf }, host): Outcome[] => {
      const was = earlier.find(one => one.host === host);
      if (!was) return [undecided('the snapshot from before the upgrade has no such front-end', host)];
      if ('problem' in conf.oned || 'problem' in was.value.oned) return [undecided(`${ONED_CONF} cannot be read, now or before the upgrade`, host)];
      const [before, now] = [databaseOfOned(was.value.oned.attributes), databaseOfOned(conf.oned.attributes)];
      if (before.backend === now.backend && before.name === now.name) return [];
      return [found.changed({ path: ONED_CONF, now: say(now), was: say(before) }, { host, path: ONED_CONF, object: 'DB' })];
    }),
});

const say = ({ backend, name }: { readonly backend: string; readonly name: string }): string => `${backend || 'without BACKEND'} ${name}`;
