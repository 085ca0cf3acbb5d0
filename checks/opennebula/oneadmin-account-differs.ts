import { check, each, type OnHost, type Outcome, optional, undecided } from '../../src/index.ts';
import { type Account, frontendAccount, nodeAccount } from './facts/accounts.ts';
import { UPGRADE_GUIDE } from './pools.ts';

const PACKAGED: Account = { uid: '9869', gid: '9869', home: '/var/lib/one' };

const sayAccount = ({ uid, gid, home }: Account): string => `uid ${uid}, gid ${gid}, home ${home}`;

export default check({
  id: 'opennebula/oneadmin-account-differs',
  title: 'The account oneadmin has the numbers and the home that the packages give it',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre'] },
  why: 'Packages make oneadmin with uid and gid 9869. On shared storage the files of virtual machines belong to a number, which must be one account on every host; a package that makes the account anew on one host breaks that.',
  fix: {
    differs: 'Nothing, if the numbers are equal on every front-end and node, or no storage is shared. Never change them while virtual machines run.',
    otherThan: 'Bring oneadmin to one uid and gid on all hosts before the upgrade, or make sure that none of them share storage.',
  },
  refs: [UPGRADE_GUIDE],
  covers: ['A.4.7'],
  needs: { frontends: each(frontendAccount), nodes: each(optional(nodeAccount)) },
  messages: {
    differs: { text: 'oneadmin has {account} here, and not those of the packages ({packaged}).', severity: 'note' },
    otherThan: 'oneadmin has {account} on {host}, and {first} on {firstHost}.',
  },
  judge({ frontends, nodes }, found) {
    const all = [...frontends, ...nodes];
    const known = all.filter((one): one is OnHost<Account> => one.value !== undefined);
    const missing = all.filter(({ value }) => value === undefined);
    const [first] = known;
    return [
      ...known.flatMap(({ host, value }) => (first ? judgeOne(host, value, first) : [])),
      ...missing.map(({ host }) => undecided('/etc/passwd has no oneadmin: it may come from a directory service, which is not asked', host)),
    ];

    function judgeOne(host: string, value: Account, first: OnHost<Account>): Outcome[] {
      const at = { host, object: 'account oneadmin' };
      if (value.uid !== first.value.uid || value.gid !== first.value.gid)
        return [found.otherThan({ account: sayAccount(value), host, first: sayAccount(first.value), firstHost: first.host }, at)];
      return sayAccount(value) === sayAccount(PACKAGED) ? [] : [found.differs({ account: sayAccount(value), packaged: sayAccount(PACKAGED) }, at)];
    }
  },
});
