import { expect } from 'vitest';

const NAME = /^preflight_[a-z]+(_[a-z]+)*$/;
const RESERVED = /_(total|count|sum|bucket|gauge|counter|histogram)$/;

/** Series with their values, read as the textfile collector does: it drops a file with an equal series, a metric in two places or a bad line. */
export function readMetrics(text: string): Map<string, number> {
  const series = new Map<string, number>();
  const seen = new Set<string>();
  let [helped, typed] = ['', ''];
  for (const line of text.trimEnd().split('\n')) {
    const [, help] = /^# HELP (\S+) \S.*$/.exec(line) ?? [];
    const [, type] = /^# TYPE (\S+) gauge$/.exec(line) ?? [];
    if (help !== undefined) {
      expect(seen, 'a metric stands in one place').not.toContain(help);
      expect(help).toMatch(NAME);
      expect(help).not.toMatch(RESERVED);
      seen.add((helped = help));
      continue;
    }
    if (type !== undefined) {
      expect(type).toBe(helped);
      typed = type;
      continue;
    }
    const [, name, labels = '', value] = /^([a-z_]+)(\{(?:[a-z]+="(?:[^"\\\n]|\\\\|\\"|\\n)*"(?:,(?=[a-z]))?)+\})? (\S+)$/.exec(line) ?? [];
    expect(name, line).toBe(typed);
    expect(Number.isFinite(Number(value)), line).toBe(true);
    expect(series.has(name + labels), `${line} stands once`).toBe(false);
    series.set(name + labels, Number(value));
  }
  return series;
}
