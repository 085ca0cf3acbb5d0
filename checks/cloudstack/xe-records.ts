/** One record of `xe …-list`: values by parameter, in the order in which xe prints them. */
export type XeRecord = ReadonlyMap<string, string>;

const ACCESS = String.raw`\((?: RO| RW|SRO|SRW|MRO|MRW)\)(?: \[DEPRECATED\])?`;
const HEAD = new RegExp(String.raw`^([A-Za-z][\w.-]{0,99}) ${ACCESS} {4,}: (.*)$`, 's');
const FIELD = new RegExp(String.raw`^ {4,}([A-Za-z][\w.-]{0,99}) ${ACCESS}: (.*)$`, 's');

/**
 * Reads what `xe …-list params=…` prints. In one record every colon stands in one column; two empty lines end it. Values are printed
 * as they are, so one of several lines goes on at the left margin. Throws where the records do not have the same parameters: then a
 * value looks like a record, or this is something else.
 *
 *     uuid ( RO)          : 26b72ceb-759c-4de3-b007-e2a5fc30a93a
 *         name-label ( RO): XS602E003
 *              hosts (SRO): 0f1e9a52-6c1d-4d6c-8f21-6a7c2f0e11aa, 2d3c7f30-51d4-4c0f-9d53-0b8b8a6a22bb
 */
export function xeRecords(text: string): readonly XeRecord[] {
  const records: Open[] = [];
  let empty = 2;
  for (const line of text.split('\n')) {
    if (line === '') {
      empty++;
      continue;
    }
    const begun = empty >= 2 ? head(line) : undefined;
    if (begun) records.push(begun);
    else goOn(records.at(-1), line, empty);
    empty = 0;
  }
  const [first] = records;
  if (records.some(({ fields }) => namesOf(fields) !== namesOf(first!.fields))) throw new Error('its records do not all have the same parameters');
  return records.map(({ fields }) => fields);
}

interface Open {
  readonly column: number;
  readonly fields: Map<string, string>;
  last: string;
}

function head(line: string): Open | undefined {
  const [, name, value] = HEAD.exec(line) ?? [];
  if (name === undefined || value === undefined) return undefined;
  return { column: line.length - value.length, fields: new Map([[name, value]]), last: name };
}

/** The next parameter of a record, or the next line of its last value. Empty lines before it are of that value. */
function goOn(record: Open | undefined, line: string, empty: number): void {
  if (!record) throw new Error(`not what xe prints: ${JSON.stringify(line.slice(0, 80))}`);
  const before = `${record.fields.get(record.last)}${'\n'.repeat(empty)}`;
  const [, name, value] = FIELD.exec(line) ?? [];
  if (name === undefined || value === undefined || line.length - value.length !== record.column) {
    record.fields.set(record.last, `${before}\n${line}`);
    return;
  }
  if (record.fields.has(name)) throw new Error(`one record has ${name} twice`);
  record.fields.set(record.last, before).set(name, value);
  record.last = name;
}

const namesOf = (fields: Open['fields']): string => [...fields.keys()].join(' ');

/** The members of a set, `a; b` or `a, b`. */
export const xeSet = (value: string): readonly string[] =>
  value
    .split(/[;,]/)
    .map(member => member.trim())
    .filter(Boolean);

/** What xe prints for a parameter; throws where the record has none. */
export function xeValue(record: XeRecord, name: string): string {
  const value = record.get(name);
  if (value === undefined) throw new Error(`a record has no ${name}`);
  return value;
}
