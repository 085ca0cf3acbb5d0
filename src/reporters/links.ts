/** Whether a reference is an address that a reader may make a link of: nothing but http and https, and no character that ends one. */
export const isLink = (ref: string): boolean =>
  /^https?:\/\/[A-Za-z0-9.-]+(:\d+)?([/?#][\w.~:/?#[\]@!$&'()*+,;=%-]*)?$/.test(ref) && ref.length <= 2000;
