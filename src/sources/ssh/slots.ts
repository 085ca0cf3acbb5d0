/** Lets at most so many run at once for each key; the others wait in line. */
export interface Slots {
  run<T>(key: string, job: () => Promise<T>): Promise<T>;
}

export function slots(most: number): Slots {
  const busy = new Map<string, { active: number; readonly line: (() => void)[] }>();
  return {
    run: async (key, job) => {
      const slot = busy.get(key) ?? { active: 0, line: [] };
      busy.set(key, slot);
      if (slot.active >= most) await new Promise<void>(go => slot.line.push(go));
      else slot.active++;
      try {
        return await job();
      } finally {
        const next = slot.line.shift();
        if (next) next();
        else if (--slot.active === 0) busy.delete(key);
      }
    },
  };
}
