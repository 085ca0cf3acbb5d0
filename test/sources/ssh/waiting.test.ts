import { expect, test } from 'vitest';
import { patience } from '../../../src/sources/ssh/patience.ts';
import { recently } from '../../../src/sources/ssh/recently.ts';
import { slots } from '../../../src/sources/ssh/slots.ts';

const sleep = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds));

test('slots: at most so many at once for each key, none lost, also where one fails', async () => {
  const { run } = slots(3);
  const now = { a: 0, b: 0 };
  const most = { a: 0, b: 0 };
  const job = (key: 'a' | 'b', index: number) => async (): Promise<number> => {
    most[key] = Math.max(most[key], ++now[key]);
    await sleep(1);
    now[key]--;
    if (index % 5 === 0) throw new Error('x');
    return index;
  };
  const results = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => run(index % 2 ? 'a' : 'b', job(index % 2 ? 'a' : 'b', index))));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(32);
  expect(most).toEqual({ a: 3, b: 3 });
  expect(now).toEqual({ a: 0, b: 0 });
});

test('patience: time while a person is asked does not count', async () => {
  let over = false;
  const timer = patience(100, () => {
    over = true;
  });
  await Promise.all([timer.without(() => sleep(150)), timer.without(() => sleep(200))]);
  expect(over).toBe(false);
  await sleep(250);
  expect(over).toBe(true);
});

test('patience: a timer that was stopped stays so, also after a question', async () => {
  let over = false;
  const timer = patience(20, () => {
    over = true;
  });
  const asking = timer.without(() => sleep(30));
  timer.stop();
  await asking;
  await sleep(60);
  expect(over).toBe(false);
});

test('recently: asks once for many, again later, and never keeps a failure', async () => {
  let loads = 0;
  const load = recently(async key => {
    loads++;
    if (key === 'bad') throw new Error('x');
    return key;
  }, 50);
  expect(await Promise.all([load('a'), load('a'), load('b')])).toEqual(['a', 'a', 'b']);
  expect(loads).toBe(2);
  await sleep(80);
  await load('a');
  expect(loads).toBe(3);
  await expect(load('bad')).rejects.toThrow('x');
  await expect(load('bad')).rejects.toThrow('x');
  expect(loads).toBe(5);
});
