import { check, each, fact, file, type Outcome, optional, rubyYaml, type Skip, sh, skip } from '../../src/index.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { source } from './pools.ts';

const PATH = '/etc/one/sunstone-views.yaml';
const COPY = '/root/sunstone-views.yaml';

/** Groups with labels of their own in the old Sunstone: `{ default: ['web'], users: [] }`; undefined where the value is none. */
type Labels = ReadonlyMap<string, readonly unknown[] | undefined>;

/**
 *     labels_groups:
 *         default:
 *             - web
 */
const labelGroups = fact({
  id: 'opennebula.label-groups',
  title: 'the labels of the old Sunstone',
  role: 'frontend',
  query: file(PATH),
  parse: (body): Labels => {
    const content = rubyYaml(body);
    const groups: unknown = isMapping(content) && Object.hasOwn(content, 'labels_groups') ? content.labels_groups : null;
    if (groups === null) return new Map();
    if (!isMapping(groups)) throw new Error('labels_groups is no mapping of groups to labels');
    return new Map(Object.entries(groups).map(([group, labels]) => [group, Array.isArray(labels) ? labels : undefined]));
  },
});

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export default check({
  id: 'opennebula/sunstone-labels-unsaved',
  title: 'The labels of groups in the old Sunstone reach the migration of the database',
  severity: 'warning',
  applies: {
    platform: 'opennebula',
    phases: ['pre', 'stopped', 'installed'],
    paths: [{ from: '<7.0', to: '>=7.0' }],
    because: 'the old Sunstone and its labels end with 7.0',
  },
  why: 'onecfg upgrade deletes /etc/one/sunstone-views.yaml, and onedb upgrade, which comes after it in the guide, reads the labels of groups from it. onedb of 7.0.0 dies where a group has no list.',
  fix: {
    defined: {
      text: `Keep a copy now, and put it back between onecfg upgrade and onedb upgrade: ${sh`cp -a ${COPY} ${PATH}`.text}`,
      commands: [sh`cp -a ${PATH} ${COPY}`],
      undo: `After onedb upgrade: ${sh`rm ${PATH}`.text}`,
    },
    noList: ({ group }) => `Write "${group}: []" in ${PATH}, or upgrade to 7.0.1 or newer, whose onedb takes it for an empty list.`,
  },
  refs: [source('src/onedb/local/6.10.0_to_7.0.0.rb'), 'https://github.com/OpenNebula/one/issues/7143'],
  covers: ['A.1.6.9'],
  needs: { ...frontendNeeds, labels: each(optional(labelGroups)) },
  messages: {
    defined: '{path} defines labels for {groups}, and onecfg upgrade deletes it before onedb upgrade can read them.',
    noList: {
      text: 'labels_groups in {path} has no list for the group {group}, over which onedb upgrade of 7.0.0 dies if it finds the file.',
      severity: 'blocker',
    },
  },
  judge: (evidence, found, { to }) =>
    perFrontend(evidence, ({ labels }, host): Outcome[] | Skip => {
      if (!labels) return skip(`${PATH} is not there`);
      const at = { host, path: PATH };
      const groups = [...labels].filter(([, list]) => (list?.length ?? 0) > 0).map(([group]) => group);
      const empty = to?.text === '7.0.0' ? [...labels].filter(([, list]) => list === undefined).map(([group]) => group) : [];
      return [
        ...(groups.length > 0 ? [found.defined({ path: PATH, groups: groups.join(', ') }, at)] : []),
        ...empty.map(group => found.noList({ path: PATH, group }, { ...at, object: `group ${group}` })),
      ];
    }),
});
