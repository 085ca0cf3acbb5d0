import { fact, http } from '../../../src/index.ts';

/** What the health page says; `DB Up!Welcome to Health Status!` where all is well. */
export const health = fact({
  id: 'ovirt.health',
  title: 'health page of the engine',
  role: 'api',
  query: http('/services/health'),
  parse: ({ body }): string => body.trim().slice(0, 300),
});
