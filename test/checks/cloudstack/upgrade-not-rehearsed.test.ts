import check from '../../../checks/cloudstack/upgrade-not-rehearsed.ts';
import { asks } from './questions.ts';

asks(check, { from: '4.2.1', phase: 'pre' });
