import { fact, file, propertyEntries } from '../../../src/index.ts';

/** What engine-setup wrote down at the end of its last successful run, of the keys that hold no secret. */
const KEYS = [
  'OVESETUP_CORE/generatedByVersion',
  'OVESETUP_CONFIG/fqdn',
  'OVESETUP_CONFIG/imageioProxyConfig',
  'OVESETUP_CONFIG/sanWipeAfterDelete',
  'OVESETUP_CONFIG/websocketProxyConfig',
  'OVESETUP_DWH_CORE/enable',
  'OVESETUP_ENGINE_CORE/enable',
  'OVESETUP_GRAFANA_CORE/enable',
  'OVESETUP_OVN/ovirtProviderOvn',
  'OVESETUP_VMCONSOLE_PROXY_CONFIG/vmconsoleProxyConfig',
] as const;

export type SetupKey = (typeof KEYS)[number];

export interface SetupConfiguration {
  /** The text behind the type; undefined where the key is not there or is `none:None`. */
  text(key: SetupKey): string | undefined;
  /** Of a `bool`; undefined where it is none. */
  flag(key: SetupKey): boolean | undefined;
}

export const SETUP_CONFIGURATION = '/etc/ovirt-engine-setup.conf.d/20-setup-ovirt-post.conf';

/**
 *     [environment:default]
 *     OVESETUP_CORE/generatedByVersion=str:4.3.10.4
 *     OVESETUP_CONFIG/sanWipeAfterDelete=bool:False
 *     OVESETUP_DWH_CORE/enable=none:None
 */
export const setupConfiguration = fact({
  id: 'ovirt.setup-configuration',
  title: 'configuration that engine-setup wrote',
  role: 'engine',
  query: file(SETUP_CONFIGURATION, { keep: { keys: KEYS } }),
  parse: ({ text }): SetupConfiguration => {
    const values = new Map(propertyEntries(text).flatMap(({ key, value }) => typed(value).map(one => [key, one] as const)));
    return {
      text: key => values.get(key)?.text,
      flag: key => {
        const value = values.get(key);
        return value?.type === 'bool' ? !['0', 'f', 'F', 'false', 'False'].includes(value.text) : undefined;
      },
    };
  },
});

/** `bool:False`; nothing where the value is `none:None` or has no type. */
function typed(value: string): { readonly type: string; readonly text: string }[] {
  const [, type, text] = /^([a-z-]{1,20}):(.*)$/s.exec(value.trim()) ?? [];
  return type === undefined || type === 'none' ? [] : [{ type, text: text!.trim() }];
}
