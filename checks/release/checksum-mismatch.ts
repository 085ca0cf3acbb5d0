import { check, type Outcome, undecided } from '../../src/index.ts';
import { checksums, release, releaseFile } from './facts/release-file.ts';

const WEAK = new Set(['md5', 'sha1']);

export default check({
  id: 'release/checksum-mismatch',
  title: 'Every checksum beside the release is the one of the release',
  severity: 'blocker',
  applies: { platform: 'release', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'A digest that differs means that the file was damaged or exchanged on its way.',
  fix: {
    mismatch: 'Do not install this file. Download it and its checksum again, from the archive of the project and not from a mirror.',
    missing: 'Download the .sha512 (of old releases the .sha) from the folder of the release.',
    onlyWeak: 'Rely on the signature, and download the .sha512 (of old releases the .sha) too where there is one.',
    otherName: 'Make sure that the checksum file belongs to this release.',
  },
  refs: ['https://www.apache.org/info/verification.html'],
  covers: ['cloudstack/1', 'cloudstack/4', 'cloudstack/5'],
  needs: { file: releaseFile },
  inputs: { release, checksums },
  messages: {
    mismatch: '{checksums} says that the {digest} of {path} is {expected}; it is {actual}.',
    missing: { text: 'There is no checksum file beside {path}.', severity: 'warning' },
    onlyWeak: { text: '{path} has only weak checksums ({digests}), which show damage but no exchange.', severity: 'warning' },
    otherName: { text: '{checksums} names {otherName}; the file is {path}.', severity: 'warning' },
    matched: { text: 'The {digest} of {path} is the one in {checksums}.', severity: 'note' },
  },
  *judge({ file: { path, checksums: claims } }, found): Iterable<Outcome> {
    if (claims.length === 0) yield found.missing({ path }, { object: path });
    for (const { file, digest = '', expected = '', actual = '', matches, otherName, problem } of claims) {
      const at = { object: file };
      if (matches === undefined) yield undecided(`${file} cannot be compared: ${problem ?? 'it has no digest'}`);
      else
        yield matches
          ? found.matched({ digest, path, checksums: file }, at)
          : found.mismatch({ checksums: file, digest, path, expected, actual }, at);
      if (otherName !== undefined) yield found.otherName({ checksums: file, otherName, path }, at);
    }
    const good = claims.filter(({ matches }) => matches).map(({ digest = '' }) => digest);
    if (good.length > 0 && good.every(digest => WEAK.has(digest))) yield found.onlyWeak({ path, digests: good.join(', ') }, { object: path });
  },
});
