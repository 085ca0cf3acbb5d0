import check from '../../../checks/cloudstack/browser-cache-stale.ts';
import { asks } from '../../support/questions.ts';

asks(check, { from: '2.2.14', to: '4.3.2', phase: 'post' });
