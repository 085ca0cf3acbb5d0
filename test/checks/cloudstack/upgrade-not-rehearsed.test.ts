import check from '../../../checks/cloudstack/upgrade-not-rehearsed.ts';
import { asks } from '../../support/questions.ts';

asks(check, { from: '4.2.1', to: '4.3.2', phase: 'pre' });
