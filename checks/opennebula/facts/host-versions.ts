import { fact, integer, nullable, rows, table, text, valuesAt, xmlBody } from '../../../src/index.ts';

/** A host as the database knows it, with the version of the drivers that its monitoring told last. */
export interface HostVersion {
  readonly id: number;
  readonly name: string;
  readonly state: number;
  /** Undefined where it never told one. */
  readonly version: string | undefined;
  /** Its information driver: `kvm`, `lxc`, `dummy`. */
  readonly driver: string | undefined;
}

/** `<HOST>…<STATE>2</STATE><IM_MAD><![CDATA[kvm]]></IM_MAD>…<TEMPLATE><VERSION><![CDATA[7.0.1]]></VERSION></TEMPLATE></HOST>` */
export const hostVersions = fact({
  id: 'opennebula.host-versions',
  title: 'versions of the drivers on hosts',
  role: 'database',
  query: table('opennebula.host_pool', { columns: ['oid', 'name', 'state', 'body'], xml: { body: ['IM_MAD', 'TEMPLATE/VERSION'] } }),
  parse: (body): HostVersion[] =>
    rows({ oid: integer, name: nullable(text), state: integer, body: xmlBody })(body)
      .map(({ oid, name, state, body }) => ({
        id: oid,
        name: name ?? '',
        state,
        version: body && valuesAt(body, 'TEMPLATE/VERSION')[0],
        driver: body && valuesAt(body, 'IM_MAD')[0],
      }))
      .sort((a, b) => a.id - b.id),
});
