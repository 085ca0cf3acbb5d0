import { fact, file, paths } from '../../../src/index.ts';

export const SUNSTONE_CONF = '/etc/one/fireedge/sunstone/sunstone-server.conf';

/** The line of `fullViewMode` with a colon too many, from 1; undefined where it is right or not there. `fullViewMode:: 'false'` */
export const fullViewModeTypo = fact({
  id: 'opennebula.full-view-mode-typo',
  title: 'the option fullViewMode of Sunstone',
  role: 'frontend',
  query: file(SUNSTONE_CONF, { keep: { keys: ['fullViewMode'] } }),
  parse: ({ text }): number | undefined => {
    const at = text.split('\n').findIndex(line => /^[ \t]*fullViewMode[ \t]*::/.test(line));
    return at < 0 ? undefined : at + 1;
  },
});

export const WINDOWS_PROFILE = '/etc/one/fireedge/sunstone/profiles/windows_optimized.yaml';

/** Bytes of the profile for Windows; undefined where it is not there. */
export const windowsProfileSize = fact({
  id: 'opennebula.windows-profile-size',
  title: 'the profile windows_optimized of Sunstone',
  role: 'frontend',
  query: paths(WINDOWS_PROFILE),
  parse: ({ entries }): number | undefined => entries.find(({ type }) => type === 'file')?.size,
});
