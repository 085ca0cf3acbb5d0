import fc from 'fast-check';
import type { Remedy } from '../../src/model/remedy.ts';
import type { Cell, Looked, Report, ReportedFinding, Result, Unknown, WaiverState } from '../../src/model/report.ts';
import { coverageOf, sampleReport } from '../support/sample-report.ts';

const EVIL = [
  '\u001b[2J\u001b[31mGO',
  '\u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007',
  '\u009b31m',
  'a\rGO',
  'line\nGO: everything is fine',
  '\u202egpj.exe',
  '\u2066x\u2069',
  'zero\u200bwidth\ufeff\u00ad',
  '\ud800',
  '\udfff tail',
  '\ufffe\uffff',
  '\u{e0047}\u{e004f}',
  'tag\u{e0100}',
  '\u0000',
  '\u0085\u2028\u2029',
  ']]><failure/>&#27;&lt;"\'',
  '</script><script>alert(1)</script><!--',
  '"><img src=x onerror=alert(1)>',
  '[[ATTACHMENT|/etc/passwd]]',
  '``` </details> | [x](javascript:alert(1)) @ops #1 ![](http://evil.example/x)',
  'https://evil.example/<script>',
  '# heading\n- item\n1. one',
  '../../etc/passwd',
  'C:\\x',
  '<![CDATA[',
  '{{constructor}} $& $1 %s',
  '__proto__',
  'Größe 日本語 ⚠️ 👩‍🔧 1️⃣ café',
  `${'w'.repeat(300)}`,
  '',
];

/** Text as it may stand in a database that someone else fills. */
export const evil = fc.oneof(
  fc.constantFrom(...EVIL),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.tuple(fc.constantFrom(...EVIL), fc.string({ maxLength: 20 }), fc.constantFrom(...EVIL)).map(parts => parts.join('')),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 10 }).map(units => String.fromCharCode(...units)),
);

const named = evil.filter(text => text !== '');
const time = fc.constantFrom('2026-11-21T02:00:00Z', '2026-11-21T02:00:00.123+02:00', '2026-02-31T25:61:00Z');
const day = fc.constantFrom('2026-12-01', '2026-10-31', '2026-02-31');
const severity = fc.constantFrom('blocker', 'warning', 'advice');
const verdict = fc.constantFrom('pass', 'fail', 'skip', 'unknown');

/** Keys may be missing, but never `undefined`. */
const record = <T extends object, K extends keyof T>(model: { [P in keyof T]: fc.Arbitrary<T[P]> }, requiredKeys: K[]) =>
  fc.record(model, { requiredKeys }) as unknown as fc.Arbitrary<T>;

const remedy = record<Required<Remedy>, never>(
  {
    text: evil,
    commands: fc.array(fc.record({ language: fc.constantFrom('sql', 'sh', 'text'), text: evil }), { maxLength: 3 }),
    down: evil,
    undo: evil,
    note: evil,
  },
  [],
);

const finding = (host: fc.Arbitrary<string>, remedies: boolean) =>
  record<Required<ReportedFinding>, 'fingerprint' | 'message' | 'severity' | 'text' | 'data'>(
    {
      fingerprint: fc.constant('0123456789abcdef'),
      message: named,
      severity: fc.constantFrom('blocker', 'warning', 'advice', 'note'),
      text: evil,
      host,
      object: evil,
      path: evil,
      line: fc.nat(),
      data: fc.dictionary(evil, fc.oneof(evil, fc.double(), fc.constant(Number.NaN)), { maxKeys: 2 }),
      waived: record<Required<NonNullable<ReportedFinding['waived']>>, 'owner' | 'reason' | 'until'>(
        { owner: evil, reason: evil, ticket: evil, until: day },
        ['owner', 'reason', 'until'],
      ),
      known: fc.boolean(),
      ...(remedies && { remedy }),
    } as { [P in keyof Required<ReportedFinding>]: fc.Arbitrary<Required<ReportedFinding>[P]> },
    ['fingerprint', 'message', 'severity', 'text', 'data'],
  );

const unknown = (host: fc.Arbitrary<string>) =>
  record<Required<Unknown>, 'status' | 'reason'>(
    { fact: evil, host, status: fc.constantFrom('denied', 'timeout', 'unreachable', 'undecided', 'error'), reason: evil },
    ['status', 'reason'],
  );

const result = (hosts: readonly string[], remedies: boolean): fc.Arbitrary<Result> => {
  const host = fc.constantFrom(...hosts);
  return fc.record({
    check: named,
    title: evil,
    severity,
    verdict,
    why: evil,
    refs: remedies ? fc.array(evil, { maxLength: 2 }) : fc.constant([]),
    findings: fc.array(finding(host, remedies), { maxLength: 4 }),
    unknowns: fc.array(unknown(host), { maxLength: 3 }),
    skipped: evil,
    cells: fc.uniqueArray(fc.record({ host: fc.oneof(host, fc.constant('')), verdict }) as fc.Arbitrary<Cell>, { selector: cell => cell.host }),
    looked: fc.array(fc.record({ fact: evil, host, query: evil, status: fc.constantFrom('ok', 'denied'), at: time }) as fc.Arbitrary<Looked>, {
      maxLength: 2,
    }),
  });
};

const waiver = record<Required<WaiverState>, 'check' | 'owner' | 'reason' | 'until' | 'state' | 'findings' | 'remarks'>(
  {
    check: named,
    host: evil,
    object: evil,
    owner: evil,
    reason: evil,
    ticket: evil,
    until: day,
    line: fc.nat(),
    state: fc.constantFrom('used', 'unused', 'expired'),
    findings: fc.nat(),
    remarks: fc.array(evil, { maxLength: 2 }),
  },
  ['check', 'owner', 'reason', 'until', 'state', 'findings', 'remarks'],
);

/** What only some runs have. */
const extras = (hosts: readonly string[]) =>
  record<Required<Pick<Report, 'waivers' | 'baseline' | 'changes' | 'inventory'>>, never>(
    {
      waivers: fc.array(waiver, { maxLength: 3 }),
      changes: fc.array(
        fc.record({
          host: named,
          evidence: evil,
          details: fc.array(fc.record({ sign: fc.constantFrom('+' as const, '-' as const, '~' as const), text: evil }), { maxLength: 3 }),
          more: fc.nat(),
        }),
        { maxLength: 3 },
      ),
      baseline: fc.record({ name: evil, time, new: fc.nat(), known: fc.nat(), gone: fc.nat(), onlyNew: fc.boolean() }),
      inventory: fc.record({ file: named, lines: fc.dictionary(fc.oneof(fc.constantFrom(...hosts), evil), fc.integer({ min: 1, max: 9999 })) }),
    },
    [],
  );

/** Any report that the types allow, full of what someone else wrote. Without `remedies` it has no line that must not be wrapped. */
export const hostileReport = ({ remedies = true } = {}): fc.Arbitrary<Report> =>
  fc.uniqueArray(named, { minLength: 1, maxLength: 3 }).chain(hosts =>
    fc
      .record({
        time,
        platform: fc.record({ id: named, title: evil }),
        from: named,
        evidence: fc.record({ kind: fc.constant('installation' as const), name: evil, digest: evil }),
        inputs: fc.dictionary(evil, fc.oneof(evil, fc.boolean(), fc.array(evil, { maxLength: 2 })), { maxKeys: 3 }),
        threshold: severity,
        verdict: fc.constantFrom('GO', 'NO-GO', 'UNKNOWN'),
        reasons: fc.array(evil, { maxLength: 2 }),
        remarks: fc.array(evil, { maxLength: 2 }),
        results: fc.array(result(hosts, remedies), { maxLength: 4 }),
        excluded: fc.array(fc.record({ check: named, reason: evil }), { maxLength: 2 }),
        extras: extras(hosts),
      })
      .map(({ extras: some, ...given }) =>
        sampleReport({ ...(given as Partial<Report>), ...some, hosts: { any: hosts }, coverage: coverageOf(given.results) }),
      ),
  );
