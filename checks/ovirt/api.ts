import { type Element, elementsAt, type Redacted, type Undecided, undecided, valuesAt, xml } from '../../src/index.ts';

/** Small readers for documents of the engine's API. An element that is not there is not known: never "false" or 0. */

type Document = Redacted<{ readonly status: number; readonly body: string }>;

/**
 * The root element of an answer. Throws where it is another one: a page of a proxy or of the login, or `<fault>`.
 *
 *     <hosts><host href="/ovirt-engine/api/hosts/1" id="1">…</host></hosts>
 */
export function documentOf({ body }: Document, name: string): Element {
  if (body.startsWith('‹unreadable:')) throw new Error(`the answer ${body.includes('too-large') ? 'is too large' : 'is no XML'}`);
  const root = xml({ text: body } as Parameters<typeof xml>[0]);
  if (root.name === name) return root;
  throw new Error(`the answer is <${root.name.slice(0, 40)}>, not <${name}>: is the address that of the engine, with /ovirt-engine at its end?`);
}

/** The text of the first element at a path, without blanks around it; undefined where there is none. */
export const textAt = (element: Element, path: string): string | undefined => valuesAt(element, path)[0];

/** The text of an element that must be there. */
export function needText(element: Element, path: string): string {
  const value = textAt(element, path);
  if (value === undefined) throw new Error(`line ${element.line}: ${element.name} has no ${path}`);
  return value;
}

/** A whole number within the safe range. Throws where the text is something else. */
export function numberAt(element: Element, path: string): number | undefined {
  const value = textAt(element, path);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^-?\d{1,16}$/.test(value) || !Number.isSafeInteger(number))
    throw new Error(`line ${element.line}: ${path} is not a whole number: ${JSON.stringify(value.slice(0, 40))}`);
  return number;
}

/** `true` or `false`. Throws where the text is something else. */
export function flagAt(element: Element, path: string): boolean | undefined {
  const value = textAt(element, path)?.toLowerCase();
  if (value === undefined || value === 'true' || value === 'false') return value === undefined ? undefined : value === 'true';
  throw new Error(`line ${element.line}: ${path} is neither true nor false: ${JSON.stringify(value.slice(0, 40))}`);
}

/** The `id` of the element at a path; of the element itself where no path is given. */
export const idAt = (element: Element, path?: string): string | undefined => {
  const found = path === undefined ? element : elementsAt(element, path)[0];
  return found && Object.hasOwn(found.attributes, 'id') ? found.attributes.id : undefined;
};

/** The `id` of an element that must have one. */
export function needId(element: Element): string {
  const id = idAt(element);
  if (!id) throw new Error(`line ${element.line}: ${element.name} has no id`);
  return id;
}

/** `<version><major>4</major><minor>3</minor></version>` → `4.3` */
export function levelAt(element: Element, path: string): string | undefined {
  const [major, minor] = [numberAt(element, `${path}/major`), numberAt(element, `${path}/minor`)];
  return major === undefined || minor === undefined ? undefined : `${major}.${minor}`;
}

/** Without `undefined`, for properties that need not be there. */
export const known = <T extends object>(
  values: T,
): { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
} => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

/** How many objects of each kind the engine has, as it says to administrators only. */
export interface Totals {
  readonly hosts?: number;
  readonly vms?: number;
}

/**
 * Why a list may be short of some objects; undefined where it has them all. The API leaves out, without a word, what the account may not
 * see. A check that counts or searches such a list says this first: `const short = incomplete('hosts', hosts, summary); if (short) return [short];`
 */
export function incomplete(kind: keyof Totals, list: readonly unknown[], { totals }: { readonly totals?: Totals }): Undecided | undefined {
  const total = totals?.[kind];
  if (total === undefined)
    return undecided(
      `the API does not say how many ${WORDS[kind]} there are, so that the list of them may be short: its account is no administrator; use one with the role ReadOnlyAdmin on the system`,
    );
  if (list.length >= total) return undefined;
  return undecided(
    `the API lists ${list.length} of ${total} ${WORDS[kind]}: its account may not see the others; use one with the role ReadOnlyAdmin on the system`,
  );
}

const WORDS: Readonly<Record<keyof Totals, string>> = { hosts: 'hosts', vms: 'virtual machines' };
