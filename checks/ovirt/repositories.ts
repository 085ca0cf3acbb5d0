import type { YumRepository } from '../common/yum-repositories.ts';

/** Which release lines of oVirt a host has repositories of. */

const MAIN = /^(?:ovirt-4\.(\d)(?:-centos-ovirt4\d)?|centos-ovirt4(\d)|ovirt-4(\d)-upstream)(?:-(?:testing|tested|pre|snapshot))?$/;
const TEST = /-(?:testing|tested|pre|snapshot)$/;
/** `https://mirror.example.org/ovirt-4.3/`, `…/oVirt_4_3`, `…/virt/x86_64/ovirt45/` */
const ADDRESS = /ovirt[-_/]?4[._-]?(\d)(?!\d)/i;

export interface OvirtRepository extends YumRepository {
  /** `4.3` */
  readonly of: string;
  /** With packages that are not released. */
  readonly isTest: boolean;
}

/** The repositories of oVirt itself, and not those of what it needs: by the names that the project gives, or by their addresses. */
export const ovirtRepositories = (all: readonly YumRepository[]): OvirtRepository[] =>
  all.flatMap(one => {
    const minor = MAIN.exec(one.section)?.slice(1).find(Boolean) ?? (isOther(one) ? undefined : minorOfAddress(one));
    return minor === undefined ? [] : [{ ...one, of: `4.${minor}`, isTest: TEST.test(one.section) }];
  });

/** What a line needs has names that begin like that of the line: `ovirt-4.3-epel`. */
const isOther = ({ section }: YumRepository): boolean => /^ovirt-4\.\d-|^centos-(?!ovirt)/.test(section);

const minorOfAddress = ({ urls, mirrors }: YumRepository): string | undefined =>
  [...urls, ...mirrors].flatMap(url => ADDRESS.exec(url)?.[1] ?? [])[0];

/** Enabled, and from a server of the site's own, where a name says nothing of what is in it: Satellite, Katello, a folder. */
export const ownRepositories = (all: readonly YumRepository[]): YumRepository[] =>
  all.filter(
    ({ enabled, path, urls }) => enabled === true && (path.endsWith('/redhat.repo') || urls.some(url => /\/(?:pulp|katello)\/|^file:/i.test(url))),
  );
