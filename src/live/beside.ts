import { Foreseen } from '../model/foreseen.ts';
import { readOperatorFile } from '../sources/operator-files.ts';

/** The text of a file beside the operator. Throws one sentence. */
export async function readBeside(path: string, what: string): Promise<string> {
  const read = await readOperatorFile(path);
  if ('problem' in read) throw new Foreseen(`The ${what} ${path} ${read.problem}.`);
  return read.text;
}
