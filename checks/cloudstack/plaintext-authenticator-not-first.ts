import { beforePackages, check, each, flag, inRange, type OnHost, type Outcome, optional, skip, undecided } from '../../src/index.ts';
import { type AuthenticatorList, authenticatorSettings, componentContext, nonossContext } from './facts/user-authenticators.ts';
import {
  authenticatorFixes,
  authenticatorMessages,
  BEANS,
  BY_DEFAULT,
  DEFAULT_ORDER,
  EXCLUDE,
  KNOWN_BEANS,
  KNOWN_NAMES,
  NAMES,
  NOTHING,
  ORDER,
  split,
} from './user-authenticator-words.ts';

export default check({
  id: 'cloudstack/plaintext-authenticator-not-first',
  title: 'Where API clients send MD5 hashes, the plain text authenticator is the first',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['pre', 'stopped', 'installed', 'post'],
    paths: [{ to: '>=4.1' }],
    because: 'up to 4.0 MD5 hashes were what clients were expected to send',
  },
  why: 'From 4.1 on clients are expected to send the password itself. A client that sends an MD5 hash logs in only where the first authenticator compares what it gets with what is stored. The guide says so for upgrades from 4.0 and older; the same order locks such clients out on every other path, and from 4.3 on it stands in another place.',
  fix: authenticatorFixes,
  refs: [
    'https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-0-x-to-4-3',
    'https://github.com/apache/cloudstack/blob/4.3/core/resources/META-INF/cloudstack/core/spring-core-registry-core-context.xml',
  ],
  covers: ['30'],
  inputs: {
    md5Clients: flag('md5-clients', {
      title: 'Do API clients still send MD5 hashes in place of passwords?',
      default: false,
      reason:
        'No evidence shows what clients send. The user interface and current clients send the password itself, so the answer is no unless you know better.',
    }),
  },
  needs: { component: each(optional(componentContext)), nonoss: each(optional(nonossContext)), settings: authenticatorSettings },
  messages: authenticatorMessages,
  judge({ component, nonoss, settings }, found, { phase, from, to, inputs }) {
    const running = beforePackages(phase) ? from : to;
    if (!running)
      return [undecided('the version before the upgrade is not known (give it with --from), so it is open whether a file or a setting counts')];
    if (inRange(running, '<4.1'))
      return skip(
        `${running.text} has its authenticators in components.xml, and expects MD5 hashes; componentContext.xml comes with the new packages`,
      );
    const settingCounts = inRange(running, '>=4.3');
    const files = [...component, ...nonoss].flatMap(({ host, value }) => (value ? [{ host, value }] : []));
    const setting = { how: settings.order === null ? BY_DEFAULT : 'set to', order: settings.order ?? DEFAULT_ORDER };
    const at = { object: `global setting ${ORDER}` };

    if (!inputs.md5Clients) return [...files.flatMap(noteFile), ...(settingCounts ? [found.settingOrder(setting, at)] : [])];
    if (settingCounts) return [...judgeSetting(), ...files.flatMap(compareFile)];
    const later = beforePackages(phase) && to && inRange(to, '>=4.3') ? [found.settingDecidesLater({}, at)] : [];
    return [...component.flatMap(judgeHost), ...later];

    function noteFile({ host, value: { path, order, line } }: OnHost<AuthenticatorList>): Outcome[] {
      return order ? [found.fileOrder({ path, order: say(order) }, placeOf(host, path, line))] : [];
    }

    function judgeHost({ host }: OnHost<unknown>): Outcome[] {
      const own = files.filter(one => one.host === host);
      const defined = own.filter(({ value }) => value.line !== undefined);
      if (own.length === 0) return [undecided('componentContext.xml is not there', host)];
      if (defined.length === 0)
        return [undecided(`${own.map(({ value }) => value.path).join(' and ')} defines no bean userAuthenticators${sayImports(own)}`, host)];
      return defined.flatMap(judgeFile);
    }

    function judgeFile({ host, value: { path, order, line } }: OnHost<AuthenticatorList>): Outcome[] {
      const place = placeOf(host, path, line);
      if (!order) return [undecided(`the bean userAuthenticators in ${path}, line ${line}, has no list of adapters`, host)];
      const data = { path, order: say(order), first: order[0] ?? '' };
      return [
        ...(order.includes(BEANS.plaintext)
          ? order[0] === BEANS.plaintext
            ? []
            : [found.fileNotFirst(data, place)]
          : [found.fileNotListed(data, place)]),
        ...(order.includes(BEANS.md5) ? [] : [found.md5Missing(data, place)]),
        ...order.filter(bean => !KNOWN_BEANS.includes(bean)).map(bean => found.unknownBean({ path, bean }, { ...place, object: `bean ${bean}` })),
      ];
    }

    function judgeSetting(): Outcome[] {
      const order = split(setting.order);
      const excluded = split(settings.exclude);
      const exclude = settings.exclude ?? '';
      const atExclude = { object: `global setting ${EXCLUDE}` };
      if (order.length === 0)
        return [undecided(`the global setting ${ORDER} is empty, so the order in which the parts of the platform are loaded decides`)];
      const isExcluded = excluded.includes(NAMES.plaintext);
      const used = order.find(name => !excluded.includes(name)) ?? NOTHING;
      return [
        ...(isExcluded ? [found.settingExcluded({ exclude, name: NAMES.plaintext }, atExclude)] : []),
        ...(used === NAMES.plaintext || (isExcluded && order[0] === NAMES.plaintext) ? [] : [found.settingNotFirst({ ...setting, first: used }, at)]),
        ...(excluded.includes(NAMES.md5) ? [found.md5Excluded({ exclude, name: NAMES.md5 }, atExclude)] : []),
        ...order.filter(name => !KNOWN_NAMES.includes(name)).map(name => found.unknownName({ name }, { object: `authenticator ${name}` })),
      ];
    }

    function compareFile({ host, value: { path, order, line } }: OnHost<AuthenticatorList>): Outcome[] {
      if (!order) return [];
      const used = split(setting.order).find(name => !split(settings.exclude).includes(name)) ?? NOTHING;
      const agrees = (order[0] === BEANS.plaintext) === (used === NAMES.plaintext);
      return agrees ? [] : [found.disagree({ path, fileFirst: order[0] ?? NOTHING, settingFirst: used }, placeOf(host, path, line))];
    }
  },
});

const say = (order: readonly string[]): string => order.join(', ') || NOTHING;

const sayImports = (files: readonly OnHost<AuthenticatorList>[]): string => {
  const imports = files.flatMap(({ value }) => value.imports);
  return imports.length > 0 ? `; it may be in what they import: ${imports.join(', ')}` : '';
};

const placeOf = (host: string, path: string, line: number | undefined) => ({
  host,
  object: 'bean userAuthenticators',
  path,
  ...(line !== undefined && { line }),
});
