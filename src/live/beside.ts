import { Foreseen } from '../model/foreseen.ts';
import { LARGEST_OPERATOR_FILE, readOperatorFile } from '../sources/operator-files.ts';

/** The text of a file beside the operator, of at most `largest` bytes. Throws one sentence. */
export async function readBeside(path: string, what: string, largest = LARGEST_OPERATOR_FILE): Promise<string> {
  const read = await readOperatorFile(path, largest);
  if ('problem' in read) throw new Foreseen(`The ${what} ${path} ${read.problem}.`);
  return read.text;
}
