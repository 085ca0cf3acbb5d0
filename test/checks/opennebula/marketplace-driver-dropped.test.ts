import check from '../../../checks/opennebula/marketplace-driver-dropped.ts';
import { cases } from '../../support/cases.ts';
import { body, broken, DENIED, tag } from './rows.ts';

const market = (oid: number, driver: string) => body(oid, 'MARKETPLACE', tag('MARKET_MAD', driver));

cases(check, {
  on: { from: '6.8.3', to: '7.0.1', phase: 'pre' },
  passes: { 'what OpenNebula ships': { given: { marketplaces: ['http', 's3', 'one', 'linuxcontainers'].map((driver, id) => market(id, driver)) } } },
  fails: {
    'dropped ones, and one of somebody else': {
      given: { marketplaces: [market(3, 'dockerhub'), market(4, 'turnkeylinux'), market(5, 'mine')] },
      finds: [
        {
          message: 'dropped',
          data: { id: 3, name: 'marketplace3', driver: 'dockerhub', since: '6.10' },
          object: 'marketplace 3',
          remedy: 'onemarket delete 3',
        },
        { message: 'dropped', data: { id: 4, name: 'marketplace4', driver: 'turnkeylinux', since: '6.10' }, object: 'marketplace 4' },
        { message: 'own', data: { id: 5, name: 'marketplace5', driver: 'mine' }, object: 'marketplace 5' },
      ],
    },
  },
  unknown: {
    'the table may not be read': { given: { marketplaces: DENIED }, because: 'SELECT command denied' },
    'a body that is no XML': { given: { marketplaces: [broken(7)] }, because: 'the body of marketplace 7 is no XML' },
  },
});
