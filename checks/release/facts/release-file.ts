import { type ArtifactBody, artifact, fact, path, textInput } from '../../../src/index.ts';

const GIVEN = 'It is given by the arguments of preflight verify.';

export const release = path('artifact', { title: 'The release', default: '', reason: GIVEN });
export const keys = path('keys', {
  title: 'The KEYS file of the project',
  default: '',
  reason: `${GIVEN} Without it, KEYS beside the release is used.`,
});
export const signature = path('signature', {
  title: 'The detached signature',
  default: '',
  reason: `${GIVEN} Without it, the .asc or .sig beside the release is used.`,
});
export const checksums = textInput('checksums', {
  title: 'Checksum files, separated by commas',
  default: '',
  reason: `${GIVEN} Without it, those beside the release are used.`,
});

/** The release as its companions see it. `at` is when it was looked at: a key may have expired since it signed. */
export const releaseFile = fact({
  id: 'release.release-file',
  title: 'release file',
  role: 'artifact',
  query: inputs => {
    const given = (name: string): string => String(inputs[name] ?? '');
    const sums = given('checksums').split(',').filter(Boolean);
    return [
      artifact(given('artifact'), {
        ...(given('keys') && { keys: given('keys') }),
        ...(given('signature') && { signature: given('signature') }),
        ...(sums.length > 0 && { checksums: sums }),
      }),
    ];
  },
  parse: (body, { at }): ArtifactBody & { readonly at: string } => ({ ...body, at }),
});
