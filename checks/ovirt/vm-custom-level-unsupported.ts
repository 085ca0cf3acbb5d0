import { check, undecided } from '../../src/index.ts';
import { UNKNOWN_TARGET } from './engine-releases.ts';
import { customLevels } from './facts/custom-levels.ts';
import { LEVEL_REFS, levelsOf } from './levels.ts';
import { vmObject } from './update-scope.ts';

const clear = ({ name }: { readonly name: string | number }) =>
  `In the Administration Portal, edit ${name}, System > Custom Compatibility Version: choose the empty entry, so that it has the level of its cluster. A running virtual machine needs a restart after it.`;

export default check({
  id: 'ovirt/vm-custom-level-unsupported',
  title: 'No virtual machine has a compatibility version of its own that the target does not support',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'engine-setup stops where a virtual machine has a level that the new engine does not know.',
  fix: { vm: clear, template: clear },
  refs: LEVEL_REFS,
  covers: ['A.3.9'],
  needs: { custom: customLevels },
  messages: {
    vm: 'Virtual machine {name} has the compatibility version {level} of its own; oVirt {target} supports {levels}.',
    template: {
      text: 'Template {name} has the compatibility version {level} of its own, which virtual machines made from it get; oVirt {target} supports {levels}.',
      severity: 'warning',
    },
    supported: {
      text: 'Virtual machine {name} has the compatibility version {level} of its own, and keeps it where its cluster is raised.',
      severity: 'note',
    },
  },
  judge({ custom }, found, { to }) {
    if (!to) return [undecided(UNKNOWN_TARGET)];
    const levels = levelsOf(to);
    if (!levels) return [undecided(`preflight does not know which levels oVirt ${to.text} supports`)];
    return custom.flatMap(one => {
      const { name, level, isTemplate } = one;
      const [at, data] = [{ object: isTemplate ? `template ${name}` : vmObject(one) }, { name, level, target: to.text, levels: levels.join(', ') }];
      if (levels.includes(level)) return isTemplate ? [] : [found.supported({ name, level }, at)];
      return [found[isTemplate ? 'template' : 'vm'](data, at)];
    });
  },
});
