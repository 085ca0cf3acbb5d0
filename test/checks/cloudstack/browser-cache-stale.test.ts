import check from '../../../checks/cloudstack/browser-cache-stale.ts';
import { asks } from './questions.ts';

asks(check, { from: '2.2.14', phase: 'post' });
