import { fact, file } from '../../../src/index.ts';

/** The account of OpenNebula on one host. */
export interface Account {
  readonly uid: string;
  readonly gid: string;
  readonly home: string;
}

/**
 *     oneadmin:x:9869:9869::/var/lib/one:/bin/bash
 */
function account(text: string): Account | undefined {
  const [, uid, gid, home] = /^oneadmin:[^:\n]*:(\d{1,10}):(\d{1,10}):[^:\n]*:([^:\n]*):/m.exec(text) ?? [];
  return uid !== undefined && gid !== undefined && home !== undefined ? { uid, gid, home } : undefined;
}

const accountOf = (role: string, words: string) =>
  fact({
    id: `opennebula.${role}-account`,
    title: `the account oneadmin on the ${words}`,
    role,
    query: file('/etc/passwd', { keep: { keys: ['oneadmin'] } }),
    parse: ({ text }) => account(text),
  });

export const frontendAccount = accountOf('frontend', 'front-end');
export const nodeAccount = accountOf('node', 'node');
