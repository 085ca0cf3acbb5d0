import type { Answer, CommandBody, Failure, FailureStatus, FileBody, PathEntry } from '../../model/answer.ts';
import type { CommandQuery, FileQuery, PathsQuery } from '../../model/query.ts';
import { decodeText } from '../../parsers/text-encoding.ts';
import { parseEntries } from './entries.ts';
import type { Frame } from './frames.ts';
import { type Limits, sayBytes } from './limits.ts';
import type { ShellQuery } from './script.ts';

/** A finished frame as an answer. `at` is undefined where the host could not tell the time, `errors` what a command said on standard error. */
export function answerOf(query: ShellQuery, told: Frame, at: string | undefined, errors: Buffer, limits: Limits): Answer {
  if (at === undefined) return { status: 'failed', reason: 'the host has no usable date(1), so nobody can say when it answered' };
  const frame = { ...told, at };
  switch (query.kind) {
    case 'file':
      return fileAnswer(query, frame, limits);
    case 'paths':
      return pathsAnswer(query, frame, limits);
    case 'command':
      return commandAnswer(query, frame, errors, limits);
  }
}

type Dated = Frame & { readonly at: string };

const failure = (status: FailureStatus, reason: string, { at }: Dated): Failure => ({ status, reason, at });

const ok = (body: FileBody | CommandBody | { readonly entries: readonly PathEntry[] }, { at }: Dated): Answer => ({ status: 'ok', at, body });

function fileAnswer({ path }: FileQuery, frame: Dated, { answerBytes }: Limits): Answer {
  if (frame.status !== 'ok') return fileFailure(path, frame);
  if (frame.bytes > answerBytes) return failure('too-large', `${path}: larger than ${sayBytes(answerBytes)}`, frame);
  const [head, tail] = frame.parts.map(part => decodeText(part));
  if (tail === undefined || frame.size === undefined) return ok(decodeText(frame.parts[0]!), frame);
  const encoding = head?.encoding ?? tail.encoding;
  const texts = encoding ? frame.parts.map(part => part.toString('latin1')) : [head!.text, tail.text];
  const cut = { size: frame.size, head: texts[0]!, tail: texts[1]! };
  return ok({ text: `${cut.head}\n${cut.tail}`, ...(encoding && { encoding }), cut }, frame);
}

const FILE_FAILURES: Readonly<Record<string, readonly [FailureStatus, string]>> = {
  absent: ['absent', 'no such file'],
  dangling: ['absent', 'a symbolic link that leads to nothing'],
  directory: ['failed', 'a directory, not a file'],
  special: ['failed', 'neither a file nor a directory'],
  failed: ['failed', 'could not be read to its end'],
};

function fileFailure(path: string, frame: Dated): Failure {
  if (frame.status === 'denied') return denied(path, frame);
  const [status, reason] = FILE_FAILURES[frame.status] ?? ['failed', 'an answer that makes no sense'];
  return failure(status, `${path}: ${reason}`, frame);
}

function denied(path: string, frame: Dated): Failure {
  const place = decodeText(frame.parts[0]!).text;
  const where = place === path || place === '' ? '' : ` (no way through ${place})`;
  return failure('denied', `${path}: permission denied${where}; log in as a user who may read it, or allow sudo`, frame);
}

function pathsAnswer({ globs }: PathsQuery, frame: Dated, { answerBytes, entries }: Limits): Answer {
  const name = globs.join(' ');
  switch (frame.status) {
    case 'ok':
      break;
    case 'denied':
      return denied(name, frame);
    case 'many':
      return failure('too-large', `${name}: more than ${entries} paths`, frame);
    case 'no-stat':
      return failure('failed', `${name}: the host has no stat(1)`, frame);
    default:
      return failure('failed', `${name}: an answer that makes no sense`, frame);
  }
  if (frame.bytes > answerBytes) return failure('too-large', `${name}: a listing larger than ${sayBytes(answerBytes)}`, frame);
  const found = parseEntries(frame.parts[0]!);
  return found ? ok({ entries: found }, frame) : failure('failed', `${name}: stat(1) of this host answers in a form that is not known`, frame);
}

function commandAnswer({ argv }: CommandQuery, frame: Dated, errors: Buffer, { answerSeconds }: Limits): Answer {
  const name = argv[0]!;
  if (frame.status === 'absent') return failure('absent', `${name}: no such program on this host`, frame);
  const exit = Number(/^exit:(\d+)$/.exec(frame.status)?.[1] ?? Number.NaN);
  if (Number.isNaN(exit)) return failure('failed', `${name}: an answer that makes no sense`, frame);
  if (exit === 127) return failure('absent', `${name}: no such program on this host, or its interpreter is missing`, frame);
  if (exit === 126) return failure('denied', `${name}: may not be executed by this user`, frame);
  if (exit === 124 || exit === 137) return failure('timeout', `${name}: did not end within ${answerSeconds} s and was stopped`, frame);
  return ok({ stdout: decodeText(frame.parts[0]!).text, stderr: decodeText(errors).text, exit }, frame);
}
