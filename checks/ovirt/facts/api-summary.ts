import { fact, http } from '../../../src/index.ts';
import { documentOf, known, numberAt, type Totals, textAt } from '../api.ts';

/** What the engine says of itself. */
export interface ApiSummary {
  /** Of the package: `4.3.10.4-1.el7`. */
  readonly version?: string;
  /** Only administrators are told. */
  readonly totals?: Totals;
}

/**
 *     <api>
 *       <product_info><version><full_version>4.3.10.4-1.el7</full_version></version></product_info>
 *       <summary><hosts><active>2</active><total>3</total></hosts><vms><active>5</active><total>9</total></vms></summary>
 *     </api>
 */
export const apiSummary = fact({
  id: 'ovirt.api-summary',
  title: 'summary of the API',
  role: 'api',
  query: http('/api', { xml: ['product_info/version/full_version', 'summary/hosts/total', 'summary/vms/total'] }),
  parse: (body): ApiSummary => {
    const api = documentOf(body, 'api');
    const totals = known({ hosts: numberAt(api, 'summary/hosts/total'), vms: numberAt(api, 'summary/vms/total') });
    return known({ version: textAt(api, 'product_info/version/full_version'), totals: Object.keys(totals).length > 0 ? totals : undefined });
  },
});
