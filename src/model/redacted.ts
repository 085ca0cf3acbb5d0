declare const redacted: unique symbol;

/** Something that has been through redaction. Only `engine/redact.ts` makes one; parsers and the snapshot writer accept nothing else. */
export type Redacted<T> = T & { readonly [redacted]: true };
