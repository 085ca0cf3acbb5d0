import { check, each, type Outcome, optional, type PathEntry, sh, skip } from '../../src/index.ts';
import { xenServerClusters } from './facts/xenserver-database.ts';
import { SCRIPTS, vhdUtilIsProgram, vhdUtils } from './facts/xenserver-scripts.ts';
import { GUIDE_30 } from './xenserver.ts';

const VHD_UTIL = `${SCRIPTS}/vhd-util`;
const MISNAMED = `${SCRIPTS}/vhd-utils`;
const LEAST_BYTES = 100_000;

const download = {
  text: 'Get the file vhd-util as the installation guide of CloudStack says, and make it executable.',
  commands: [sh`chmod 755 ${VHD_UTIL}`],
};
const NAME = 'The guide calls the file vhd-utils. Such a file was never there: the management server copies vhd-util to the hosts.';

export default check({
  id: 'cloudstack/vhd-util-missing',
  title: 'Every management server has vhd-util for its XenServer hosts',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['installed', 'post'], paths: [{ to: '>=4.1' }], because: 'up to 4.0 the scripts are in other folders' },
  why: 'The management server copies this program to each XenServer host when it connects. The packages do not bring it, and without it a host is not set up.',
  fix: {
    missing: { ...download, note: NAME },
    misnamed: {
      text: 'Give the file its right name.',
      commands: [sh`mv ${MISNAMED} ${VHD_UTIL}`, sh`chmod 755 ${VHD_UTIL}`],
      undo: `mv ${VHD_UTIL} ${MISNAMED}`,
      note: NAME,
    },
    notProgram: download,
    notExecutable: ({ mode }) => ({ commands: [sh`chmod 755 ${VHD_UTIL}`], undo: sh`chmod ${mode} ${VHD_UTIL}`.text }),
  },
  refs: [GUIDE_30, 'https://github.com/apache/cloudstack/blob/4.3/scripts/vm/hypervisor/xenserver/xenserver60/patch'],
  covers: ['80'],
  needs: { clusters: xenServerClusters, files: each(vhdUtils), programs: each(optional(vhdUtilIsProgram)) },
  messages: {
    missing: `There is no ${VHD_UTIL}.`,
    misnamed: `There is no ${VHD_UTIL}, only ${MISNAMED}, which nothing uses.`,
    notProgram: `${VHD_UTIL} ({size} bytes) is not the program: {problem}.`,
    notExecutable: { text: `${VHD_UTIL} has the mode {mode} and is not executable.`, severity: 'warning' },
  },
  judge({ clusters, files, programs }, found) {
    if (clusters.length === 0) return skip('the database has no XenServer cluster');
    return files.flatMap(({ host, value }): Outcome[] => {
      const at = { host, path: VHD_UTIL };
      const entry = value.find(({ path }) => path === VHD_UTIL);
      if (!entry) return [value.some(({ path }) => path === MISNAMED) ? found.misnamed({}, at) : found.missing({}, at)];
      const problem = problemOf(entry, programs.find(one => one.host === host)?.value);
      if (problem !== undefined) return [found.notProgram({ size: entry.size, problem }, at)];
      return entry.type === 'link' || (Number.parseInt(entry.mode, 8) & 0o111) !== 0 ? [] : [found.notExecutable({ mode: entry.mode }, at)];
    });
  },
});

/** A link has a size of its own, which says nothing. */
function problemOf({ type, size }: PathEntry, isProgram: boolean | undefined): string | undefined {
  if (type === 'directory' || type === 'other') return 'it is no file';
  if (isProgram === false) return 'its first bytes are not those of a program of Linux, as when a web page was saved under the name';
  if (type === 'link') return isProgram === undefined ? 'it is a link that leads to nothing' : undefined;
  return size < LEAST_BYTES ? 'it is too small' : undefined;
}
