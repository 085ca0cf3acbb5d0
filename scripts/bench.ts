import { spawnSync } from 'node:child_process';
import { benchStart } from './bench-start.ts';

/** `npm run bench`: start-up, and the verification of a release beside gpg. Timings belong here and in no test. */
benchStart();
process.stdout.write('\n');
spawnSync(process.execPath, [new URL('./bench-verify.js', import.meta.url).pathname, ...process.argv.slice(2)], { stdio: 'inherit' });
