import { check, type Outcome, type SignatureClaim, type SignatureWeakness, undecided } from '../../src/index.ts';
import { keys, release, releaseFile, signature } from './facts/release-file.ts';

const WEAKNESSES: Readonly<Record<SignatureWeakness, string>> = {
  'md5-digest': 'it is over an MD5 digest, which can be forged',
  'sha1-digest': 'it is over a SHA-1 digest, which can be forged with effort',
  'ripemd160-digest': 'it is over a RIPEMD-160 digest, which is out of use',
  'short-rsa-key': 'its RSA key has fewer than 2048 bits',
  'dsa-1024-key': 'its DSA key has 1024 bits',
  'sha1-self-signature': 'its key binds its own names by SHA-1',
  'version-3-signature': 'it is a version 3 signature, which is out of use',
};

/** Reasons that say nothing against what the key signed before it was revoked. */
const HARMLESS = new Set(['superseded', 'retired']);

export default check({
  id: 'release/openpgp-signature-not-good',
  title: 'The release has a good OpenPGP signature of a key of the project',
  severity: 'blocker',
  applies: { platform: 'release', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'Only the signature tells who made the release. Whoever exchanges the file on a mirror exchanges its checksums too.',
  fix: {
    missing: 'Download the .asc from the folder of the release and put it beside it, or name it with --signature.',
    bad: {
      text: 'Do not install this file. Download it and its signature again from the archive of the project; if it stays bad, tell the project.',
      note: 'The CloudStack guide says that gpg --verify prints nothing where all is well. It always prints: its exit status counts, 0 for a good signature.',
    },
    unreadable: 'Download the signature again: it must be a detached one, a block that begins with -----BEGIN PGP SIGNATURE-----.',
    revokedKey: 'Do not trust this signature. Ask the project for a release that is signed by a valid key.',
    signedAfterExpiry: 'Do not trust this signature. Download a newer KEYS file: the key may have been prolonged.',
    signatureExpired: 'Download a newer signature, or ask the project.',
    keyExpired: 'The signature was made while the key was valid. Download a newer KEYS file if you want to be sure that it was prolonged.',
    keyRevokedLater: 'The key was replaced after it had made this signature. Compare the fingerprint with the KEYS file of the project.',
    weak: 'There is nothing to mend in an old release: weigh the weakness, and compare the SHA-512 from a second source.',
    keysProblem: 'Download KEYS again from the archive of the project if the signer is not found.',
  },
  refs: ['https://www.apache.org/info/verification.html', 'https://www.rfc-editor.org/rfc/rfc9580'],
  covers: ['cloudstack/1', 'cloudstack/2', 'cloudstack/3'],
  needs: { file: releaseFile },
  inputs: { release, keys, signature },
  messages: {
    missing: 'There is no signature beside {path}.',
    bad: '{signature} is not the signature of {path}: {problem}.',
    unreadable: '{signature} cannot be read as a detached signature: {problem}.',
    revokedKey: '{signature} is by {signer}, whose key was revoked on {revoked} ({reason}).',
    signedAfterExpiry: '{signature} was made on {signed} by {signer}, whose key had expired on {expired}.',
    signatureExpired: '{signature} by {signer} expired on {expired}.',
    keyExpired: { text: '{signature} was made on {signed} by {signer}, whose key has expired since, on {expired}.', severity: 'warning' },
    keyRevokedLater: { text: '{signature} was made on {signed} by {signer}, whose key was {reason} on {revoked}.', severity: 'warning' },
    weak: { text: '{signature} by {signer} is good but weak: {weakness}.', severity: 'warning' },
    keysProblem: { text: '{keys} has a part that was not read: {problem}.', severity: 'advice' },
    signedBy: { text: '{signature} is good: signed on {signed} by {signer}, key {fingerprint} ({algorithm}, {digest}).', severity: 'note' },
    otherSigner: { text: '{signature} also has a signature by key {keyId}, which is not in the KEYS file.', severity: 'note' },
  },
  *judge({ file }, found): Iterable<Outcome> {
    const { path, signatures, keys, at: now } = file;
    if (signatures.length === 0) yield found.missing({ path }, { object: path });
    const anyGood = signatures.some(({ status }) => status === 'good');
    for (const claim of signatures) {
      const { file: signature, status, keyId = 'unknown', problem = 'no reason is given' } = claim;
      const at = { object: `${signature} ${keyId}` };
      if (status === 'bad') yield found.bad({ signature, path, problem }, at);
      else if (status === 'unreadable') yield found.unreadable({ signature, problem }, at);
      else if (status === 'good') yield* judgeGood(claim);
      else if (anyGood) yield found.otherSigner({ signature, keyId }, at);
      else
        yield undecided(
          `${signature} is by key ${keyId}, which is not at hand: ${keys ? `${keys.file} has ${keys.count} keys and not this one` : 'there is no KEYS file beside the release; name it with --keys, and do not fetch a key by an id of 8 digits, which anybody can forge'}`,
        );
    }
    for (const problem of anyGood ? [] : (keys?.problems ?? [])) yield found.keysProblem({ keys: keys!.file, problem }, { object: keys!.file });

    function* judgeGood(claim: SignatureClaim): Iterable<Outcome> {
      const { file: signature, keyId = '', fingerprint = keyId, signedAt = '', keyAlgorithm = '', digest = '' } = claim;
      const signer = claim.userId ?? `key ${fingerprint}`;
      const at = { object: `${signature} ${keyId}` };
      yield found.signedBy({ signature, signed: signedAt, signer, fingerprint, algorithm: keyAlgorithm, digest }, at);
      yield* judgeDates(claim, { signature, signer, signed: signedAt }, at);
      for (const weakness of claim.weaknesses)
        yield found.weak({ signature, signer, weakness: WEAKNESSES[weakness] }, { object: `${at.object} ${weakness}` });
    }

    function* judgeDates(
      claim: SignatureClaim,
      data: { signature: string; signer: string; signed: string },
      at: { object: string },
    ): Iterable<Outcome> {
      const { keyRevokedAt: revoked, keyRevocationReason: reason = 'no-reason', keyExpiresAt: expired, signatureExpiresAt } = claim;
      if (revoked !== undefined) {
        const harmless = HARMLESS.has(reason) && isBefore(data.signed, revoked);
        yield harmless ? found.keyRevokedLater({ ...data, reason, revoked }, at) : found.revokedKey({ ...data, reason, revoked }, at);
      }
      if (expired !== undefined && !isBefore(data.signed, expired)) yield found.signedAfterExpiry({ ...data, expired }, at);
      else if (expired !== undefined && isBefore(expired, now)) yield found.keyExpired({ ...data, expired }, at);
      if (signatureExpiresAt !== undefined && isBefore(signatureExpiresAt, now))
        yield found.signatureExpired({ ...data, expired: signatureExpiresAt }, at);
    }
  },
});

/** Compares instants, not texts: one may have fractions of a second. An unreadable date is before nothing. */
const isBefore = (a: string, b: string): boolean => Date.parse(a) < Date.parse(b);
