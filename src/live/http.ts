import type { Answer } from '../model/answer.ts';
import type { HttpQuery } from '../model/query.ts';
import type { HttpConnection, HttpAuth as SentAuth } from '../sources/http.ts';
import { type Keeping, resolveSecret } from '../target/secret.ts';
import type { HttpAuth, HttpReach } from '../target/target.ts';
import { askOnly } from './only.ts';
import type { Asker, Shared } from './open.ts';
import { signedPath } from './signed.ts';

/** The API of a platform. */
export async function httpAsker({ url, caFile, auth }: HttpReach, { limits, keeping }: Shared): Promise<Asker> {
  const { httpConnection } = await import('../sources/http.ts');
  const sent = auth && sentAuth(auth, keeping);
  const connection = httpConnection({ baseUrl: url, limits, ...(caFile !== undefined && { caFile }), ...(sent && { auth: sent }) });
  const ask = auth && 'apiKey' in auth ? signing(connection, auth, keeping) : connection.ask;
  return { ask: queries => askOnly('http', queries, ask), close: () => connection.close() };
}

/** What is sent in a header; keys sign each request instead. */
function sentAuth(auth: HttpAuth, keeping: Keeping): SentAuth | undefined {
  if ('user' in auth) return { kind: 'basic', user: auth.user, password: () => resolveSecret(auth.password, keeping) };
  return 'token' in auth ? { kind: 'bearer', token: () => resolveSecret(auth.token, keeping) } : undefined;
}

const signing =
  (connection: HttpConnection, { apiKey, secretKey }: Extract<HttpAuth, { apiKey: unknown }>, keeping: Keeping) =>
  async (queries: readonly HttpQuery[]): Promise<readonly Answer[]> => {
    try {
      const keys = [await resolveSecret(apiKey, keeping), await resolveSecret(secretKey, keeping)] as const;
      return await connection.ask(queries.map(query => ({ ...query, path: signedPath(query.path, ...keys) })));
    } catch (error) {
      return queries.map(() => ({ status: 'failed' as const, reason: `the keys of the API are not known: ${(error as Error).message}` }));
    }
  };
