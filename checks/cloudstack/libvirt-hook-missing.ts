import { type Applies, check, each, type Outcome, optional, type Snippet, sh, undecided } from '../../src/index.ts';
import { HOOK, libvirtFiles, libvirtHook, PACKAGED_HOOK, packagedLibvirtHook } from './facts/libvirt-hook.ts';

const BACKUP = `${HOOK}.before-preflight`;
const restart = sh`service libvirtd restart`;
const copy: readonly Snippet[] = [sh`cp ${PACKAGED_HOOK} ${HOOK}`, sh`chmod +x ${HOOK}`, restart];
const NOTE = 'libvirtd looks for hooks at its start only. Restarting it does not touch the virtual machines.';

const APPLIES: Applies = {
  platform: 'cloudstack',
  phases: ['installed', 'post'],
  paths: [{ from: '<4.0', to: '>=4.1' }],
  because: 'later packages install the hook themselves',
};

export default check({
  id: 'cloudstack/libvirt-hook-missing',
  title: 'Every KVM host has the hook of libvirt that the agent comes with',
  severity: 'blocker',
  applies: APPLIES,
  why: 'libvirt runs the hook when a virtual machine comes from a host with the old names of bridges. Without it such migrations fail.',
  fix: {
    missing: { text: `Do this on the KVM host. ${NOTE}`, commands: [sh`mkdir -p /etc/libvirt/hooks`, ...copy], undo: sh`rm ${HOOK}`.text },
    notExecutable: { text: NOTE, commands: [sh`chmod +x ${HOOK}`, restart], undo: sh`chmod -x ${HOOK}`.text },
    notAFile: {
      text: `Move away what is there. ${NOTE}`,
      commands: [sh`mv ${HOOK} ${BACKUP}`, ...copy],
      undo: `${sh`rm ${HOOK}`.text} && ${sh`mv ${BACKUP} ${HOOK}`.text}`,
    },
    differs: {
      text: `Merge the two where somebody added something of their own to ${HOOK}; otherwise take the one of the package. ${NOTE}`,
      commands: [sh`diff ${HOOK} ${PACKAGED_HOOK}`, sh`cp -a ${HOOK} ${BACKUP}`, ...copy],
      undo: sh`cp -a ${BACKUP} ${HOOK}`.text,
    },
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-3-0-x-to-4-3', 'https://libvirt.org/hooks.html'],
  covers: ['49'],
  needs: { files: each(libvirtFiles), hooks: each(optional(libvirtHook)), packaged: each(optional(packagedLibvirtHook)) },
  messages: {
    missing: `${HOOK} is not there.`,
    notAFile: `${HOOK} is a {type} and no file.`,
    notExecutable: `${HOOK} has mode {mode}: it cannot be run.`,
    differs: { text: `${HOOK} is another one than that of the package, ${PACKAGED_HOOK}.`, severity: 'warning' },
  },
  judge: ({ files, hooks, packaged }, found) =>
    files.flatMap(({ host, value: { hook } }): Outcome[] => {
      const at = { host, path: HOOK };
      if (!hook) return [found.missing({}, at)];
      if (hook.type === 'directory' || hook.type === 'other') return [found.notAFile({ type: hook.type }, at)];
      // The mode of a link says nothing of its target.
      const executable = hook.type === 'link' || Number.parseInt(hook.mode, 8) & 0o100;
      const [own, theirs] = [hooks, packaged].map(facts => facts.find(one => one.host === host));
      if (!own || !theirs) return executable ? [] : [found.notExecutable({ mode: hook.mode }, at)];
      return [
        ...(executable ? [] : [found.notExecutable({ mode: hook.mode }, at)]),
        ...(theirs.value === undefined ? [undecided(`${PACKAGED_HOOK} is not there to compare ${HOOK} with`, host)] : []),
        ...(own.value === undefined ? [undecided(`${HOOK} is a link that leads nowhere`, host)] : []),
        ...(own.value !== undefined && theirs.value !== undefined && own.value !== theirs.value ? [found.differs({}, at)] : []),
      ];
    }),
});
