import { children, type Element, fact, http } from '../../../src/index.ts';
import { documentOf, flagAt, known, levelAt, needId, needText, textAt } from '../api.ts';

/** One data center. */
export interface DataCenter {
  readonly id: string;
  readonly name: string;
  /** `up`, `uninitialized`, `maintenance`, `not_operational`, `problematic` or `contend`. */
  readonly status: string;
  /** With storage of one host: nothing can be migrated in it. */
  readonly local?: boolean;
  /** Its compatibility version: `4.3`. */
  readonly level?: string;
  readonly storageFormat?: string;
}

const PATHS = ['@id', 'name', 'status', 'local', 'version/major', 'version/minor', 'storage_format'].map(path => `data_center/${path}`);

/**
 *     <data_center id="d1"><name>Default</name><status>up</status><local>false</local>
 *       <version><major>4</major><minor>3</minor></version><storage_format>v5</storage_format></data_center>
 */
export const dataCenters = fact({
  id: 'ovirt.data-centers',
  title: 'data centers',
  role: 'api',
  query: http('/api/datacenters', { xml: PATHS }),
  parse: (body): DataCenter[] => children(documentOf(body, 'data_centers'), 'data_center').map(toDataCenter),
});

const toDataCenter = (dataCenter: Element): DataCenter => ({
  id: needId(dataCenter),
  name: needText(dataCenter, 'name'),
  status: needText(dataCenter, 'status'),
  ...known({
    local: flagAt(dataCenter, 'local'),
    level: levelAt(dataCenter, 'version'),
    storageFormat: textAt(dataCenter, 'storage_format'),
  }),
});
