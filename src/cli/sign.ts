import { resolve } from 'node:path';
import { readBeside } from '../live/beside.ts';
import type { SignatureClaim } from '../model/answer.ts';
import { Foreseen } from '../model/foreseen.ts';
import { printable } from '../reporters/printable.ts';
import { inspectArtifact } from '../sources/artifact/inspect.ts';
import { beginsWithMark, signDetached } from '../sources/artifact/sign.ts';
import { readOperatorFile } from '../sources/operator-files.ts';
import { resolveSecret } from '../target/secret.ts';
import { promptOn } from './prompt.ts';
import { LARGEST_REPORT, readReport } from './read-report.ts';
import { type Streams, UsageError } from './streams.ts';
import { writeReport } from './write-report.ts';

export interface SignFlags {
  readonly key: string;
  readonly output?: string;
  readonly passphraseEnv?: string;
  readonly passphraseFile?: string;
}

/** `preflight sign REPORT --key KEY`: writes REPORT.asc, a detached OpenPGP signature. */
export async function sign(path: string, flags: SignFlags, streams: Streams): Promise<number> {
  const output = flags.output ?? `${path}.asc`;
  if ([path, flags.key].some(used => resolve(used) === resolve(output)))
    throw new UsageError(`${output} is what is signed, or the key: name another file for the signature.`);
  const text = await readBeside(path, 'report', LARGEST_REPORT);
  // The verifier sees the file, and the text is without the mark that some editors put before it.
  if (await beginsWithMark(path)) throw new Foreseen(`The report ${path} begins with a byte order mark: write it again without one.`);
  const key = await readBeside(flags.key, 'key', LARGEST_REPORT);
  const { signature, fingerprint } = await signDetached(new TextEncoder().encode(text), key, () => passphraseOf(flags, streams));
  await writeReport(output, signature);
  streams.stdout.write(`${printable(output)} signs ${printable(path)} with ${fingerprint}.\n`);
  return 0;
}

function passphraseOf({ passphraseEnv, passphraseFile, key }: SignFlags, streams: Streams): Promise<string> {
  const prompt = promptOn(streams);
  const keeping = { env: streams.env, readFile: (path: string) => readOperatorFile(path), ...(prompt && { prompt }) };
  if (passphraseEnv !== undefined) return resolveSecret({ env: passphraseEnv }, keeping);
  if (passphraseFile !== undefined) return resolveSecret({ file: passphraseFile }, keeping);
  if (!prompt)
    throw new UsageError(`The key ${key} has a passphrase, and there is no terminal to ask on: give --passphrase-env or --passphrase-file.`);
  return resolveSecret({ prompt: `Passphrase of ${key}:` }, keeping);
}

export interface VerifyReportFlags {
  readonly keys: string;
  readonly signature?: string;
}

/** `preflight verify-report REPORT --keys KEYS`: returns 0 where every signature is good, 1 where one is not, 2 where nobody can tell of one. */
export async function verifyReport(path: string, { keys, signature = `${path}.asc` }: VerifyReportFlags, { stdout }: Streams): Promise<number> {
  const answer = await inspectArtifact({ kind: 'artifact', path, keys, signature, checksums: [] });
  if (answer.status !== 'ok') throw new Foreseen(`${answer.reason}.`);
  if (answer.body.signatures.length === 0) throw new Foreseen(`There is no signature ${signature}; name it with --signature.`);
  const problems = (answer.body.keys?.problems ?? []).map(problem => `${printable(problem)}\n`);
  const verdicts = answer.body.signatures.map(verdictOf);
  stdout.write(`${problems.join('')}${verdicts.map(({ text }) => `${printable(text)}\n`).join('')}${await about(path)}`);
  return [1, 2].find(code => verdicts.some(({ exit }) => exit === code)) ?? 0;
}

/** What was signed, in a line; a signed file that is no report is told as such. */
async function about(path: string): Promise<string> {
  try {
    const { verdict, platform, phase, from = '?', to = '?', time, evidence } = await readReport(path);
    return printable(`The report says ${verdict}: ${evidence.name}, ${platform.title} ${from} → ${to}, phase ${phase}, evidence of ${time}.`).concat(
      '\n',
    );
  } catch (error) {
    return `${printable((error as Error).message)}\n`;
  }
}

function verdictOf(claim: SignatureClaim): { exit: number; text: string } {
  const { status, userId = 'an unknown person', fingerprint = claim.keyId ?? 'an unknown key', signedAt = 'an unknown time', problem } = claim;
  const by = `${userId} (${fingerprint})`;
  if (status === 'bad') return { exit: 1, text: `BAD signature by ${by}: the report is not what was signed.` };
  if (status === 'unknown-key')
    return { exit: 2, text: `The signature is by the key ${claim.keyId ?? fingerprint}, which is not among the keys that were given.` };
  if (status === 'unreadable') return { exit: 2, text: `The signature cannot be read: ${problem ?? 'it is no OpenPGP signature'}.` };
  if (claim.keyRevokedAt !== undefined)
    return { exit: 1, text: `The signature by ${by} is right, and its key was revoked at ${claim.keyRevokedAt}.` };
  if (isOver(claim.keyExpiresAt, signedAt))
    return { exit: 1, text: `The signature by ${by} is right, and its key had expired at ${claim.keyExpiresAt}.` };
  if (isOver(claim.signatureExpiresAt, new Date().toISOString()))
    return { exit: 1, text: `The signature by ${by} is right, and it expired at ${claim.signatureExpiresAt}.` };
  const weak = claim.weaknesses.length > 0 ? ` It is weak: ${claim.weaknesses.join(', ')}.` : '';
  return { exit: 0, text: `Good signature by ${by}, made at ${signedAt}.${weak}` };
}

const isOver = (end: string | undefined, at: string): boolean => end !== undefined && Date.parse(end) < Date.parse(at);
