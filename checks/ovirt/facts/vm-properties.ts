import { type Classifier, fact, rows, secretMark, table, text } from '../../../src/index.ts';

/**
 * The custom properties of virtual machines that matter here. They are free text, in which people also write passwords, so that nothing of
 * the others leaves the database.
 */
export interface VmProperties {
  readonly id: string;
  readonly name: string;
  /** The types of its virtual GPUs: `nvidia-11`; with `nodisplay` before them where that is said. */
  readonly mdevType?: string;
  /** KiB of a page. */
  readonly hugepages?: number;
  /** `mdev_type` is among the properties that the engine since 4.5 ignores. */
  readonly isUserDefined: boolean;
}

/** `mdev_type=nvidia-11;hugepages=1048576;sap_agent=true` → `mdev_type=nvidia-11;hugepages=1048576` */
const keptProperties: Classifier = {
  id: 'ovirt.custom-properties',
  keyFiles: [],
  classify: value => {
    if (value === '') return { form: 'empty' };
    const kept = value.split(';').flatMap(part => /^\s*((?:mdev_type=[A-Za-z0-9_, -]{1,200}|hugepages=\d{1,9}))\s*$/.exec(part)?.[1] ?? []);
    return { form: kept.length > 0 ? kept.join(';') : 'other' };
  },
};

const properties = { read: (value: string | null, name: string) => propertiesOf(value, name) };

function propertiesOf(value: string | null, name: string): ReadonlyMap<string, string> {
  if (value === null) return new Map();
  const mark = secretMark(value);
  if (!mark) throw new Error(`column ${name} was not reduced`);
  return new Map(mark.form.split(';').map(part => [part.split('=')[0]!, part.split('=')[1] ?? ''] as const));
}

export const vmProperties = fact({
  id: 'ovirt.vm-properties',
  title: 'custom properties of virtual machines',
  role: 'database',
  query: table('public.vm_static', {
    columns: ['vm_guid', 'vm_name', 'predefined_properties', 'userdefined_properties'],
    where: { column: 'entity_type', equals: 'VM' },
  }),
  secrets: [
    { column: 'predefined_properties', by: keptProperties },
    { column: 'userdefined_properties', by: keptProperties },
  ],
  parse: (body): VmProperties[] =>
    rows({ vm_guid: text, vm_name: text, predefined_properties: properties, userdefined_properties: properties })(body).map(row => {
      const said = (key: string): string | undefined => row.predefined_properties.get(key) ?? row.userdefined_properties.get(key);
      const [mdevType, hugepages] = [said('mdev_type'), said('hugepages')];
      return {
        id: row.vm_guid,
        name: row.vm_name,
        isUserDefined: row.userdefined_properties.has('mdev_type'),
        ...(mdevType !== undefined && { mdevType }),
        ...(hugepages !== undefined && { hugepages: Number(hugepages) }),
      };
    }),
});
