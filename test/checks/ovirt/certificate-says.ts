/** What openssl prints of a certificate: `issuer` of its own name is that of a root. The cases are looked at 2026-11-21 02:00 UTC. */
export const certificateSays = ({
  until = 'Nov 21 10:00:00 2030 GMT',
  since = 'Nov  1 10:00:00 2022 GMT',
  subject = 'O = lab.example, CN = engine.lab.example',
  issuer = 'C = US, O = lab.example, CN = engine.lab.example.12345',
  algorithm = 'sha256WithRSAEncryption',
  names = ['engine.lab.example'],
}: {
  readonly until?: string;
  readonly since?: string;
  readonly subject?: string;
  readonly issuer?: string;
  readonly algorithm?: string;
  readonly names?: readonly string[];
} = {}): string =>
  [
    `subject=${subject}`,
    `issuer=${issuer}`,
    `notBefore=${since}`,
    `notAfter=${until}`,
    'Certificate:',
    '    Data:',
    '        Version: 3 (0x2)',
    `        Signature Algorithm: ${algorithm}`,
    ...(names.length > 0 ? ['            X509v3 Subject Alternative Name: ', `                ${names.map(name => `DNS:${name}`).join(', ')}`] : []),
    '',
  ].join('\n');

/** The file is not there, in the words of OpenSSL 1.0.2 and of 3. */
export const NO_CERTIFICATE = [
  {
    exit: 1,
    stderr:
      "Error opening Certificate /x\n140:error:02001002:system library:fopen:No such file or directory:bss_file.c:402:fopen('/x','r')\nunable to load certificate\n",
  },
  {
    exit: 1,
    stderr:
      'Could not open file or uri for loading certificate from /x\n40:error:80000002:system library:file_open:No such file or directory:x:1:calling stat(/x)\n',
  },
] as const;
