import { fact, file, type PathEntry, paths } from '../../../src/index.ts';

export const HOOK = '/etc/libvirt/hooks/qemu';
export const PACKAGED_HOOK = '/usr/share/cloudstack-agent/lib/libvirtqemuhook';
export const LIBVIRTD_CONF = '/etc/libvirt/libvirtd.conf';

/** The hook of libvirt, and the configuration that libvirtd reads at its start, where they are. */
export const libvirtFiles = fact({
  id: 'cloudstack.libvirt-files',
  title: 'hook and configuration of libvirt',
  role: 'kvm',
  query: paths(HOOK, LIBVIRTD_CONF),
  parse: ({ entries }): { readonly hook: PathEntry | undefined; readonly conf: PathEntry | undefined } => ({
    hook: entries.find(({ path }) => path === HOOK),
    conf: entries.find(({ path }) => path === LIBVIRTD_CONF),
  }),
});

/** The text of a hook without what may differ and means nothing: blanks at the ends of lines and of the file. */
const hookText = ({ text }: { readonly text: string }): string => text.replace(/[ \t\r]+$/gm, '').trim();

export const libvirtHook = fact({
  id: 'cloudstack.libvirt-hook',
  title: 'hook of libvirt',
  role: 'kvm',
  query: file(HOOK),
  parse: hookText,
});

export const packagedLibvirtHook = fact({
  id: 'cloudstack.packaged-libvirt-hook',
  title: 'hook of libvirt in the package of the agent',
  role: 'kvm',
  query: file(PACKAGED_HOOK),
  parse: hookText,
});
