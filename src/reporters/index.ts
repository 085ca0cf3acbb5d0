import type { Format } from './reporter.ts';

/** Formats by the name that `--report` takes, each loaded where it is used, so that none of them costs the others time. */
export const formats = {
  table: async () => ({ report: (await import('./table.ts')).table, crashed: (await import('./table.ts')).crashedTable }),
  json: async () => ({ report: (await import('./json.ts')).json, crashed: (await import('./json.ts')).crashedJson }),
  jsonl: async () => ({ report: (await import('./jsonl.ts')).jsonl, crashed: (await import('./jsonl.ts')).crashedJsonl }),
  junit: async () => ({ report: (await import('./junit.ts')).junit, crashed: (await import('./junit.ts')).crashedJunit }),
  sarif: async () => ({ report: (await import('./sarif.ts')).sarif, crashed: (await import('./sarif.ts')).crashedSarif }),
  gitlab: async () => ({ report: (await import('./gitlab.ts')).gitlab, crashed: (await import('./gitlab.ts')).crashedGitlab }),
  markdown: async () => ({ report: (await import('./markdown.ts')).markdown, crashed: (await import('./markdown.ts')).crashedMarkdown }),
  html: async () => ({ report: (await import('./html.ts')).html, crashed: (await import('./html.ts')).crashedHtml }),
  prometheus: async () => ({ report: (await import('./prometheus.ts')).prometheus, crashed: (await import('./prometheus.ts')).crashedPrometheus }),
} as const satisfies Record<string, () => Promise<Format>>;

export type FormatName = keyof typeof formats;
export const isFormat = (name: string): name is FormatName => Object.hasOwn(formats, name);
