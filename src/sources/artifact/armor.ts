/** One armored block. `kind` is what it calls itself, such as `SIGNATURE` or `PUBLIC KEY BLOCK`. */
export type ArmorBlock = { readonly kind: string } & ({ readonly data: Uint8Array } | { readonly problem: string });

/**
 * Every armored block in a text, whatever stands around them. Indentation, CRLF and a missing blank line or checksum
 * do no harm; the CRC is not looked at, as RFC 9580 wants it: the signature itself tells whether a bit has changed.
 *
 *     -----BEGIN PGP SIGNATURE-----
 *     Version: GnuPG v1.4.11 (GNU/Linux)
 *
 *     iQIcBAABCgAGBQJTQf4tAAoJEGZbCbpEOGbpZJYP/1iZ
 *     =ab1Z
 *     -----END PGP SIGNATURE-----
 */
export function armorBlocks(text: string): readonly ArmorBlock[] {
  const blocks: ArmorBlock[] = [];
  let open: { readonly kind: string; readonly lines: string[] } | undefined;
  const cut = (): void => {
    if (open) blocks.push({ kind: open.kind, problem: `its block of type ${open.kind} is cut off` });
  };
  for (const line of text.replaceAll('----------BEGIN PGP ', '-----\n-----BEGIN PGP ').split(/\r\n|\n|\r/)) {
    const one = line.trim();
    const kind = one.endsWith('-----') ? /-----BEGIN PGP ([A-Z][A-Z0-9 ,/]*)-----$/.exec(one)?.[1] : undefined;
    if (kind) {
      cut();
      open = { kind, lines: [] };
    } else if (open && one.startsWith('-----END PGP ')) {
      blocks.push({ kind: open.kind, ...decode(open.lines) });
      open = undefined;
    } else open?.lines.push(one);
  }
  cut();
  return blocks;
}

/** The lines between BEGIN and END: headers, base64, and perhaps a checksum. */
function decode(lines: readonly string[]): { data: Uint8Array } | { problem: string } {
  const body = lines.filter(line => line !== '' && !line.includes(':') && !isChecksum(line)).join('');
  if (body === '') return { problem: 'its block is empty' };
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return { problem: 'its block has characters that do not belong there' };
  return { data: Buffer.from(body, 'base64') };
}

const isChecksum = (line: string): boolean => /^=[A-Za-z0-9+/]{4}$/.test(line);
