import type { Attempt } from '../../src/index.ts';
import type { Certificate } from './facts/certificates.ts';
import type { EngineOptions } from './facts/engine-options.ts';

/** How long certificates have to be good for. Days. */

export interface Limits {
  readonly alert: number;
  readonly warn: number;
}

/** The engine's own limits, or those of 4.5 where they cannot be had. */
export function limitsOf(options: Attempt<EngineOptions>): Limits {
  const said = (name: 'CertExpirationAlertPeriodInDays' | 'CertExpirationWarnPeriodInDays', otherwise: number): number => {
    const text = 'value' in options ? options.value.get(name) : undefined;
    return /^\d{1,5}$/.test(text ?? '') ? Number(text) : otherwise;
  };
  return { alert: said('CertExpirationAlertPeriodInDays', 30), warn: said('CertExpirationWarnPeriodInDays', 120) };
}

/** Certificates for web browsers live 398 days at most, so that a year before their end is no time to warn. */
export const forBrowsers = ({ alert, warn }: Limits): Limits => ({ alert, warn: Math.min(warn, 60) });

export type Life = 'good' | 'yetToCome' | 'expired' | 'ending' | 'aging';

export function lifeOf({ daysLeft, isYetToCome }: Certificate, { alert, warn }: Limits): Life {
  if (isYetToCome) return 'yetToCome';
  if (daysLeft < 0) return 'expired';
  if (daysLeft <= alert) return 'ending';
  return daysLeft <= warn ? 'aging' : 'good';
}

/** `2027-11-21` */
export const sayDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Whether a certificate is good for a name: exactly, or by a `*` for its first label. */
export function isFor({ names }: Certificate, name: string): boolean {
  const own = name.toLowerCase();
  return names.some(one => one === own || (one.startsWith('*.') && own.replace(/^[^.]+/, '*') === one));
}

export const CERTIFICATE_REFS = [
  'https://github.com/oVirt/ovirt-engine/issues/784',
  'https://github.com/oVirt/ovirt-engine/issues/909',
  'https://www.ovirt.org/documentation/administration_guide/#chap-oVirt_Certificates',
] as const;
