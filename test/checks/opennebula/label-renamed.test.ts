import check from '../../../checks/opennebula/label-renamed.ts';
import { cases } from '../../support/cases.ts';
import { broken, DENIED } from './rows.ts';

const labelled = (oid: number, labels?: string, element = 'TEMPLATE') => ({
  oid,
  name: `n${oid}`,
  body: `<X><PASSWORD>s3cret-canary</PASSWORD><${element}>${labels === undefined ? '' : `<LABELS><![CDATA[${labels}]]></LABELS>`}</${element}></X>`,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'nobody has labels': { given: { users: [labelled(1)], templates: [labelled(1, ''), labelled(2, ' , ')] } },
    'plain labels that a user has too': {
      given: { users: [labelled(1, 'prod, test-2,A_b')], templates: [labelled(1, 'test-2'), labelled(2, 'prod,A_b')] },
    },
    'a label that is one of the user once it is renamed': { given: { users: [labelled(1, 'web_servers')], templates: [labelled(1, 'web servers')] } },
  },
  fails: {
    'other characters, and labels of nobody': {
      given: { users: [labelled(1, 'web servers,Grün/a,ok')], templates: [labelled(4, 'ok,mine'), labelled(5, 'web servers')] },
      finds: [
        { message: 'characters', data: { id: 1, name: 'n1', labels: 'web servers becomes web_servers, Grün/a becomes Gr_n_a' }, object: 'user 1' },
        { message: 'unowned', data: { id: 4, name: 'n4', labels: 'mine' }, object: 'template 4' },
      ],
    },
  },
  unknown: {
    'the table may not be read': { given: { users: DENIED, templates: [] }, because: 'labels of users on database: SELECT' },
    'a body that is no XML': { given: { users: [], templates: [broken(7)] }, because: 'the body of template 7 is no XML' },
  },
});
