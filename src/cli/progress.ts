import type { Answer } from '../model/answer.ts';
import type { Streams } from './streams.ts';

export interface Progress {
  /** A host has answered. */
  onHost(host: string, answers: readonly Answer[]): void;
  /** Ends the live line. */
  done(): void;
}

const LOST = new Set<Answer['status']>(['unreachable', 'timeout']);

/** How far a run is, on standard error: one live line on a terminal, a line for every lost host elsewhere. */
export function progressOn({ stderr }: Streams, total: number): Progress {
  const state = { done: 0, lost: 0 };
  const began = Date.now();
  const show = (): void => {
    if (stderr.isTTY) stderr.write(`\r\u001b[K${sayProgress(state, total, (Date.now() - began) / 1000)}`);
  };
  return {
    onHost(host, answers) {
      const lost = answers.find(({ status }) => LOST.has(status));
      state.done += 1;
      if (lost) state.lost += 1;
      if (lost && !stderr.isTTY) stderr.write(`${host}: ${lost.status}\n`);
      show();
    },
    done: () => {
      if (stderr.isTTY) stderr.write('\r\u001b[K');
    },
  };
}

function sayProgress({ done, lost }: { done: number; lost: number }, total: number, seconds: number): string {
  const rest = done > 0 && done < total ? `, about ${Math.ceil((seconds / done) * (total - done))} s left` : '';
  return `${done} of ${total} hosts done${lost > 0 ? `, ${lost} lost` : ''}${rest}`;
}
