import { fact, integer, nullable, rows, since, table, text } from '../../../src/index.ts';

/** A guest operating system that an administrator added; also one that was removed since, because its row and its id are still there. */
export interface CustomGuestOs {
  readonly id: number;
  readonly name: string;
  readonly removed: boolean;
}

const isCustom = ({ is_user_defined }: { readonly is_user_defined: string | null | undefined }): boolean => /^[1-9]/.test(is_user_defined ?? '');

/** Up to 4.4 nobody could add one, and the table has not the column. */
export const customGuestOs = fact({
  id: 'cloudstack.custom-guest-os',
  title: 'guest operating systems of the administrator',
  role: 'database',
  query: table('cloud.guest_os', { columns: ['id', 'display_name', 'is_user_defined', 'removed'] }),
  parse: body =>
    rows({ id: integer, display_name: nullable(text), is_user_defined: since(nullable(text)), removed: since(nullable(text)) })(body)
      .filter(isCustom)
      .map(({ id, display_name, removed }): CustomGuestOs => ({ id, name: display_name ?? '', removed: removed !== null && removed !== undefined })),
});

/** Names for hypervisors that an administrator gave to guest operating systems, and did not remove. */
export const customGuestOsMappings = fact({
  id: 'cloudstack.custom-guest-os-mappings',
  title: 'guest OS mappings of the administrator',
  role: 'database',
  query: table('cloud.guest_os_hypervisor', {
    columns: ['id', 'guest_os_id', 'guest_os_name', 'hypervisor_type', 'hypervisor_version', 'is_user_defined', 'removed'],
  }),
  parse: body =>
    rows({
      id: integer,
      guest_os_id: nullable(integer),
      guest_os_name: nullable(text),
      hypervisor_type: nullable(text),
      hypervisor_version: since(nullable(text)),
      is_user_defined: since(nullable(text)),
      removed: since(nullable(text)),
    })(body).filter(row => isCustom(row) && (row.removed === null || row.removed === undefined)),
});
