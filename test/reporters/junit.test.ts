import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import type { Report, Result } from '../../src/model/report.ts';
import { crashedJunit, junit } from '../../src/reporters/junit.ts';
import type { ReporterOptions } from '../../src/reporters/reporter.ts';
import { emptyReport, fullReport, goReport, sampleFinding, sampleReport, sampleResult } from '../support/sample-report.ts';
import { hostileReport } from './hostile-report.ts';

const OPTIONS: ReporterOptions = { columns: 80, color: true, all: false };

interface Told {
  readonly '@message': string;
  readonly '@type'?: string;
  readonly '#text'?: string;
}
interface TestCase {
  readonly '@classname': string;
  readonly '@name': string;
  readonly '@time': string;
  readonly '@file'?: string;
  readonly '@line'?: string;
  readonly failure?: readonly Told[];
  readonly error?: readonly Told[];
  readonly skipped?: readonly Told[];
  readonly 'system-out'?: readonly string[];
}
interface Counted {
  readonly '@name': string;
  readonly '@tests': string;
  readonly '@failures': string;
  readonly '@errors': string;
  readonly '@skipped': string;
  readonly '@time': string;
  readonly '@timestamp'?: string;
}
interface Suite extends Counted {
  readonly '@hostname'?: string;
  readonly properties?: readonly { readonly property: readonly { readonly '@name': string; readonly '@value': string }[] }[];
  readonly testcase: readonly TestCase[];
}
interface Root extends Counted {
  readonly testsuite: readonly Suite[];
}

const LISTS = ['testsuite', 'testcase', 'failure', 'error', 'skipped', 'system-out', 'properties', 'property'];
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  processEntities: { enabled: true, maxTotalExpansions: 1e9, maxExpandedLength: 1e9 },
  isArray: name => LISTS.includes(name),
});

/** Reads a file as its readers do, and refuses what one of them would refuse. */
function read(xml: string): Root {
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(xml).not.toMatch(/[^\x09\x0a\x0d\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  expect(xml).not.toMatch(/\x1b|\x7f|[\x80-\x9f]|&#|<!/);
  return (parser.parse(xml) as { testsuites: Root }).testsuites;
}

const written = (report: Report, options: Partial<ReporterOptions> = {}): Root => read(junit(report, { ...OPTIONS, ...options }));
const casesOf = ({ testsuite }: Root): TestCase[] => testsuite.flatMap(({ testcase }) => testcase);
const only = (results: readonly Result[], given: Partial<Report> = {}): Report => sampleReport({ results, verdict: 'GO', ...given });
const find = (root: Root, part: string): TestCase => casesOf(root).find(one => one['@name'].includes(part))!;

describe('junit', () => {
  test('is the golden file', () => expect(junit(sampleReport(), OPTIONS)).toMatchFileSnapshot('golden/junit.xml'));

  test('counts what is there, in the suites and in the root', () => {
    const root = written(sampleReport());
    const counts = ({ '@tests': tests, '@failures': failures, '@errors': errors, '@skipped': skipped }: Counted): number[] =>
      [tests, failures, errors, skipped].map(Number);
    const real = (cases: readonly TestCase[]): number[] => [
      cases.length,
      ...(['failure', 'error', 'skipped'] as const).map(kind => cases.filter(one => one[kind]).length),
    ];
    expect(counts(root)).toEqual([18, 2, 5, 1]);
    for (const one of root.testsuite) expect(counts(one)).toEqual(real(one.testcase));
    expect(counts(root)).toEqual(real(casesOf(root)));
  });

  test('has one suite per host, sorted, and one for what has no host, last', () => {
    const names = written(sampleReport()).testsuite.map(one => [one['@name'], one['@hostname']]);
    expect(names).toEqual([
      ...['db1', 'kvm1', 'kvm2', 'kvm3', 'm1', 'm2'].map(host => [`cloudstack/${host}.example.org`, `${host}.example.org`]),
      ['cloudstack/-', undefined],
    ]);
  });

  test('says in every suite what the run was about', () => {
    for (const { properties } of written(sampleReport()).testsuite) {
      expect(Object.fromEntries(properties![0]!.property.map(one => [one['@name'], one['@value']]))).toEqual({
        'preflight.version': '0.1.0',
        'preflight.from': '4.9.3.1',
        'preflight.to': '4.13.1.0',
        'preflight.phase': 'pre',
        'preflight.evidence': 'before-upgrade.tar.gz',
        'preflight.evidence.digest': sampleReport().evidence.digest,
        'preflight.verdict': 'NO-GO',
      });
    }
  });

  test('says the time in UTC, whatever the report says', () => {
    const at = (time: string): string | undefined => written(goReportAt(time)).testsuite[0]!['@timestamp'];
    expect(at('2026-11-21T02:00:00+05:30')).toBe('2026-11-20T20:30:00Z');
    expect(at('2026-11-21T02:00:00.123Z')).toBe('2026-11-21T02:00:00Z');
    expect(at('yesterday')).toBeUndefined();
  });
  const goReportAt = (time: string): Report => ({ ...goReport(), time });
});

describe('a case', () => {
  test('fails on the host with a finding, with the first line of the text as its message', () => {
    const [failure] = find(written(sampleReport()), 'storage-pool').failure!;
    expect(failure!['@type']).toBe('preflight.blocker');
    expect(failure!['@message']).toMatch(/^cloudstack\/storage-pool-trailing-slash blocker: Storage pool kvm1-local \(id 8\) has the path/);
    expect(failure!['#text']!.split('\n')[0]).toBe(failure!['@message']);
    for (const part of ['UPDATE cloud.storage_pool SET path = ', 'Looked at: storage pools on db1', 'https://github.com/'])
      expect(failure!['#text']).toContain(part);
  });

  test('says enough in its first 1,000 characters', () => {
    expect(find(written(sampleReport()), 'storage-pool').failure![0]!['#text']!.slice(0, 1000)).toContain('WHERE id = 12;');
  });

  test('passes on a host of a failed check that has no finding itself', () => {
    const check = sampleResult({
      check: 'x/y',
      verdict: 'fail',
      findings: [sampleFinding({ host: 'a' })],
      cells: [
        { host: 'a', verdict: 'fail' },
        { host: 'b', verdict: 'pass' },
      ],
    });
    const root = written(only([check], { verdict: 'NO-GO' }));
    expect(find(root, '[a]').failure).toHaveLength(1);
    expect(Object.keys(find(root, '[b]'))).not.toContain('failure');
  });

  test('fails on every host where the finding names none', () => {
    const { host: _, ...finding } = sampleFinding();
    const check = sampleResult({
      check: 'x/y',
      verdict: 'fail',
      findings: [finding],
      cells: [
        { host: 'a', verdict: 'fail' },
        { host: 'b', verdict: 'fail' },
      ],
    });
    expect(written(only([check], { verdict: 'NO-GO' }))['@failures']).toBe('2');
  });

  for (const [status, type] of [
    ['timeout', 'timeout'],
    ['error', 'internal'],
    ['unreachable', 'collection'],
    ['undecided', 'collection'],
  ] as const) {
    test(`is an error of type preflight.${type} where the cause is ${status}`, () => {
      const check = sampleResult({
        check: 'x/y',
        verdict: 'unknown',
        unknowns: [{ host: 'a', status, reason: 'so it is' }],
        cells: [{ host: 'a', verdict: 'unknown' }],
      });
      expect(find(written(only([check], { verdict: 'UNKNOWN' })), 'x/y').error).toEqual([
        { '@message': `x/y unknown: on a: ${status}, so it is`, '@type': `preflight.${type}`, '#text': `x/y unknown: on a: ${status}, so it is` },
      ]);
    });
  }

  test('that found a warning and could not see the rest is an error, not a pass', () => {
    const check = sampleResult({
      check: 'x/y',
      verdict: 'fail',
      findings: [sampleFinding({ severity: 'warning' })],
      unknowns: [{ status: 'denied', reason: 'no' }],
      cells: [{ host: sampleFinding().host!, verdict: 'fail' }],
    });
    const one = find(written(only([check], { verdict: 'UNKNOWN' })), 'x/y');
    expect(one.error).toHaveLength(1);
    expect(one['system-out']![0]).toContain('x/y warning: Something is wrong.');
  });

  test('below the threshold is what junitWarnings says', () => {
    const warned = (junitWarnings: 'pass' | 'skip' | 'fail'): TestCase => find(written(sampleReport(), { junitWarnings }), 'var-file-system-full');
    expect(warned('pass')).toMatchObject({ 'system-out': [expect.stringContaining('yum clean all')] });
    expect(Object.keys(warned('pass'))).not.toEqual(expect.arrayContaining(['failure']));
    expect(warned('skip')).toMatchObject({ skipped: [{ '@message': expect.stringContaining('/var has 512 MiB free') }] });
    expect(warned('fail')).toMatchObject({ failure: [{ '@type': 'preflight.warning' }] });
    expect(Object.keys(warned('fail'))).not.toContain('system-out');
  });

  test('at the threshold fails, with its own severity as the type', () => {
    expect(find(written(sampleReport({ threshold: 'advice' })), 'unused-system-vm').failure![0]!['@type']).toBe('preflight.advice');
    expect(find(written(sampleReport({ threshold: 'advice' })), 'database-charset').failure).toBeUndefined();
  });

  test('has a name that stays when what was measured changes', () => {
    const names = (free: string): string[] =>
      casesOf(written(JSON.parse(JSON.stringify(sampleReport()).replaceAll('512', free)))).map(one => one['@name']);
    expect(names('100')).toEqual(names('900'));
    expect(names('100')).toContain('cloudstack/var-file-system-full Hosts have room for the new packages in /var [kvm1.example.org]');
  });

  test('has a name of at most 512 characters that keeps check and host', () => {
    const check = sampleResult({ check: 'x/y', title: '😀'.repeat(600), cells: [{ host: 'a'.repeat(253), verdict: 'pass' }] });
    const [one] = casesOf(written(only([check])));
    expect(one!['@name'].length).toBeLessThanOrEqual(512);
    expect(one!['@name']).toMatch(/^x\/y 😀+… \[a{253}\]$/u);
  });

  test('with very many findings stays readable', () => {
    const findings = Array.from({ length: 10_000 }, (_, id) => sampleFinding({ text: `Pool ${id} is wrong.`, object: `pool ${id}` }));
    const check = sampleResult({ check: 'x/y', verdict: 'fail', findings });
    const text = (all: boolean): string => find(written(only([check], { verdict: 'NO-GO' }), { all }), 'x/y').failure![0]!['#text']!;
    expect(text(false)).toContain('… and 9,980 more: see --report json');
    expect(text(false).length).toBeLessThan(3_000);
    expect(text(true)).toContain('Pool 9999 is wrong.');
  });
});

describe('what people said of a finding', () => {
  const waived = { owner: 'ops', reason: 'the pool is empty', ticket: 'CHG-123', until: '2026-12-01' };
  const check = (...findings: Result['findings']): Result => sampleResult({ check: 'x/y', verdict: 'fail', findings });
  const one = (report: Report, options: Partial<ReporterOptions> = {}): TestCase => find(written(report, options), 'x/y');

  test('waived is skipped, and says so in the attribute and in the text', () => {
    const { skipped, failure, 'system-out': out } = one(only([check(sampleFinding({ waived }))]));
    expect(skipped![0]!['@message']).toBe('waived until 2026-12-01 by ops, CHG-123: the pool is empty (x/y blocker: Something is wrong.)');
    expect(skipped![0]!['#text']).toBe(skipped![0]!['@message']);
    expect(failure).toBeUndefined();
    expect(out![0]).toContain('State: waived until 2026-12-01');
  });

  test('waived beside one that is not fails, with both told', () => {
    const {
      skipped,
      failure,
      'system-out': out,
    } = one(only([check(sampleFinding({ object: 'a' }), sampleFinding({ object: 'b', waived }))], { verdict: 'NO-GO' }));
    expect(skipped).toBeUndefined();
    expect(failure![0]!['#text']).toContain('At: db1.example.org, a');
    expect(out![0]).toContain('At: db1.example.org, b');
  });

  test('waived does not make an unknown green', () => {
    const unknowns = [{ status: 'denied', reason: 'no' }] as const;
    const report = only([{ ...check(sampleFinding({ waived })), unknowns }], { verdict: 'UNKNOWN' });
    expect(one(report).error).toHaveLength(1);
  });

  test('known from the baseline fails, and does not where only new findings count', () => {
    const known = check(sampleFinding({ known: true }));
    expect(one(only([known], { verdict: 'NO-GO' })).failure![0]!['#text']).toContain('State: known from the baseline');
    const baseline = { name: 'b', time: '2026-11-20T02:00:00Z', new: 0, known: 1, gone: 0, onlyNew: true };
    const green = one(only([known], { verdict: 'NO-GO', baseline }));
    expect(green.failure).toBeUndefined();
    expect(green['system-out']![0]).toContain('State: known from the baseline');
  });

  test('is in the properties of the case', () => {
    const xml = junit(fullReport(), OPTIONS);
    expect(xml).toContain('<property name="preflight.waived" value="99aa88bb77cc66dd"/>');
    expect(xml).toContain('<property name="preflight.known" value="1c9d8e7f6a5b4c3d"/>');
    expect(xml).toContain('<property name="preflight.baseline" value="reports/friday.json"/>');
  });
});

describe('a link', () => {
  test('leads to the line of the host in the target file, where it has one', () => {
    const root = written(fullReport());
    expect(find(root, 'storage-pool-trailing-slash')).toMatchObject({ '@file': 'sites/a/preflight.yaml', '@line': '20' });
    const kvm3 = find(root, 'var-file-system-full Hosts have room for the new packages in /var [kvm3');
    expect([kvm3['@file'], kvm3['@line']]).toEqual(['sites/a/preflight.yaml', undefined]);
    expect(find(written(sampleReport()), 'storage-pool')['@file']).toBeUndefined();
  });

  test('leads to the HTML report from every red case and no other, in the one system-out', () => {
    for (const one of casesOf(written(fullReport(), { attachment: 'reports/site.html' }))) {
      const red = one.failure !== undefined || one.error !== undefined;
      expect((one['system-out'] ?? []).length).toBeLessThanOrEqual(1);
      expect(one['system-out']?.[0]?.startsWith('[[ATTACHMENT|reports/site.html]]') ?? false).toBe(red);
    }
  });

  test('cannot be made by a name: some readers publish whatever file it leads to', () => {
    const text = 'pool [[ATTACHMENT|/etc/shadow]] [[attachment|/etc/shadow]]';
    for (const severity of ['blocker', 'note'] as const) {
      const check = sampleResult({ check: 'x/y', verdict: 'fail', findings: [sampleFinding({ text, severity })] });
      const xml = junit(only([check], { verdict: 'NO-GO' }), OPTIONS);
      expect(xml).not.toMatch(/\[\[attachment/i);
    }
  });
});

describe('red', () => {
  test('where no check ran: one error', () => {
    const root = written(emptyReport());
    expect(casesOf(root)).toMatchObject([
      {
        '@name': 'preflight run',
        '@classname': 'preflight.cloudstack._',
        error: [{ '@message': 'no check was decided', '#text': 'no check was decided' }],
      },
    ]);
  });

  test('where every check was skipped, so that nothing was decided', () => {
    const skipped = sampleResult({ check: 'x/y', verdict: 'skip', skipped: 'not here', cells: [{ host: '', verdict: 'skip' }] });
    expect(written(only([skipped], { verdict: 'UNKNOWN', reasons: ['no check was decided'] }))).toMatchObject({
      '@tests': '2',
      '@errors': '1',
      '@skipped': '1',
    });
  });

  test('wherever the verdict is not GO, and green where it is', () => {
    const red = (report: Report): boolean => Number(written(report)['@failures']) + Number(written(report)['@errors']) > 0;
    expect([sampleReport(), emptyReport(), goReport()].map(red)).toEqual([true, true, false]);
  });

  test('where the run crashed', () => {
    const root = read(crashedJunit('The target file\nis no YAML: \u001b[31m"\u0000'));
    expect(root).toMatchObject({ '@tests': '1', '@errors': '1', '@failures': '0' });
    const message = 'The target file is no YAML: \\x1b[31m"\\x00';
    expect(casesOf(root)).toMatchObject([
      {
        '@classname': 'preflight.run',
        '@name': 'preflight run',
        '@time': '0',
        error: [{ '@message': message, '@type': 'preflight.internal', '#text': message }],
      },
    ]);
    expect(casesOf(read(crashedJunit('')))[0]!.error![0]!['@message']).toBe('preflight could not run');
  });
});

/** One trap of some reader each; see the shape of the golden file for the rest. */
function assertReadable(xml: string): void {
  const root = read(xml);
  const cases = casesOf(root);
  for (const suite of [root, ...root.testsuite]) {
    expect(suite['@time'], 'a suite without a time is NaN').toMatch(/^\d+(\.\d+)?$/);
    expect(Number(suite['@tests']), 'a suite without a case is ignored, or the whole run green').toBeGreaterThan(0);
  }
  expect(xml, 'nested suites are dropped').not.toMatch(/<testsuite [^>]*>\s*<testsuite /);
  expect(xml, 'standard error is shown twice').not.toContain('<system-err');
  expect(new Set(cases.map(one => one['@name'])).size, 'of two equal names one is lost').toBe(cases.length);
  for (const one of cases) {
    const told = [...(one.failure ?? []), ...(one.error ?? []), ...(one.skipped ?? [])];
    expect(told.length, 'with failure and skipped together the failure is lost').toBeLessThanOrEqual(1);
    expect(one['system-out']?.length ?? 1, 'with two the file is refused').toBe(1);
    expect(one['@file'] ?? 'x', 'a path is below the repository').toMatch(/^(?![/.])[^\\]*$/);
    expect(one['@classname'], 'dots in a host are packages').toMatch(/^preflight\.([A-Za-z0-9_]+)(\.[A-Za-z0-9_]+)?$/);
    expect(one['@name'].length).toBeLessThanOrEqual(512);
    expect(one['@time']).toBe('0');
    for (const { '@message': message, '@type': type = 'preflight.-', '#text': text } of told) {
      expect(message).not.toBe('');
      expect(text?.split('\n')[0], 'attribute and text say the same').toBe(message);
      expect(type, 'a plain word such as array is a type of data').toMatch(/^preflight\./);
    }
    if (one.skipped) expect(one.skipped[0]!['#text']).toBe(one.skipped[0]!['@message']);
  }
  expect(xml, 'a line break in an attribute is lost or shown as a reference').not.toMatch(/<[^>]*[\n\r\t][^>]*>/);
}

describe('readers', () => {
  for (const junitWarnings of ['pass', 'skip', 'fail'] as const) {
    test(`have no trap in the samples (${junitWarnings})`, () => {
      for (const report of [sampleReport(), fullReport(), goReport(), emptyReport()]) assertReadable(junit(report, { ...OPTIONS, junitWarnings }));
    });

    test(`have no trap in what others wrote (${junitWarnings})`, () => {
      fc.assert(
        fc.property(hostileReport(), report => {
          const xml = junit(report, { ...OPTIONS, junitWarnings });
          assertReadable(xml);
          expect(junit(structuredClone(report), { ...OPTIONS, junitWarnings })).toBe(xml);
          const root = read(xml);
          if (report.verdict !== 'GO') expect(Number(root['@failures']) + Number(root['@errors'])).toBeGreaterThan(0);
        }),
        { numRuns: 60 },
      );
    });
  }

  test('see control characters, markup and emoji as text', () => {
    const text = '\u001b[31m &#27; <![CDATA[x]]> \ufffe \ud800 12 😀 ⚠️ & "q"';
    const check = sampleResult({ check: 'x/y', verdict: 'fail', findings: [sampleFinding({ text })] });
    const [failure] = find(written(only([check], { verdict: 'NO-GO' })), 'x/y').failure!;
    expect(failure!['@message']).toBe('x/y blocker: \\x1b[31m &#27; <![CDATA[x]]> \\ufffe \\ud800 12 😀 ⚠️ & "q"');
  });

  test('are told where a command cannot be pasted from here', () => {
    const command = { language: 'sh', text: "rm -- 'a\u202eb'" } as const;
    const check = sampleResult({ check: 'x/y', verdict: 'fail', findings: [sampleFinding({ remedy: { commands: [command] } })] });
    expect(find(written(only([check], { verdict: 'NO-GO' })), 'x/y').failure![0]!['#text']).toContain(
      "rm -- 'a\\u202eb'\nSome characters cannot be shown",
    );
  });
});
