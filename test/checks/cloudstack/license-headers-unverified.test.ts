import check from '../../../checks/cloudstack/license-headers-unverified.ts';
import { asks } from '../../support/questions.ts';

asks(check, {
  from: '4.2.1',
  to: '4.3.2',
  phase: 'pre',
  inputs: { commit: '4cd60f3d1683a3445c3248f48ae064fb573db2a1' },
  skips: { 'packages are installed': { given: {}, because: 'no commit of the vote' } },
});
