import { fact, file } from '../../../src/index.ts';

/** What dnf was told of one module. */
export interface DnfModule {
  readonly stream: string;
  /** `enabled`, `disabled`, or empty where it was reset. */
  readonly state: string;
}

/**
 *     [postgresql]
 *     name=postgresql
 *     stream=12
 *     profiles=
 *     state=enabled
 */
export const dnfModule = (name: string) =>
  fact({
    id: `ovirt.dnf-module-${name.replaceAll('_', '-')}`,
    title: `stream of the module ${name}`,
    role: 'engine',
    query: file(moduleFile(name)),
    parse: ({ text }): DnfModule => {
      const said = new Map([...text.matchAll(/^[ \t]*(\w{1,40})[ \t]*=[ \t]*(.{0,200}?)[ \t]*\r?$/gm)].map(([, key, value]) => [key!, value!]));
      return { stream: said.get('stream') ?? '', state: said.get('state') ?? '' };
    },
  });

export const moduleFile = (name: string): string => `/etc/dnf/modules.d/${name}.module`;
