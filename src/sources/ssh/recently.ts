/** Remembers what a key stood for, for as long as many hosts are asked at once: their files need not be looked at again for each. */
export function recently<T>(load: (key: string) => Promise<T>, milliseconds = 1000): (key: string) => Promise<T> {
  const known = new Map<string, { readonly until: number; readonly value: Promise<T> }>();
  return key => {
    const found = known.get(key);
    if (found && found.until > performance.now()) return found.value;
    const value = load(key);
    known.set(key, { until: performance.now() + milliseconds, value });
    value.catch(() => known.delete(key));
    return value;
  };
}
