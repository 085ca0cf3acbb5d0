import { fact, file, paths } from '../../../src/index.ts';

/** Where the management server has the scripts for XenServer: from 4.1 on, in a guide with a slip of the pen, and up to 4.0. */
const ROOTS = ['/usr/share/cloudstack-common', '/usr/lib64/cloudstack-common', '/usr/lib64/cloud/common'] as const;
const FOLDER = 'scripts/vm/hypervisor/xenserver';

/** Where 4.1 and newer look for scripts of XenServer. */
export const SCRIPTS = `${ROOTS[0]}/${FOLDER}`;

/** The files of the guide: below the scripts of the management server, and where they are to be on the host. */
export const COPIED = [
  { source: 'xenserver60/NFSSR.py', target: '/opt/xensource/sm/NFSSR.py' },
  { source: 'setupxenserver.sh', target: '/opt/xensource/bin/setupxenserver.sh' },
  { source: 'make_migratable.sh', target: '/opt/xensource/bin/make_migratable.sh' },
] as const;

const titleOf = (target: string): string => target.slice(target.lastIndexOf('/') + 1);

/** One script on a management server, from the first of the folders that has it. */
const sourceOf = (source: string) =>
  fact({
    id: `cloudstack.xenserver-script-source-${titleOf(`/${source}`)
      .replace(/[^a-z]+/gi, '-')
      .toLowerCase()}`,
    title: `${titleOf(`/${source}`)} of the management server`,
    role: 'management',
    query: ROOTS.map(root => file(`${root}/${FOLDER}/${source}`)),
    parse: (body, { query }) => ({ path: 'path' in query ? query.path : source, text: body.text }),
  });

const copyOf = (target: string) =>
  fact({
    id: `cloudstack.xenserver-script-copy-${titleOf(target)
      .replace(/[^a-z]+/gi, '-')
      .toLowerCase()}`,
    title: `${titleOf(target)} of the XenServer host`,
    role: 'xenserver',
    query: file(target),
    parse: body => body.text,
  });

/** The scripts, as they are on a management server. */
export const nfsSource = sourceOf(COPIED[0].source);
export const setupSource = sourceOf(COPIED[1].source);
export const migratableSource = sourceOf(COPIED[2].source);

/** The scripts, as they are on a XenServer host. */
export const nfsCopy = copyOf(COPIED[0].target);
export const setupCopy = copyOf(COPIED[1].target);
export const migratableCopy = copyOf(COPIED[2].target);

/** Scripts of CloudStack on a XenServer host, with their modes. */
export const xenScripts = fact({
  id: 'cloudstack.xenserver-scripts',
  title: 'scripts of CloudStack on the XenServer host',
  role: 'xenserver',
  query: paths('/opt/xensource/bin/cloud-clean-vlan.sh', '/opt/xensource/bin/cloud-prepare-upgrade.sh', ...COPIED.map(({ target }) => target)),
  parse: ({ entries }) => entries,
});

/** What a management server has under the name of vhd-util, and under the name that the guide gives it. */
export const vhdUtils = fact({
  id: 'cloudstack.vhd-utils',
  title: 'vhd-util of the management server',
  role: 'management',
  query: paths(`${SCRIPTS}/vhd-util`, `${SCRIPTS}/vhd-utils`),
  parse: ({ entries }) => entries,
});

/** Whether vhd-util begins as a program of Linux does: `\x7fELF`. */
export const vhdUtilIsProgram = fact({
  id: 'cloudstack.vhd-util-is-program',
  title: 'first bytes of vhd-util',
  role: 'management',
  query: file(`${SCRIPTS}/vhd-util`, { keep: { head: 4, tail: 4 } }),
  parse: body => (body.cut?.head ?? body.text).startsWith('\x7fELF'),
});
