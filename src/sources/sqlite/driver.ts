import type { Failure } from '../../model/answer.ts';

/** The constructor that better-sqlite3 exports. */
export type Driver = typeof import('better-sqlite3');
export type Loader = () => Promise<{ readonly default: Driver }>;

const load: Loader = () => import('better-sqlite3');

/** The driver, which is optional because it is compiled where it has no binary; or how to get it. */
export async function driverOf(loader: Loader = load): Promise<Driver | Failure> {
  try {
    const driver = (await loader()).default;
    // The binary part is loaded at first use.
    new driver(':memory:').close();
    return driver;
  } catch (error) {
    const [line = ''] = (error as Error).message.split('\n');
    return {
      status: 'failed',
      reason: `reading an SQLite database needs the package better-sqlite3, which is not installed or not built: run "npm install better-sqlite3" and, where that has no binary, have python3, make and g++ (${line.slice(0, 200)})`,
    };
  }
}
