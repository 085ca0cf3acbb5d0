import check from '../../../checks/opennebula/image-in-transition.ts';
import { cases } from '../../support/cases.ts';
import { body, broken, DENIED, tag } from './rows.ts';

const image = (oid: number, state: number, type = 0) => body(oid, 'IMAGE', `${tag('STATE', state)}<TYPE>${type}</TYPE>`);
const found = (message: 'changing' | 'backup', id: number, state: string) => ({
  message,
  data: { id, name: `image${id}`, state },
  object: `image ${id}`,
  remedy: `oneimage show ${id}`,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'no images': { given: { images: [] } },
    'states that rest': { given: { images: [1, 2, 3, 6, 8].map(state => image(state, state)) } },
    'a backup that is ready': { given: { images: [image(1, 1, 6)] } },
  },
  fails: {
    'copied and deleted': {
      given: { images: [image(4, 4), image(7, 7), image(9, 9), image(10, 10), image(20, 0), image(21, 77)] },
      finds: [
        found('changing', 4, 'LOCKED'),
        found('changing', 7, 'DELETE'),
        found('changing', 9, 'LOCKED_USED'),
        found('changing', 10, 'LOCKED_USED_PERS'),
        found('changing', 20, 'INIT'),
        found('changing', 21, '77, which is unknown to preflight'),
      ],
    },
    'a backup that is being made': {
      given: { images: [image(1, 4, 6), image(2, 7, 6)] },
      finds: [found('backup', 1, 'LOCKED'), found('changing', 2, 'DELETE')],
    },
    'in error': { given: { images: [image(1, 5)] }, finds: [{ message: 'error', data: { id: 1, name: 'image1' }, object: 'image 1' }] },
    'one without a state, which nobody can call ready': { given: { images: [body(1, 'IMAGE', '')] }, finds: [found('changing', 1, 'LOCKED')] },
  },
  unknown: {
    'the table may not be read': { given: { images: DENIED }, because: 'SELECT command denied' },
    'a body that is no XML': { given: { images: [image(1, 1), broken(2), broken(3)] }, because: 'the body of image 2, 3 is no XML' },
    'a state that is no number': { given: { images: [body(1, 'IMAGE', tag('STATE', 'READY'))] }, because: 'STATE is no number: "READY"' },
  },
});
