import { loadPacks, platformOf } from '../engine/packs.ts';
import { createOperatorFile } from '../sources/operator-files.ts';
import { initText } from '../target/template.ts';
import { type Streams, UsageError } from './streams.ts';

export interface InitFlags {
  readonly platform: string;
  /** `preflight.yaml` unless given; `-` for standard output. */
  readonly file?: string;
}

/** `preflight init`: writes a commented target file. Never over one that is there. */
export async function init({ platform, file = 'preflight.yaml' }: InitFlags, { stdout, stderr }: Streams): Promise<number> {
  const text = initText(platformOf((await loadPacks()).platforms, platform));
  if (file === '-') {
    stdout.write(text);
    return 0;
  }
  const written = await createOperatorFile(file, text);
  if (written !== 'written')
    throw new UsageError(`The target file ${file} was not written: it ${written.problem}. Name another: preflight init --platform ${platform} FILE`);
  stderr.write(`Wrote ${file}. Put your hosts into it, then run: preflight scan --target ${file}\n`);
  return 0;
}
