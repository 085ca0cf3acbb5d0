import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { temporaryFolder } from '../support/snapshots.ts';
import { memoryStreams } from '../support/streams.ts';

const BAD = 'fixtures/cloudstack/4.2-kvm-vmware';
const GOOD = 'fixtures/cloudstack/4.2-kvm-vmware-mended';

const preflight = async (...args: string[]) => {
  const streams = memoryStreams();
  const exit = await main(args, streams);
  return { exit, out: streams.out(), err: streams.err() };
};

const reportOf = async (snapshot: string, name: string): Promise<string> => {
  const file = join(temporaryFolder(), name);
  await preflight('scan', '--snapshot', snapshot, '--to', '4.3.2', '--report', `json=${file}`);
  return file;
};

describe('two snapshots', () => {
  test('differ in what was mended', async () => {
    const { exit, out } = await preflight('diff', BAD, GOOD);
    expect(exit).toBe(0);
    expect(out).toContain('table cloud.storage_pool');
    expect(out).toMatch(/~ id \d+ .*: path \/var\/lib\/libvirt\/images\/+ → \/var\/lib\/libvirt\/images/);
    expect(out).not.toMatch(/‹secret:[^:›]*:/);
  });

  test('that are one are the same', async () => {
    expect((await preflight('diff', BAD, BAD)).out).toContain('Nothing is different but times.');
    expect((await preflight('diff', BAD, BAD, '--format', 'json')).out).toBe('[]\n');
  });

  test('of two platforms, or with the wrong flag, are refused', async () => {
    expect(await preflight('diff', BAD, 'fixtures/opennebula/6.10-onecfg-fresh')).toMatchObject({
      exit: 3,
      err: expect.stringContaining('one of opennebula'),
    });
    expect((await preflight('diff', BAD, GOOD, '--fail-on-new')).err).toContain('is for two reports');
  });
});

describe('two reports', () => {
  test('say what was fixed and what is new, and gate on request', async () => {
    const [bad, good] = [await reportOf(BAD, 'bad.json'), await reportOf(GOOD, 'good.json')];
    const forward = await preflight('diff', bad, good, '--fail-on-new');
    expect(forward.out).toMatch(/Fixed\n {2}- cloudstack\//);
    expect(forward.out).toMatch(/ 0 new, /);
    expect(forward.exit).toBe(0);
    const back = await preflight('diff', good, bad, '--fail-on-new');
    expect(back.out).toMatch(/New\n {2}\+ cloudstack\//);
    expect(back.exit).toBe(1);
    expect(JSON.parse((await preflight('diff', bad, bad, '--format', 'json')).out)).toMatchObject({ fixed: [], broke: [], verdicts: [] });
  });

  test('of which the second could not look say so, and are no pass', async () => {
    const [bad, dead] = [await reportOf(BAD, 'bad.json'), join(temporaryFolder(), 'dead.json')];
    const report = JSON.parse(readFileSync(bad, 'utf8'));
    const check = 'cloudstack/storage-pool-trailing-slash';
    for (const result of report.results)
      if (result.check === check) Object.assign(result, { verdict: 'unknown', findings: [], unknowns: [{ status: 'timeout', reason: 'timed out' }] });
    writeFileSync(dead, JSON.stringify(report));
    const { exit, out } = await preflight('diff', bad, dead, '--fail-on-new');
    expect(exit).toBe(2);
    expect(out).toMatch(/not looked at again\n {2}\? cloudstack\/storage-pool-trailing-slash: /);
    expect(out).toContain(`~ ${check}: fail → unknown`);
    expect(out).toMatch(/\n0 findings fixed, 0 new, \d+ unchanged, \d+ not looked at again\.\n$/);
    expect((await preflight('diff', bad, dead)).exit).toBe(0);
    expect((await preflight('diff', dead, bad, '--fail-on-new')).exit).toBe(1);
  });

  test('that are none are refused, with the file', async () => {
    const file = join(temporaryFolder(), 'x.json');
    writeFileSync(file, '{"format":1}');
    expect(await preflight('diff', file, file)).toMatchObject({ exit: 3, err: expect.stringContaining('is not a report of preflight') });
    writeFileSync(file, 'not json');
    expect((await preflight('diff', file, file)).err).toContain('it is not JSON');
    expect((await preflight('diff', file, BAD)).err).toContain('compare two reports (.json) or two snapshots');
  });
});

describe('a baseline', () => {
  test('marks what is known, and lets it go where only new findings count', async () => {
    const [bad, good] = [await reportOf(BAD, 'bad.json'), await reportOf(GOOD, 'good.json')];
    const scan = (baseline: string, ...more: string[]) =>
      preflight('scan', '--snapshot', BAD, '--to', '4.3.2', '--baseline', baseline, '--report', 'json', ...more);
    const known = JSON.parse((await scan(bad)).out);
    expect(known.baseline).toMatchObject({ new: 0, gone: 0 });
    expect(known.baseline.known).toBeGreaterThan(0);
    expect((await scan(bad)).exit).toBe(1);
    expect((await scan(bad, '--fail-on-new')).exit).not.toBe(1);
    expect((await scan(good, '--fail-on-new')).exit).toBe(1);
    expect((await preflight('scan', '--snapshot', BAD, '--to', '4.3.2', '--fail-on-new')).err).toContain('give it with --baseline');
  });
});

describe('a target file beside a snapshot', () => {
  const target = (text: string): string => {
    const file = join(temporaryFolder(), 'preflight.yaml');
    writeFileSync(file, text);
    return file;
  };
  const SITE = 'platform: cloudstack\nto: 4.3.2\nhosts:\n  management: root@mgmt1\n  kvm: [root@kvm1]\n  database: mysql://u@db1/cloud\n';

  test('brings versions, waivers and the lines of the hosts', async () => {
    const waiver = "waivers:\n  - { check: 'cloudstack/*', owner: Ada, reason: a drill, until: 2014-05-31 }\n";
    const { out } = await preflight('scan', '--snapshot', BAD, '--target', target(SITE + waiver), '--report', 'json', '--fail-on', 'advice');
    const report = JSON.parse(out);
    expect(report).toMatchObject({ to: '4.3.2', waivers: [{ state: 'used', owner: 'Ada' }], inventory: { lines: { kvm1: 5, mgmt1: 4 } } });
    expect(report.reasons.at(-1)).toMatch(/findings waived$/);
    expect(report.verdict).not.toBe('NO-GO');
  });

  test('must be of the same platform, and beside nothing else', async () => {
    const other = target('platform: opennebula\nto: 7.0\nhosts:\n  frontend: root@one1\n');
    expect((await preflight('scan', '--snapshot', BAD, '--target', other)).err).toContain('is a target of opennebula');
    expect((await preflight('scan', '--snapshot', BAD, '--target', other, '--host', 'kvm=x')).err).toContain(
      'only --snapshot and --target go together',
    );
  });
});

describe('a plan', () => {
  test('is the steps of a path; with a snapshot it says where the site stands', async () => {
    const path = await preflight('plan', '--platform', 'cloudstack', '--from', '4.2.1', '--to', '4.3.2');
    expect(path.exit).toBe(0);
    expect(path.out).toContain('Apache CloudStack: 4.2.1 → 4.3.2');
    expect(path.out.indexOf('(pre)')).toBeLessThan(path.out.indexOf('(post)'));
    const seen = await preflight('plan', '--snapshot', BAD, '--to', '4.3.2');
    expect(seen.out).toContain('seen in phase pre');
    expect(seen.out).toMatch(/\[ \] .*\n .* to do · .*storage-pool-trailing-slash/);
    expect(seen.out).toMatch(/\d+ blocked/);
    const markdown = await preflight('plan', '--snapshot', BAD, '--to', '4.3.2', '--format', 'markdown');
    expect(markdown.out).toMatch(/^# Apache CloudStack/);
    expect(JSON.parse((await preflight('plan', '--snapshot', BAD, '--to', '4.3.2', '--format', 'json')).out)).toMatchObject({
      from: '4.2.1',
      report: 'NO-GO',
    });
  });

  test('needs an upgrade', async () => {
    expect((await preflight('plan')).err).toContain('preflight plan --platform cloudstack --from 3.0.7 --to 4.3.2');
  });
});
