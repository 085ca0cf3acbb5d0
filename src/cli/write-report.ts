import { rename, rm, writeFile } from 'node:fs/promises';
import { UsageError } from './streams.ts';

/** Writes a report under a temporary name and renames it, so that no reader sees half of one. */
export async function writeReport(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text, { flush: true });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new UsageError(`The report ${file} could not be written: ${(error as NodeJS.ErrnoException).code}.`);
  }
}
