import check from '../../../checks/opennebula/backup-image-orphan.ts';
import { cases } from '../../support/cases.ts';
import { body, broken, DENIED } from './rows.ts';

const image = (oid: number, type: number, ...vms: number[]) =>
  body(oid, 'IMAGE', `<TYPE>${type}</TYPE><STATE>1</STATE><VMS>${vms.map(id => `<ID>${id}</ID>`).join('')}</VMS>`);

cases(check, {
  on: { from: '6.8.3', to: '7.0.1', phase: 'pre' },
  passes: {
    'backups of one each': { given: { images: [image(1, 6, 4), image(2, 6, 4)] } },
    'images of another type, with as many as they like': { given: { images: [image(1, 0), image(2, 2, 4, 5), image(3, 1), body(4, 'IMAGE', '')] } },
  },
  fails: {
    'none and two': {
      given: { images: [image(8, 6), image(9, 6, 4, 5), body(10, 'IMAGE', '<TYPE>6</TYPE>')] },
      finds: [
        { message: 'orphan', data: { id: 8, name: 'image8' }, object: 'image 8', remedy: 'oneimage show 8' },
        { message: 'several', data: { id: 9, name: 'image9', vms: '4, 5' }, object: 'image 9' },
        { message: 'orphan', data: { id: 10, name: 'image10' }, object: 'image 10' },
      ],
    },
  },
  unknown: {
    'the table may not be read': { given: { images: DENIED }, because: 'SELECT command denied' },
    'a body that is no XML': { given: { images: [broken(7)] }, because: 'the body of image 7 is no XML' },
  },
});
