/** A file of a snapshot, or why it is not read. */
export type StoredFile = { readonly bytes: Buffer } | { readonly problem: string; readonly status: 'too-large' | 'failed' };

/** The files of a snapshot by their relative path, such as `manifest.json` and `answers/m1/file/etc/hosts`. */
export interface SnapshotFiles {
  /** How to call the snapshot in a message. */
  readonly name: string;
  read(path: string): Promise<StoredFile | undefined>;
}

/** Whether a path stays inside the snapshot and means one thing on every system. */
export const isInside = (path: string): boolean =>
  path.length < 1024 && !path.includes('\\') && !path.includes('\0') && path.split('/').every(part => part !== '' && part !== '.' && part !== '..');
