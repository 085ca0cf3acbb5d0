import check from '../../../checks/opennebula/config-copy-missing.ts';
import { cases } from '../../support/cases.ts';
import { directory, file, frontend, type Path } from './support.ts';

const ETC = '/etc/one';
const REMOTES = '/var/lib/one/remotes/etc';
const changed = (path: string, mtime: string): Path => ({ ...file(path), mtime });
const files = [
  changed(`${ETC}/oned.conf`, '2026-11-20T10:00:00Z'),
  changed(`${ETC}/old`, '2025-01-01T00:00:00Z'),
  changed(`${REMOTES}/vnm/x.conf`, '2026-11-18T10:00:00Z'),
];
const here = { ...frontend('6.10.2'), files };
const at = (path: string) => ({ host: 'frontend', object: path, path });
const remotes = directory(`${REMOTES}.2026-11-20`);

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'as the guide has it': { given: { ...here, copies: [directory(`${ETC}.2026-11-20`), remotes] } },
    'one old and one new, beside the drivers': {
      given: { ...here, copies: [directory(`${ETC}.2024-01-01`), directory(`${ETC}-2026-11-21`), directory('/var/lib/one/remotes-etc.2026-11-19')] },
    },
    'a name without a day, and the time of the directory': {
      given: { ...here, copies: [{ ...directory(`${ETC}.bak`), mtime: '2026-11-20T11:00:00Z' }, remotes] },
      phase: 'stopped',
    },
    'the operator has one elsewhere': { given: { ...here, copies: [] }, inputs: { elsewhere: true } },
  },
  fails: {
    none: {
      given: { ...here, copies: [] },
      finds: [
        { message: 'missing', data: { folder: ETC, copy: `${ETC}.2026-11-20` }, ...at(ETC), remedy: `cp -ra ${ETC} ${ETC}.2026-11-20` },
        { message: 'missing', data: { folder: REMOTES, copy: '/var/lib/one/remotes-etc.2026-11-18' }, ...at(REMOTES) },
      ],
    },
    'older than the last change': {
      given: { ...here, copies: [directory(`${ETC}.2026-11-19`), remotes] },
      finds: [
        {
          message: 'old',
          data: { copy: `${ETC}.2026-11-19`, folder: ETC, day: '2026-11-20', into: `${ETC}.2026-11-20` },
          ...at(ETC),
          remedy: `cp -ra ${ETC} ${ETC}.2026-11-20`,
        },
      ],
    },
    'a file of that name': {
      given: { ...here, copies: [file(`${ETC}.2026-11-20`), remotes] },
      finds: [{ message: 'missing', data: { folder: ETC, copy: `${ETC}.2026-11-20` }, ...at(ETC) }],
    },
  },
  unknown: {
    'it may not be listed': {
      given: { ...here, copies: [], files: { status: 'denied', reason: 'permission denied' } },
      because: 'permission denied',
    },
  },
});
