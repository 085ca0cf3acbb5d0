import type { Failure } from '../../model/answer.ts';

/** The API as the target names it, checked. `base` has no trailing slash in its path. */
export interface ApiAddress {
  readonly origin: string;
  readonly base: string;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** An address to which credentials may be sent: https, or the same machine. */
export function apiAddress(baseUrl: string): ApiAddress | Failure {
  const url = parse(baseUrl);
  if (!url) return refused('the base address of the API is not a URL');
  if (url.username !== '' || url.password !== '') return refused(`the base address of the API at ${url.host} has credentials in it: give them apart`);
  if (url.search !== '' || url.hash !== '') return refused(`the base address of the API at ${url.host} has a query or a fragment`);
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname))
    return refused(`${url.origin} is not encrypted, which is accepted of this machine only: use https`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refused(`the base address of the API has the scheme ${url.protocol}, not https:`);
  return { origin: url.origin, base: url.pathname.replace(/\/+$/, '') };
}

/** The address of one query, or undefined where its path leads out of the API. */
export function urlOf({ origin, base }: ApiAddress, path: string): URL | undefined {
  if (!path.startsWith('/') || /[\s\\]/.test(path)) return undefined;
  const url = parse(`${origin}${base}${path}`);
  return url && url.origin === origin && url.pathname.startsWith(`${base}/`) ? url : undefined;
}

/** Where a redirect leads, if to the same scheme, host and port. */
export function redirectOf(from: URL, location: string): URL | Failure {
  const url = parse(location, from);
  if (!url) return refused(`${sayUrl(from)} redirects to something that is not a URL`);
  if (url.origin !== from.origin) return refused(`${sayUrl(from)} redirects to ${url.origin}, another place, where nothing is sent`);
  url.username = '';
  url.password = '';
  return url;
}

/** Without the query, which may hold a signature or a token. */
export const sayUrl = ({ origin, pathname }: URL): string => `${origin}${pathname}`.slice(0, 300);

const refused = (reason: string): Failure => ({ status: 'failed', reason });

function parse(text: string, base?: URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
