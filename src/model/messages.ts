import type { Finding, Found, Message, Messages, Place } from './check.ts';

const PLACEHOLDER = /\{(\w+)\}/g;

/** Builds `found`. A finding keeps only the data its message names, so a stray column never reaches a report. */
export function foundFor<M extends Messages>(messages: M): Found<M> {
  const makers = Object.entries(messages).map(([message, template]) => {
    const names = [...textOf(template).matchAll(PLACEHOLDER)].map(([, name]) => name!);
    const make = (data: Finding['data'], at: Place = {}): Finding => ({
      message,
      data: Object.fromEntries(names.map(name => [name, data[name]!])),
      ...at,
    });
    return [message, make];
  });
  return Object.fromEntries(makers) as Found<M>;
}

/** The words of a message, without its data. */
export const textOf = (message: Message): string => (typeof message === 'string' ? message : message.text);

/** The sentence of a finding. A secret's mark is for comparing, not for reading, so it is left out. */
export const say = (message: Message, data: Finding['data']): string =>
  textOf(message).replace(PLACEHOLDER, (_, name: string) => String(data[name]).replace(/‹secret:([^:›]*):[^›]*›/g, '‹$1›'));
