import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Fleet } from './fleet.ts';
import { END, type Job } from './jobs.ts';
import type { Run } from './measure.ts';

/** One run that is about to be measured. */
export interface Round {
  readonly fleet: Fleet;
  readonly hosts: readonly string[];
  readonly job: Job;
  /** Empty, and used for this run alone: no connection of an earlier run can be met there. */
  readonly folder: string;
}

export interface Prepared {
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** How many hosts gave everything. */
  answered(run: Run): number;
  /** Ends what the client left running. */
  leave?(): Promise<void>;
}

/** A client that asks hosts. */
export interface Peer {
  readonly name: string;
  /** The least that its wall time should be, in units of preflight's. */
  readonly goal?: number;
  /** Takes minutes, so it runs once. */
  readonly slow?: boolean;
  /** Debian packages that are not there. */
  missing(): readonly string[];
  prepare(round: Round): Prepared;
}

/** Hosts that every client may ask at once. */
export const PARALLEL = 32;

/** Whether a program is there and ends well. */
export const works = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args, { stdio: 'ignore', cwd: '/' }).status === 0;

/** The path of a new file. */
export function write(folder: string, name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** A file with one host a line. */
export const writeHosts = ({ folder, hosts }: Round): string => write(folder, 'hosts', hosts.map(host => `${host}\n`).join(''));

/** The path of a new folder. */
export function folderIn(folder: string, name: string): string {
  mkdirSync(join(folder, name));
  return join(folder, name);
}

/** Files of a folder, one a host, that have the end mark. */
export const whole = (folder: string): number => readdirSync(folder).filter(name => readFileSync(join(folder, name), 'latin1').includes(END)).length;

/** Tells every ssh that listens in this folder to go: one that stays would make the next run look fast. */
export async function endMasters(sockets: string, { sshConfig }: Fleet): Promise<void> {
  const waiting = readdirSync(sockets).map(name => join(sockets, name));
  const worker = async (): Promise<void> => {
    for (let path = waiting.pop(); path; path = waiting.pop())
      await promisify(execFile)('ssh', ['-F', sshConfig, '-o', `ControlPath=${path}`, '-O', 'exit', 'x']).catch(() => undefined);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}
