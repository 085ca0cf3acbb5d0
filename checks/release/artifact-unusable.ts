import { check } from '../../src/index.ts';
import { release, releaseFile } from './facts/release-file.ts';

export default check({
  id: 'release/artifact-unusable',
  title: 'The downloaded file is a release and not an error page',
  severity: 'blocker',
  applies: { platform: 'release', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'A mirror that fails often answers with a page of HTML, which then lies on disk under the name of the release.',
  fix: 'Download the release again from the archive of the project, and look at its size.',
  refs: ['https://www.apache.org/info/verification.html'],
  covers: ['cloudstack/1'],
  needs: { file: releaseFile },
  inputs: { release },
  messages: { unusable: '{path} ({size} bytes) is not a release: {problem}.' },
  judge: ({ file: { path, size, problem } }, found) => (problem === undefined ? [] : [found.unusable({ path, size, problem }, { object: path })]),
});
