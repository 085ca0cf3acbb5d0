import { whereBuilt } from './source-build.ts';

export default whereBuilt({
  id: 'cloudstack/license-headers-unverified',
  title: 'Every file of the source has the header of a known license',
  severity: 'advice',
  applies: { platform: 'cloudstack', phases: ['pre'] },
  why: 'A file without a license header was perhaps not meant to be in the release.',
  question: 'Did the check of Apache RAT succeed on the unpacked source, with 0 Unknown Licenses in target/rat.txt?',
  fix: "In the unpacked source: mvn --projects='org.apache.cloudstack:cloudstack' org.apache.rat:apache-rat-plugin:0.8:check. It must end with BUILD SUCCESS; files without a license are marked !????? in target/rat.txt.",
  refs: ['https://creadur.apache.org/rat/apache-rat-plugin/', 'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/'],
  covers: ['8'],
});
