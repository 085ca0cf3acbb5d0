import { any, check, type Outcome, sh } from '../../src/index.ts';
import { BACKUP_IMAGE, images } from './facts/resources.ts';
import { readable, some, source, unreadable } from './pools.ts';

export default check({
  id: 'opennebula/backup-image-orphan',
  title: 'Every backup image belongs to one virtual machine',
  severity: 'blocker',
  applies: {
    platform: 'opennebula',
    phases: ['pre', 'stopped', 'installed'],
    paths: [{ from: '<6.10', to: '>=6.10' }],
    because: 'only the migration to 6.10 looks for the virtual machine of a backup',
  },
  why: 'The migration to 6.10 asks the database for the virtual machine of every backup image, by its id. Without one, or with two, the question is broken SQL, and the migration stops. The fsck of 6.6.0 took such ids away.',
  fix: {
    orphan: ({ id }) => ({
      text: 'Delete the backup if nobody needs it. Else write the id of its virtual machine into VMS/ID of its body, with onedb change-body and oned stopped.',
      commands: [sh`oneimage show ${id}`, sh`oneimage delete ${id}`],
      undo: 'None: a deleted backup is gone.',
    }),
    several: ({ id }) => ({
      text: 'Take all ids but one out of VMS in its body, with onedb change-body and oned stopped.',
      commands: [sh`oneimage show ${id}`],
    }),
  },
  refs: [source('src/onedb/local/6.8.0_to_6.10.0.rb', 'release-6.10.0'), 'https://github.com/OpenNebula/one/issues/6195'],
  covers: ['A.2.23'],
  needs: { images: any(images) },
  messages: {
    orphan: 'Backup image {name} (id {id}) names no virtual machine.',
    several: 'Backup image {name} (id {id}) names more than one virtual machine: {vms}.',
  },
  judge: ({ images: { host, value } }, found) => [
    ...readable(value).flatMap(({ id, name, said: { type, vms } }): Outcome[] => {
      const at = { host, object: `image ${id}` };
      if (type !== BACKUP_IMAGE || vms.length === 1) return [];
      return [vms.length === 0 ? found.orphan({ id, name }, at) : found.several({ id, name, vms: some(vms) }, at)];
    }),
    ...unreadable('image', value, host),
  ],
});
