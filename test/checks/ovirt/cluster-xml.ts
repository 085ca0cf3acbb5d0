/** The rows of clusters of these names, as the database has them. */
export const clusterRows = (...names: string[]) =>
  names.map(name => ({ cluster_id: `id-${name}`, name, compatibility_version: '4.3', storage_pool_id: null, cpu_name: null }));

/** The list of clusters of the API; each is named, and has what is given of XML. */
export const clustersXml = (clusters: Readonly<Record<string, string>>): string =>
  `<clusters>${Object.entries(clusters)
    .map(([name, inner]) => `<cluster id="id-${name}"><name>${name}</name><version><major>4</major><minor>3</minor></version>${inner}</cluster>`)
    .join('')}</clusters>`;
