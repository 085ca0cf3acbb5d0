/** Who may import whom. Each rule is a sentence, printed beside the import that breaks it; test/layers.test.ts sees that no rule guards an empty folder. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const own = '^(src|checks|scripts|test)/';
const WORLD = '^(node:)?(fs|fs/promises|net|tls|dns|http|https|child_process|worker_threads|dgram|cluster)$';
const CLIENTS = '(^|node_modules/)(ssh2|mysql2|pg|better-sqlite3|openpgp|tar-stream)(/|$)';

export default {
  forbidden: [
    rule(
      'checks-know-no-transport',
      'A check imports the public API, its facts and small modules beside them. If it needs more, the API needs a new word.',
      { path: '^checks/(?!index[.]ts)' },
      { path: own, pathNot: ['^src/index[.]ts$', '^checks/'] },
    ),
    rule(
      'checks-keep-to-their-platform',
      'A check shares nothing with another platform but the public API.',
      { path: '^checks/([^/]+)/' },
      { path: '^checks/', pathNot: '^checks/($1|common)/' },
    ),
    rule(
      'checks-are-pure',
      'A check reads evidence and returns findings: no files, no clock, no network, no libraries.',
      { path: '^checks/' },
      { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional'] },
    ),
    rule(
      'src-knows-no-platform',
      'Platform knowledge lives in checks/. Only engine/packs.ts may load it.',
      { path: '^src/', pathNot: '^src/engine/packs[.]ts$' },
      { path: '^checks/' },
    ),
    rule(
      'sources-only-answer',
      'A source turns a query into an answer. It never sees a fact, a check or a report.',
      { path: '^src/sources/' },
      { path: own, pathNot: ['^src/sources/', '^src/model/(query|answer|commands|where|foreseen)[.]ts$', '^src/snapshot/', '^src/parsers/'] },
    ),
    rule(
      'only-sources-touch-the-world',
      'Files, network, databases and child processes belong to src/sources/ and src/snapshot/, and the history to src/history/. The reports that the operator asked for are written by cli/write-report.ts.',
      { path: '^(src|checks)/', pathNot: ['^src/(sources|snapshot|history)/', '^src/cli/write-report[.]ts$'] },
      { path: `${WORLD}|${CLIENTS}` },
    ),
    rule(
      'model-and-judging-are-pure',
      'The model and the judge know values and nothing else: no node modules, no clock, no randomness.',
      { path: '^src/(model/|engine/(judge|read|select|plan|verdict)[.]ts$)' },
      { dependencyTypes: ['core', 'npm', 'npm-optional'] },
    ),
    rule(
      'model-knows-only-itself',
      'The model is what everything else is built from, so it is built from nothing.',
      { path: '^src/model/' },
      { path: own, pathNot: '^src/model/' },
    ),
    rule(
      'parsers-see-only-text',
      'A parser turns redacted text into values; it knows neither engine nor sources.',
      { path: '^src/parsers/' },
      { path: own, pathNot: '^src/(parsers|model)/' },
    ),
    rule(
      'reporters-see-only-the-report',
      'A reporter gets a Report and returns text.',
      { path: '^src/reporters/' },
      { path: own, pathNot: ['^src/reporters/', '^src/model/', '^src/tool-version[.]ts$'] },
    ),
    rule(
      'engine-knows-no-surface',
      'The engine is used by commands and reporters; it does not know them.',
      { path: '^src/engine/' },
      { path: '^src/(cli|reporters|sources|snapshot)/' },
    ),
    rule('nobody-imports-tests', 'Tests import the product, never the other way round.', { path: '^(src|checks|scripts)/' }, { path: '^test/' }),
    rule('no-cycles', 'Two modules that need each other are one module.', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    rule(
      'no-orphans',
      'Nothing imports this file.',
      { orphan: true, path: '^(src|checks)/', pathNot: ['^src/cli[.]ts$', '[.]json$', '^src/schemas/validators[.]cjs$'] },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
};
