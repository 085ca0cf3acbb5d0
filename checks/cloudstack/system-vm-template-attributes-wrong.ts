import { check, type Outcome, skip } from '../../src/index.ts';
import { clusters, hypervisorOf } from './facts/clusters.ts';
import { guestOsNames, systemVmTemplates } from './facts/templates.ts';
import { NO_TEMPLATE_NEEDED, named, type Required, register, requiredBy, TEMPLATE_APPLIES, TEMPLATE_REFS } from './system-vm-template.ts';

type Template = ReturnType<(typeof systemVmTemplates)['parse']>[number];

/** Attributes that the guide has switched off. */
const OFF = { extractable: 'extractable', passwordEnabled: 'password enabled', public: 'public', featured: 'featured' } as const;

const switchedOn = (template: Template): string[] =>
  Object.entries(OFF).flatMap(([attribute, words]) => (template[attribute as keyof typeof OFF] ? [words] : []));

const again = (template: string | number) => {
  const { text = '', ...rest } = register(template);
  return { ...rest, text: `Delete the template and register it again with its right values. ${text}` };
};

export default check({
  id: 'cloudstack/system-vm-template-attributes-wrong',
  title: 'The system VM templates of the target have the attributes of the guide',
  severity: 'warning',
  applies: TEMPLATE_APPLIES,
  why: 'The upgrade takes the template by its name alone. With the wrong hypervisor or format no system VM starts from it; with the other attributes wrong, tenants see it or may download it.',
  fix: {
    hypervisor: ({ template }) => again(template),
    format: ({ template }) => again(template),
    guestOs: ({ template }) =>
      `Edit the template ${template} in the user interface and choose the OS type Debian GNU/Linux 7 (64-bit), or the highest Debian that is offered.`,
    switchedOn: ({ template, attributes }) => `Edit the template ${template} in the user interface and switch off: ${attributes}.`,
    type: 'Leave it as it is if the upgrade was begun before; otherwise find out who changed it. The upgrade itself sets the type to SYSTEM.',
  },
  refs: TEMPLATE_REFS,
  covers: ['15'],
  needs: { clusters, templates: systemVmTemplates, guestOs: guestOsNames },
  messages: {
    hypervisor: 'Template {id} ({template}) is of the hypervisor "{actual}", and must be of {expected}.',
    format: 'Template {id} ({template}) has the format "{actual}", and must have {expected}.',
    guestOs: { text: 'Template {id} ({template}) has the OS type "{actual}", and should have Debian GNU/Linux 7 (64-bit).', severity: 'warning' },
    switchedOn: { text: 'Template {id} ({template}) is {attributes}, and should not be.', severity: 'warning' },
    type: { text: 'Template {id} ({template}) is of the type "{actual}". Before the upgrade it should be USER or ROUTING.', severity: 'warning' },
  },
  judge({ clusters, templates, guestOs }, found) {
    const required = requiredBy(clusters);
    if (required.length === 0) return skip(NO_TEMPLATE_NEEDED);
    const registered = required.flatMap(one =>
      named(templates, one)
        .slice(0, 1)
        .map(template => ({ one, template })),
    );
    if (registered.length === 0) return skip('none of the templates is registered, which cloudstack/system-vm-template-unregistered says');
    return registered.flatMap(({ one, template }) => [...judgeKind(one, template), ...judgeRest(one, template)]);

    function judgeKind(one: Required, { id, hypervisor_type, format }: Template): Outcome[] {
      const at = { object: `template ${id}` };
      const data = { id, template: one.name };
      return [
        ...(hypervisorOf({ hypervisor_type }) === one.hypervisor.toLowerCase()
          ? []
          : [found.hypervisor({ ...data, actual: hypervisor_type ?? 'none', expected: one.hypervisor }, at)]),
        ...(format?.toUpperCase() === one.format ? [] : [found.format({ ...data, actual: format ?? 'none', expected: one.format }, at)]),
      ];
    }

    function judgeRest(one: Required, template: Template): Outcome[] {
      const at = { object: `template ${template.id}` };
      const data = { id: template.id, template: one.name };
      const os = guestOs.get(template.guest_os_id ?? -1) ?? 'none';
      const on = switchedOn(template);
      return [
        ...(/^Debian GNU\/Linux \d.*64-?bit/i.test(os) ? [] : [found.guestOs({ ...data, actual: os }, at)]),
        ...(on.length > 0 ? [found.switchedOn({ ...data, attributes: on.join(', ') }, at)] : []),
        ...(/^(?:user|routing)$/i.test(template.type ?? '') ? [] : [found.type({ ...data, actual: template.type ?? 'none' }, at)]),
      ];
    }
  },
});
