import { resolveSecret } from '../target/secret.ts';
import type { HttpReach } from '../target/target.ts';
import { askOnly } from './only.ts';
import type { Asker, Shared } from './open.ts';

/** The API of a platform. */
export async function httpAsker({ url, caFile, auth }: HttpReach, shared: Shared): Promise<Asker> {
  const { httpConnection } = await import('../sources/http.ts');
  const connection = httpConnection({
    baseUrl: url,
    limits: shared.limits,
    ...(caFile !== undefined && { caFile }),
    ...(auth &&
      'user' in auth && { auth: { kind: 'basic' as const, user: auth.user, password: () => resolveSecret(auth.password, shared.keeping) } }),
    ...(auth && 'token' in auth && { auth: { kind: 'bearer' as const, token: () => resolveSecret(auth.token, shared.keeping) } }),
  });
  return { ask: queries => askOnly('http', queries, gets => connection.ask(gets)) };
}
