import { check, type Outcome, skip } from '../../src/index.ts';
import { clusters } from './facts/clusters.ts';
import { systemVmTemplates } from './facts/templates.ts';
import {
  NO_TEMPLATE_NEEDED,
  named,
  type Required,
  register,
  requiredBy,
  requiredFor,
  TEMPLATE_APPLIES,
  TEMPLATE_REFS,
} from './system-vm-template.ts';

export default check({
  id: 'cloudstack/system-vm-template-unregistered',
  title: 'The system VM template of the target is registered for every hypervisor in use',
  severity: 'blocker',
  applies: TEMPLATE_APPLIES,
  why: 'The upgrade looks for a template of this name for the hypervisor of every cluster, and stops with "SystemVm template not found. Cannot upgrade system Vms" where there is none. By then the database is half-changed.',
  fix: {
    missing: ({ template }) => register(template),
    otherCase: ({ template }) => `Rename the template to ${template} in the user interface.`,
    several: ({ template, id }) =>
      `Make sure that template ${id} is the right one and ready in every zone, and delete the other templates of the name ${template} in the user interface.`,
  },
  refs: TEMPLATE_REFS,
  covers: ['13'],
  needs: { clusters, templates: systemVmTemplates },
  messages: {
    missing: 'There is no template {template}, which the upgrade needs for {hypervisor} (clusters {clusters}).',
    otherCase: {
      text: 'Template {id} is called "{name}" and not {template}. The upgrade finds it, as MySQL compares without case; other programs do not.',
      severity: 'warning',
    },
    several: {
      text: 'The templates {ids} are all called {template}. The upgrade takes the one with the highest id, {id}.',
      severity: 'warning',
    },
  },
  judge({ clusters, templates }, found) {
    const required = requiredBy(clusters);
    return required.length === 0 ? skip(NO_TEMPLATE_NEEDED) : required.flatMap(judgeOne);

    function judgeOne(one: Required): Outcome[] {
      const [first, ...others] = named(templates, one);
      const template = one.name;
      if (!first) {
        const own = clusters.filter(cluster => requiredFor(cluster) === one).map(({ id, name }) => name ?? String(id));
        return [found.missing({ template, hypervisor: one.hypervisor, clusters: own.join(', ') }, { object: `template ${template}` })];
      }
      const at = { object: `template ${first.id}` };
      return [
        ...(first.name === template ? [] : [found.otherCase({ id: first.id, name: first.name, template }, at)]),
        ...(others.length > 0 ? [found.several({ ids: [first, ...others].map(({ id }) => id).join(', '), template, id: first.id }, at)] : []),
      ];
    }
  },
});
