import { any, check, sh } from '../../src/index.ts';
import { BACKUP_IMAGE, images } from './facts/resources.ts';
import { readable, source, unreadable } from './pools.ts';
import { imageState } from './states.ts';

const LOCKED = 4;
const ERROR = 5;
const STABLE = [1, 2, 3, 6, 8];

export default check({
  id: 'opennebula/image-in-transition',
  title: 'No image is being copied or deleted, and none is in error',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped'] },
  why: 'The driver that copies or deletes an image ends with oned. The image stays locked, and what was copied of it stays in the datastore.',
  fix: {
    changing: ({ id }) => ({ text: 'Wait until it is ready, with oned running.', commands: [sh`oneimage show ${id}`] }),
    backup: ({ id }) => ({ text: 'Wait until the backup is complete, with oned running.', commands: [sh`oneimage show ${id}`] }),
    error: ({ id }) => ({ text: 'Look why it failed, and delete the image if nobody needs it.', commands: [sh`oneimage show ${id}`] }),
  },
  refs: [source('include/Image.h')],
  covers: ['A.3.10', 'A.3.12'],
  needs: { images: any(images) },
  messages: {
    changing: 'Image {name} (id {id}) is {state}.',
    backup: { text: 'Backup image {name} (id {id}) is {state}: a backup is running.', severity: 'blocker' },
    error: { text: 'Image {name} (id {id}) is in error.', severity: 'advice' },
  },
  judge: ({ images: { host, value } }, found) => [
    ...readable(value).flatMap(({ id, name, said: { state = LOCKED, type } }) => {
      const at = { host, object: `image ${id}` };
      if (STABLE.includes(state)) return [];
      if (state === ERROR) return [found.error({ id, name }, at)];
      const isBackup = type === BACKUP_IMAGE && state === LOCKED;
      return [found[isBackup ? 'backup' : 'changing']({ id, name, state: imageState(state) }, at)];
    }),
    ...unreadable('image', value, host),
  ],
});
