import type { FailureStatus } from '../model/answer.ts';
import { Foreseen } from '../model/foreseen.ts';
import type { Attestation, InputValue } from '../model/input.ts';
import type { Phase } from '../model/phase.ts';
import { keyOf, type Query } from '../model/query.ts';
import type { Report } from '../model/report.ts';
import type { Waiver } from '../model/waiver.ts';
import { validateManifest } from '../schemas/validate.ts';

/** One answer of a snapshot: where it is stored, or why there is none. The published schema is `manifest.schema.json`. */
export interface StoredAnswer {
  readonly host: string;
  readonly query: Query;
  readonly status: 'ok' | FailureStatus;
  readonly at?: string;
  readonly reason?: string;
  readonly file?: string;
  readonly tail?: string;
  readonly size?: number;
  readonly encoding?: 'latin1';
  readonly exit?: number;
  readonly stderr?: string;
  readonly httpStatus?: number;
  readonly absentColumns?: readonly string[];
}

/** What people had decided when the snapshot was taken, as the target file said it. */
export interface Decisions {
  readonly answers?: Readonly<Record<string, Attestation>>;
  readonly waivers?: readonly Waiver[];
  readonly inventory?: NonNullable<Report['inventory']>;
}

/** `manifest.json`, the index of a snapshot. File names are for people; this is for preflight. */
export interface Manifest {
  readonly format: 1;
  readonly tool?: { readonly name: string; readonly version: string };
  readonly platform: string;
  /** How the installation is called in reports; without it, by its hosts. */
  readonly name?: string;
  readonly takenAt: string;
  readonly phase?: Phase;
  readonly from?: string;
  readonly to?: string;
  readonly inputs?: Readonly<Record<string, InputValue>>;
  readonly decisions?: Decisions;
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  readonly answers: readonly StoredAnswer[];
}

/** A snapshot that cannot be opened: one sentence with what is wrong, where, and what to do. */
export class SnapshotError extends Foreseen {}

/** Reads a manifest and checks it against its schema and against itself. Throws `SnapshotError`. */
export function readManifest(bytes: Buffer, name: string): Manifest {
  const data = parse(decode(bytes, name), name);
  const format = (data as { format?: unknown } | null)?.format;
  if (format !== undefined && format !== 1)
    throw new SnapshotError(`${name} has format ${JSON.stringify(format)}; this preflight reads format 1. Use a newer preflight.`);
  const problem = validateManifest(data);
  if (problem) throw new SnapshotError(`${name} is not a manifest of a snapshot: ${problem}.`);
  const manifest = data as Manifest;
  checkHosts(manifest, name);
  return manifest;
}

function decode(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SnapshotError(`${name} is not valid UTF-8.`);
  }
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SnapshotError(`${name} is not JSON: ${(error as Error).message}.`);
  }
}

function checkHosts({ hosts, answers }: Manifest, name: string): void {
  const known = new Set(Object.values(hosts).flat());
  const seen = new Set<string>();
  for (const { host, query } of answers) {
    if (!known.has(host)) throw new SnapshotError(`${name} has an answer of ${host}, which is no host of any role.`);
    const slot = `${host} ${keyOf(query)}`;
    if (seen.has(slot)) throw new SnapshotError(`${name} has two answers of ${host} to one query: ${keyOf(query)}.`);
    seen.add(slot);
  }
}
