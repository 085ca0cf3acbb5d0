import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A line for sshd_config that makes files of a temporary folder appear elsewhere: the script that a host is given is read with this
 * path in place of that one. So a test has a host with files in /etc, and writes nothing there.
 */
export function relocated(folder: string, from: string, to: string): string {
  const wrapper = join(folder, `relocate-${from.replaceAll(/\W/g, '')}`);
  writeFileSync(wrapper, `#!/bin/bash\nexec /bin/sh -s < <(exec sed -u 's#${from}#${to}#g')\n`);
  chmodSync(wrapper, 0o755);
  return `ForceCommand ${wrapper}`;
}

/** Writes a file and the folders on the way to it. */
export function writeDeep(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
  chmodSync(path, mode);
}
