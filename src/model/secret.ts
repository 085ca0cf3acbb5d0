import type { Query } from './query.ts';

/** What a classifier says of one secret value. */
export interface Classified {
  /** What the value is, in a word or two joined by hyphens: `plaintext`, `encrypted`, `empty`, `undecided` … */
  readonly form: string;
  /** What must be equal for two secrets to get the same mark: the clear text, where it is known. Defaults to the value. */
  readonly same?: string;
}

/** The raw text of one file on one host, for a classifier only. It is dropped after classification and never stored. */
export interface KeyFile {
  readonly host: string;
  readonly path: string;
  readonly text: string;
}

/** Decides what a secret value is. It runs where the value is read; only its word for it goes on. */
export interface Classifier {
  readonly id: string;
  /** Files with the keys it needs: read, used and dropped. */
  readonly keyFiles: readonly { readonly role: string; readonly query: Extract<Query, { kind: 'file' }> }[];
  classify(value: string, keyFiles: readonly KeyFile[]): Classified;
}

/** Which values of an answer are secret. Columns are of a `table`, keys of a properties or INI `file`. */
export interface SecretRule {
  readonly column?: string;
  /** Only in rows where this column has this value. */
  readonly when?: { readonly column: string; readonly equals: string };
  readonly key?: string;
  readonly by?: Classifier;
}

/** A secret as evidence shows it: what it is, and a mark that is equal for equal secrets of one capture. */
export interface SecretMark {
  readonly form: string;
  readonly mark: string;
}

const MARK = /^‹secret:([^:›]+):([^:›]+)›$/;

/** Reads `‹secret:FORM:MARK›`; undefined where the text is something else. */
export function secretMark(text: string | null | undefined): SecretMark | undefined {
  const [, form, mark] = MARK.exec(text ?? '') ?? [];
  return form !== undefined && mark !== undefined ? { form, mark } : undefined;
}

export const writeMark = ({ form, mark }: SecretMark): string => `‹secret:${form}:${mark}›`;
