import type { Kind, Query } from './query.ts';

/** The text of a file. `encoding` is `latin1` where the bytes are not valid UTF-8; `cut` where the middle was left out. */
export interface FileBody {
  readonly text: string;
  readonly encoding?: 'latin1';
  readonly cut?: { readonly size: number; readonly head: string; readonly tail: string };
}

/** One path that a glob matched. `mode` is octal without the file type (`0640`), times are ISO 8601 in UTC. */
export interface PathEntry {
  readonly path: string;
  readonly type: 'file' | 'directory' | 'link' | 'other';
  readonly mode: string;
  readonly owner: string;
  readonly group: string;
  readonly size: number;
  readonly mtime: string;
  readonly target?: string;
}
export interface PathsBody {
  readonly entries: readonly PathEntry[];
}
export interface CommandBody {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/** Every value as text, exact: no dates, floats or big integers that a driver rounded. */
export type Row = Readonly<Record<string, string | null>>;
/** `columns` are those of the asked columns that the table has. */
export interface TableBody {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}
export interface HttpBody {
  readonly status: number;
  readonly body: string;
}

export type DigestName = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** What one checksum file says of the artifact. `matches` is absent where the file has no usable digest; `problem` says why. */
export interface ChecksumClaim {
  readonly file: string;
  readonly digest?: DigestName;
  readonly expected?: string;
  readonly actual?: string;
  readonly matches?: boolean;
  /** The name in the checksum file, where it has one and it is not the artifact's. */
  readonly otherName?: string;
  readonly problem?: string;
}

/** Weak but correct: reported, never hidden. */
export type SignatureWeakness =
  | 'md5-digest'
  | 'sha1-digest'
  | 'ripemd160-digest'
  | 'short-rsa-key'
  | 'dsa-1024-key'
  | 'sha1-self-signature'
  | 'version-3-signature';

/** What one signature says of the artifact. `good` is the cryptographic truth and nothing more; the rest are facts to judge. */
export interface SignatureClaim {
  readonly file: string;
  readonly status: 'good' | 'bad' | 'unknown-key' | 'unreadable';
  /** 16 upper-case hex digits, as the signature names its maker. */
  readonly keyId?: string;
  /** Of the primary key, upper-case hex. */
  readonly fingerprint?: string;
  readonly userId?: string;
  /** ISO 8601. */
  readonly signedAt?: string;
  readonly signatureExpiresAt?: string;
  readonly keyCreatedAt?: string;
  readonly keyExpiresAt?: string;
  readonly keyRevokedAt?: string;
  /** As OpenPGP spells it: `compromised`, `superseded`, `retired` or `no-reason`. */
  readonly keyRevocationReason?: string;
  /** `rsa4096`, `dsa1024`, `ed25519` … */
  readonly keyAlgorithm?: string;
  readonly digest?: string;
  readonly weaknesses: readonly SignatureWeakness[];
  readonly problem?: string;
}

export interface ArtifactBody {
  readonly path: string;
  readonly size: number;
  /** Only those that a companion asked for. */
  readonly digests: Readonly<Partial<Record<DigestName, string>>>;
  readonly checksums: readonly ChecksumClaim[];
  readonly signatures: readonly SignatureClaim[];
  /** Which KEYS file was used, and how many keys it had. */
  readonly keys?: { readonly file: string; readonly count: number; readonly problems: readonly string[] };
  /** Set where the file is not an archive at all, such as a saved error page. */
  readonly problem?: string;
}

export interface Bodies {
  readonly file: FileBody;
  readonly paths: PathsBody;
  readonly command: CommandBody;
  readonly table: TableBody;
  readonly http: HttpBody;
  readonly artifact: ArtifactBody;
}

/** Why there is no answer. It is stored and replayed like any other answer. */
export type FailureStatus = 'absent' | 'denied' | 'unreachable' | 'timeout' | 'too-large' | 'failed';
export interface Failure {
  readonly status: FailureStatus;
  readonly reason: string;
  /** When the host said so, ISO 8601 by its own clock, where it could say. */
  readonly at?: string;
}

/** What a source says to one query, before redaction. `at` is ISO 8601, by the clock of the host that answered. */
export type Answer<K extends Kind = Kind> = { readonly status: 'ok'; readonly at: string; readonly body: Bodies[K] } | Failure;

/** Something that answers queries: a live installation or a snapshot of one. */
export interface Source {
  /** Answers all queries of one host, in their order. It never throws for what a host does: that is an answer too. */
  ask(host: string, queries: readonly Query[]): Promise<readonly Answer[]>;
  close?(): Promise<void>;
}
