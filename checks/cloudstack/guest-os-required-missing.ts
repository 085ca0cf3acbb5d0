import { check, sql } from '../../src/index.ts';
import { guestOsNames } from './facts/templates.ts';

/** Names and categories of what the upgrade to 4.18 has mappings for. */
const REQUIRED: readonly (readonly [name: string, category: number])[] = [
  ['CentOS 8', 1],
  ['Debian GNU/Linux 10 (32-bit)', 2],
  ['Debian GNU/Linux 10 (64-bit)', 2],
  ['SUSE Linux Enterprise Server 15 (64-bit)', 5],
  ['Windows Server 2019 (64-bit)', 6],
];

const plain = (name: string): string => name.trimEnd().toLowerCase();

export default check({
  id: 'cloudstack/guest-os-required-missing',
  title: 'The guest operating systems that the upgrade to 4.18 maps are in the database',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['pre', 'stopped', 'installed'],
    paths: [{ from: '>=4.13 <4.18', to: '>=4.18' }],
    because: 'the upgrade to 4.13 adds these rows, and that to 4.18 needs them',
  },
  why: 'The upgrade to 4.18 adds mappings to these guest operating systems by their names. Where one is missing it stops with an SQL error, and the database is then half-changed.',
  fix: {
    missing: ({ name, category }) => ({
      text: 'Back up the database and add the row before the new management server is started.',
      commands: [
        sql`INSERT INTO cloud.guest_os (uuid, category_id, display_name, created, is_user_defined) VALUES (UUID(), ${category}, ${name}, now(), 0);`,
      ],
      // MySQL compares without case and accents, which may be all that tells another row from this one.
      undo: sql`DELETE FROM cloud.guest_os WHERE BINARY display_name = ${name} AND category_id = ${category};`.text,
    }),
  },
  refs: ['https://docs.cloudstack.apache.org/en/4.18.0.0/releasenotes/about.html'],
  needs: { guestOs: guestOsNames },
  messages: { missing: 'There is no guest OS "{name}" (category {category}) in cloud.guest_os.' },
  judge({ guestOs }, found) {
    const names = new Set([...guestOs.values()].map(plain));
    return REQUIRED.filter(([name]) => !names.has(plain(name))).map(([name, category]) =>
      found.missing({ name, category }, { object: `guest OS ${name}` }),
    );
  },
});
