import { type Classifier, fact, integer, nullable, rows, secretMark, table, text } from '../../../src/index.ts';

const isOn = (value: string | null): boolean => /^(?:[1-9]|true$)/i.test(value ?? '');

/** `enable_password` is a flag, but by its name it would be hidden as a secret; said as a form, it is still told. */
const flagByName: Classifier = { id: 'cloudstack.flag', keyFiles: [], classify: value => ({ form: isOn(value) ? 'on' : 'off' }) };

/** Templates that are not removed and whose name begins like that of a system VM template, in any case. */
export const systemVmTemplates = fact({
  id: 'cloudstack.system-vm-templates',
  title: 'system VM templates',
  role: 'database',
  query: table('cloud.vm_template', {
    columns: ['id', 'name', 'hypervisor_type', 'format', 'type', 'guest_os_id', 'extractable', 'enable_password', 'public', 'featured', 'removed'],
    where: { column: 'removed', is: 'null' },
  }),
  secrets: [{ column: 'enable_password', by: flagByName }],
  parse: body =>
    rows({
      id: integer,
      name: nullable(text),
      hypervisor_type: nullable(text),
      format: nullable(text),
      type: nullable(text),
      guest_os_id: nullable(integer),
      extractable: nullable(text),
      enable_password: nullable(text),
      public: nullable(text),
      featured: nullable(text),
      removed: nullable(text),
    })(body).flatMap(({ name, removed, extractable, enable_password, public: isPublic, featured, ...row }) =>
      removed === null && /^systemvm-/i.test(name ?? '')
        ? [
            {
              ...row,
              name: name!,
              extractable: isOn(extractable),
              passwordEnabled: secretMark(enable_password)?.form === 'on',
              public: isOn(isPublic),
              featured: isOn(featured),
            },
          ]
        : [],
    ),
});

/** What one store says of its copy of a template. `state` is null up to 4.1, which has no such column. */
export interface TemplateCopy {
  readonly template: number;
  readonly store: number;
  readonly downloadState: string | null;
  readonly state: string | null;
  readonly error: string | null;
}

const notDestroyed = ({ destroyed }: { readonly destroyed: string | null }): boolean => !isOn(destroyed);

/** Copies of templates in image stores. The table is there from 4.2 on. */
export const templateStoreCopies = fact({
  id: 'cloudstack.template-store-copies',
  title: 'copies of templates in image stores',
  role: 'database',
  query: table('cloud.template_store_ref', {
    columns: ['template_id', 'store_id', 'store_role', 'download_state', 'state', 'error_str', 'destroyed'],
    where: { column: 'store_role', equals: 'Image' },
  }),
  parse: body =>
    rows({
      template_id: integer,
      store_id: nullable(integer),
      download_state: nullable(text),
      state: nullable(text),
      error_str: nullable(text),
      destroyed: nullable(text),
    })(body).flatMap((row): TemplateCopy[] => {
      const { template_id, store_id, download_state, state, error_str } = row;
      if (store_id === null || !notDestroyed(row)) return [];
      return [{ template: template_id, store: store_id, downloadState: download_state, state, error: error_str }];
    }),
});

/** Copies of templates on secondary storage hosts, up to 4.1. From 4.2 on the table is still there, and is not used. */
export const templateHostCopies = fact({
  id: 'cloudstack.template-host-copies',
  title: 'copies of templates on secondary storage hosts',
  role: 'database',
  query: table('cloud.template_host_ref', { columns: ['template_id', 'host_id', 'download_state', 'error_str', 'destroyed'] }),
  parse: body =>
    rows({ template_id: integer, host_id: integer, download_state: nullable(text), error_str: nullable(text), destroyed: nullable(text) })(
      body,
    ).flatMap((row): TemplateCopy[] => {
      const { template_id, host_id, download_state, error_str } = row;
      return notDestroyed(row) ? [{ template: template_id, store: host_id, downloadState: download_state, state: null, error: error_str }] : [];
    }),
});

/** A store of templates. `zone` is null where it serves every zone of the region. */
export interface Store {
  readonly id: number;
  readonly zone: number | null;
}

/** Image stores that are in use. The table is there from 4.2 on. */
export const imageStores = fact({
  id: 'cloudstack.image-stores',
  title: 'image stores',
  role: 'database',
  query: table('cloud.image_store', { columns: ['id', 'data_center_id', 'removed'] }),
  parse: body =>
    rows({ id: integer, data_center_id: nullable(integer), removed: nullable(text) })(body).flatMap(({ id, data_center_id, removed }): Store[] =>
      removed === null ? [{ id, zone: data_center_id }] : [],
    ),
});

/** Secondary storage hosts that are in use, the stores of templates up to 4.1. */
export const secondaryStorageHosts = fact({
  id: 'cloudstack.secondary-storage-hosts',
  title: 'secondary storage hosts',
  role: 'database',
  query: table('cloud.host', { columns: ['id', 'type', 'data_center_id', 'removed'] }),
  parse: body =>
    rows({ id: integer, type: nullable(text), data_center_id: nullable(integer), removed: nullable(text) })(body).flatMap(
      ({ id, type, data_center_id, removed }): Store[] =>
        type === 'SecondaryStorage' && removed === null && data_center_id !== null ? [{ id, zone: data_center_id }] : [],
    ),
});

const inObjectStore = (kind: 'swift' | 's3', title: string) =>
  fact({
    id: `cloudstack.template-${kind}-copies`,
    title: `templates in ${title}`,
    role: 'database',
    query: table(`cloud.template_${kind}_ref`, { columns: ['template_id'] }),
    parse: body => rows({ template_id: integer })(body).map(({ template_id }) => template_id),
  });

/** Ids of the templates that are in Swift or S3, up to 4.1. In which state they are nobody writes down. */
export const templatesInSwift = inObjectStore('swift', 'Swift');
export const templatesInS3 = inObjectStore('s3', 'S3');

/** Names of guest operating systems, by id. */
export const guestOsNames = fact({
  id: 'cloudstack.guest-os-names',
  title: 'guest operating systems',
  role: 'database',
  query: table('cloud.guest_os', { columns: ['id', 'display_name'] }),
  parse: body => new Map(rows({ id: integer, display_name: nullable(text) })(body).map(({ id, display_name }) => [id, display_name ?? ''] as const)),
});
