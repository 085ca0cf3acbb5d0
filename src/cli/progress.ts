import type { Answer, Source } from '../model/answer.ts';
import { printable } from '../reporters/printable.ts';
import { liveLine } from './live-line.ts';
import type { Streams } from './streams.ts';

export interface Progress {
  /** The streams to use as long as this goes on: nothing that is written to them is written over. */
  readonly streams: Streams;
  /** The same source, whose questions and answers are counted from now on. */
  watch(source: Source, hosts: number): Source;
  /** Ends it. A source may go on answering; nobody hears of it. */
  done(): void;
}

const LOST = new Set<Answer['status']>(['unreachable', 'timeout']);
/** So many lost hosts are named, in a log that nobody wants to grow with the installation. */
const MOST_NAMED = 10;
const LIVE_MS = 1000;
const PLAIN_MS = 10_000;
const MOST_OFTEN_MS = 100;

interface Count {
  readonly total: number;
  readonly began: number;
  done: number;
  lost: number;
  asked: number;
}

/**
 * How far a run is, on standard error: on a terminal one live line, elsewhere the lost hosts and, in a run that takes long, a line
 * now and then. It sees which host has answered and with what status, and nothing of the answers.
 */
export function progressOn(streams: Streams): Progress {
  const live = streams.stderr.isTTY === true && streams.env.TERM !== 'dumb';
  const line = liveLine(streams);
  const say = (sentence: string): unknown => line.streams.stderr.write(`${sentence}\n`);
  let timer: NodeJS.Timeout | undefined;
  let count: Count | undefined;
  let last = 0;

  const show = (): void => {
    last = Date.now();
    if (live) line.show(sayProgress(count!));
    else say(sayProgress(count!));
  };
  /** The longer it takes, the rarer the lines: six in the first minute, some twenty in the first hour. */
  const tick = (): void => {
    const now = Date.now();
    if (live || now - last >= Math.max(PLAIN_MS, (now - count!.began) / 6)) show();
  };
  const answered = (host: string, answers: readonly Answer[], own: Count): void => {
    if (own !== count) return;
    own.done++;
    const lost = answers.find(({ status }) => LOST.has(status));
    if (lost && own.lost++ < MOST_NAMED && !live) say(`${printable(host)}: ${lost.status}`);
    if (lost && own.lost === MOST_NAMED + 1 && !live) say('Further hosts that do not answer are only counted; the report names them.');
    if (live && Date.now() - last >= MOST_OFTEN_MS) show();
  };

  return {
    streams: live ? line.streams : streams,
    watch: (source, total) => {
      const own: Count = { total, began: Date.now(), done: 0, lost: 0, asked: 0 };
      count = own;
      last = own.began;
      timer = setInterval(tick, live ? LIVE_MS : PLAIN_MS).unref();
      const ask: Source['ask'] = async (host, queries) => {
        own.asked++;
        const answers = await source.ask(host, queries);
        answered(host, answers, own);
        return answers;
      };
      return { ...source, ask };
    },
    done: () => {
      clearInterval(timer);
      count = undefined;
      line.clear();
    },
  };
}

function sayProgress({ done, lost, asked, total, began }: Count): string {
  const seconds = (Date.now() - began) / 1000;
  const rest = done > 0 && done < total ? `, about ${sayTime((seconds / done) * (total - done))} left` : '';
  const failed = lost > 0 ? `, ${lost} of them lost` : '';
  return `${done} of ${total} ${total === 1 ? 'host' : 'hosts'} done${failed}, ${asked - done} being asked${rest}`;
}

/** `40 s`, `3 min`, `1 h 20 min`, rounded up. */
function sayTime(seconds: number): string {
  if (seconds <= 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
