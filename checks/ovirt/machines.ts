import type { OnHost } from '../../src/index.ts';

/** Each machine once that has something, as one may be engine and host. */
export const machinesOf = <T>(...roles: readonly (readonly OnHost<T | undefined>[])[]): OnHost<T>[] =>
  roles
    .flat()
    .flatMap(({ host, value }, index, all) => (value !== undefined && all.findIndex(one => one.host === host) === index ? [{ host, value }] : []));
