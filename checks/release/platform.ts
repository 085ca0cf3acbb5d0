import { platform } from '../../src/index.ts';

/** Not a cloud but what one is built from: a release beside the operator, as `preflight verify` looks at it. */
export default platform({
  id: 'release',
  title: 'Release',
  artifact: true,
  roles: { artifact: { title: 'release file', required: true } },
  version: { needs: {}, detect: () => undefined },
});
