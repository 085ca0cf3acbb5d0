import check from '../../../checks/opennebula/oneadmin-ssh-unverified.ts';
import { asks } from '../../support/questions.ts';

asks(check, { from: '6.10.2', to: '7.0.1', phase: 'pre' });
