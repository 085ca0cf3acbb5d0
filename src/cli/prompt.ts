import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Streams } from './streams.ts';

/** Asks a person on the terminal, without echo; undefined where there is no terminal to ask on. */
export function promptOn({ stdin, stderr }: Streams): ((question: string) => Promise<string>) | undefined {
  if (!stdin?.isTTY || !stderr.isTTY) return undefined;
  return question =>
    new Promise((resolve, reject) => {
      stderr.write(`${question} `);
      const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
      const reader = createInterface({ input: stdin, output: silent, terminal: true });
      reader.once('SIGINT', () => reader.close());
      reader.once('close', () => reject(new Error('nothing was entered')));
      reader.question('', answer => {
        resolve(answer);
        reader.close();
        stderr.write('\n');
      });
    });
}
