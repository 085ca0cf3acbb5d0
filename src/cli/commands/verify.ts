import { type Define, repeated, withReports } from './options.ts';

/** `preflight verify` */
export const verifyCommand: Define = (program, streams, done) => {
  withReports(
    program
      .command('verify')
      .description('Verify a downloaded release: OpenPGP signature and checksums. Companions are found beside it by name.')
      .argument('<file>', 'the release')
      .option('--keys <file>', 'the KEYS file of the project')
      .option('--signature <file>', 'the detached signature')
      .option('--checksums <file>', 'a checksum file; may be repeated', repeated),
  )
    .addHelpText('after', '\nExample:\n  preflight verify apache-cloudstack-4.3.2-src.tar.bz2 --keys KEYS')
    .action(async (file, options) => done(await (await import('../verify.ts')).verify(file, options, streams)));
};
