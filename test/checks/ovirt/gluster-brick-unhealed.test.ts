import check from '../../../checks/ovirt/gluster-brick-unhealed.ts';
import { cases } from '../../support/cases.ts';

const brick = (status: string | null, unsynced: number | null) => ({
  brick_dir: '/bricks/data',
  volume_id: 'v1',
  status,
  unsynced_entries: unsynced,
});
const volumes = [{ id: 'v1', vol_name: 'vmstore' }];
const data = { brick: '/bricks/data', volume: 'vmstore' };
const object = 'brick /bricks/data of vmstore';

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: { 'nothing to heal': { given: { bricks: [brick('UP', 0), brick('up', 0)], volumes } } },
  fails: {
    'ten files': {
      given: { bricks: [brick('UP', 10)], volumes },
      finds: [{ message: 'unhealed', data: { ...data, count: 10 }, object, remedy: 'gluster volume heal vmstore info' }],
    },
    'a brick that is down': {
      given: { bricks: [brick('DOWN', 0)], volumes },
      finds: [{ message: 'down', data: { ...data, status: 'DOWN' }, object }],
    },
    'nobody counted': { given: { bricks: [brick('UP', null)], volumes }, finds: [{ message: 'unknownHeal', data, object }] },
    'a hostile name': {
      given: { bricks: [brick('UP', 1)], volumes: [{ id: 'v1', vol_name: "x';reboot" }] },
      finds: [
        {
          message: 'unhealed',
          data: { brick: '/bricks/data', volume: "x';reboot", count: 1 },
          object: "brick /bricks/data of x';reboot",
          remedy: "gluster volume heal 'x'\\'';reboot' info",
        },
      ],
    },
    'no names': {
      given: { bricks: [brick(null, 0)], volumes: { status: 'denied', reason: 'no' } },
      finds: [{ message: 'down', data: { brick: '/bricks/data', volume: 'v1', status: 'UNKNOWN' }, object: 'brick /bricks/data of v1' }],
    },
  },
  skips: { 'no Gluster': { given: { bricks: [], volumes: [] }, because: 'manages no Gluster volume' } },
  unknown: { denied: { given: { bricks: { status: 'denied', reason: 'no' }, volumes }, because: 'bricks of Gluster volumes' } },
});
