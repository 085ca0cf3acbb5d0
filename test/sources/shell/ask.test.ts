import { expect, test } from 'vitest';
import { askShell } from '../../../src/sources/shell/ask.ts';
import { type Limits, limitsWith } from '../../../src/sources/shell/limits.ts';
import type { ShellListener, StartShell } from '../../../src/sources/shell/round.ts';
import { list, read, run } from './shells.ts';

const AT = '2026-11-21T04:15:00Z';
const ABOUT_THEN = expect.stringMatching(/^2026-11-21T04:15:\d\dZ$/);
const FILES = [read('/a'), read('/b'), read('/c')];

interface Talk {
  readonly nonce: string;
  readonly script: string;
  readonly listener: ShellListener;
  say(text: string): void;
  answer(index: number, text: string): void;
  end(): void;
}

/** A shell whose behaviour a test writes down, one function for each time it is started. */
function shell(...acts: ((talk: Talk) => void)[]): StartShell & { readonly stopped: number[] } {
  const stopped: number[] = [];
  let started = 0;
  const start: StartShell = async (script, listener) => {
    const nonce = /^pf_n=(@[0-9a-f]{32})$/m.exec(script)![1]!;
    const number = started++;
    const say = (text: string): void => listener.stdout(Buffer.from(text));
    const answer = (index: number, text: string): void => say(`${nonce} open ${index}\n${text}${nonce} done ${index} ok\n`);
    const end = (): void => {
      say(`${nonce} end\n`);
      listener.stderr(Buffer.from(`${nonce} end\n`));
      listener.close({ exit: 0 });
    };
    setImmediate(() => acts[number]?.({ nonce, script, listener, say, answer, end }));
    return { stop: () => void stopped.push(number) };
  };
  return Object.assign(start, { stopped });
}

const ask = (start: StartShell, queries = FILES, limits: Partial<Limits> = {}) =>
  askShell(queries, {
    start,
    where: 'm1',
    limits: limitsWith(limits),
    explain: (exit, said) => ({ status: 'denied', reason: `m1: ${exit} ${said.stderr}${said.stdout}` }),
  });

const hello = ({ say, nonce }: Talk): void => say(`${nonce} hello ${AT}\n`);

test('a connection that breaks in the middle keeps what is complete', async () => {
  const answers = await ask(
    shell(talk => {
      hello(talk);
      talk.answer(0, 'A');
      talk.say(`${talk.nonce} open 1\nhalf of`);
      talk.listener.close({ lost: 'the connection was lost' });
    }),
  );
  expect(answers).toEqual([
    { status: 'ok', at: ABOUT_THEN, body: { text: 'A' } },
    { status: 'unreachable', reason: 'm1: the connection was lost (1 of 3 answers came)' },
    { status: 'unreachable', reason: 'm1: the connection was lost (1 of 3 answers came)' },
  ]);
});

test("answers are dated by the host's clock, each when it came", async () => {
  const answers = await ask(
    shell(talk => {
      hello(talk);
      setTimeout(() => {
        for (const index of FILES.keys()) talk.answer(index, '');
        talk.end();
      }, 1100);
    }),
  );
  expect(answers[0]).toMatchObject({ status: 'ok', at: expect.stringMatching(/^2026-11-21T04:15:(?!00)\d\dZ$/) });
});

test('a shell that ends early is no success, whatever its exit code', async () => {
  const answers = await ask(
    shell(talk => {
      hello(talk);
      talk.answer(0, 'A');
      talk.listener.close({ exit: 0 });
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual(['ok', 'failed', 'failed']);
});

test('a shell that ends before it began is explained', async () => {
  const answers = await ask(
    shell(({ listener }) => {
      listener.stderr(Buffer.from('sudo: a password is required'));
      listener.close({ exit: 1 });
    }),
  );
  expect(answers[2]).toEqual({ status: 'denied', reason: 'm1: 1 sudo: a password is required' });
});

test('a stalled answer costs only itself', async () => {
  const start = shell(
    talk => {
      hello(talk);
      talk.answer(0, 'A');
      talk.say(`${talk.nonce} open 1\nhangs`);
    },
    talk => {
      expect(talk.script).toContain("'/c'");
      expect(talk.script).not.toContain("'/b'");
      hello(talk);
      talk.answer(0, 'C');
      talk.end();
    },
  );
  const answers = await ask(start, FILES, { answerSeconds: 0.4 });
  expect(answers).toMatchObject([
    { status: 'ok' },
    { status: 'timeout', reason: 'file /b: m1: no answer within 0.4 s' },
    { status: 'ok', body: { text: 'C' } },
  ]);
  expect(start.stopped).toEqual([0, 1]);
});

test('a host that has died costs one more timeout, not one for each question', async () => {
  let started = 0;
  const start = shell(
    talk => hello(talk),
    () => started++,
    () => started++,
  );
  const answers = await ask(start, FILES, { answerSeconds: 0.4 });
  expect(answers.map(({ status }) => status)).toEqual(['timeout', 'timeout', 'timeout']);
  expect(answers[2]).toMatchObject({ reason: expect.stringContaining('did not begin to answer') });
  expect(started).toBe(1);
});

test('a shell that never says a word is one timeout', async () => {
  const answers = await ask(
    shell(() => undefined),
    FILES,
    { answerSeconds: 0.4 },
  );
  expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 'timeout' });
});

test('the time of the host ends everything', async () => {
  const answers = await ask(
    shell(talk => {
      hello(talk);
      talk.answer(0, 'A');
    }),
    FILES,
    { hostSeconds: 0.5 },
  );
  expect(answers).toMatchObject([
    { status: 'ok' },
    { status: 'timeout', reason: 'm1: the 0.5 s for this host were over (1 of 3 answers came)' },
    { status: 'timeout' },
  ]);
});

test('a host that floods everywhere is given up after a few restarts', async () => {
  const flood = (talk: Talk): void => {
    hello(talk);
    talk.say(`${talk.nonce} open 0\n${'x'.repeat(2000)}`);
  };
  const many = Array.from({ length: 9 }, (_, index) => read(`/${index}`));
  const answers = await ask(shell(flood, flood, flood, flood, flood, flood), many, { answerBytes: 1000 });
  expect(answers.map(({ status }) => status)).toEqual(Array(9).fill('too-large'));
  expect(answers[4]).toMatchObject({ reason: 'file /4: m1: sent more than 1000 bytes' });
});

test('garbage without a beginning ends at the limit', async () => {
  const answers = await ask(
    shell(({ say }) => say('x'.repeat(5000))),
    FILES,
    { hostBytes: 4000 },
  );
  expect(answers[0]).toMatchObject({ status: 'too-large', reason: 'm1: sent more than 4 KiB (0 of 3 answers came)' });
});

test('an answer to a question that nobody asked is not believed', async () => {
  const answers = await ask(
    shell(talk => {
      hello(talk);
      talk.answer(17, 'what?');
      talk.answer(0, 'A');
      talk.end();
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual(['ok', 'failed', 'failed']);
});

test('questions that no shell can answer fail, and the others are asked in their order', async () => {
  const start = shell(talk => {
    hello(talk);
    talk.answer(0, 'A');
    talk.end();
  });
  const answers = await ask(start, [{ kind: 'http', path: '/x' } as never, read('/a'), read('/a\0b'), list('/\0'), run('a', '\0')] as never);
  expect(answers.map(({ status }) => status)).toEqual(['failed', 'ok', 'failed', 'failed', 'failed']);
});

test('a shell that cannot be started is the answer to all', async () => {
  const answers = await ask(async () => ({ status: 'unreachable', reason: 'm1: gone' }));
  expect(answers).toEqual(FILES.map(() => ({ status: 'unreachable', reason: 'm1: gone' })));
});

test('nothing asked, nothing started', async () => {
  expect(
    await ask(async () => {
      throw new Error('started');
    }, []),
  ).toEqual([]);
});
