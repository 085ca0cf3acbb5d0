/** A name from outside as it may be shown: nothing that a terminal or a reader's eye would take for something else, at most 255 characters. */
export const printable = (name: string): string => name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD').slice(0, 255);
