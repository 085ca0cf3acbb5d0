/** The list of clusters of the API; each is named, and has what is given of XML. */
export const clustersXml = (clusters: Readonly<Record<string, string>>): string =>
  `<clusters>${Object.entries(clusters)
    .map(([name, inner]) => `<cluster id="id-${name}"><name>${name}</name><version><major>4</major><minor>3</minor></version>${inner}</cluster>`)
    .join('')}</clusters>`;
