import type { Define } from './options.ts';

/** `preflight sign` and `preflight verify-report` */
export const signCommands: Define = (program, streams, done) => {
  program
    .command('sign')
    .description('Sign a report with OpenPGP: writes a detached signature beside it.')
    .argument('<report>', 'the file to sign')
    .requiredOption('--key <file>', 'an armored secret key (gpg --armor --export-secret-keys KEYID)')
    .option('--passphrase-env <name>', 'the environment variable that holds its passphrase')
    .option('--passphrase-file <file>', 'a file with its passphrase, which only you can read; default: ask on the terminal')
    .option('-o, --output <file>', 'default: the report with .asc')
    .addHelpText('after', '\nExample:\n  preflight sign preflight.json --key operator.asc')
    .action(async (report, options) => done(await (await import('../sign.ts')).sign(report, options, streams)));
  program
    .command('verify-report')
    .description('Verify who signed a report, and that it is what was signed. Exit codes: 0 good, 1 not good, 2 cannot be told.')
    .argument('<report>', 'the report')
    .requiredOption('--keys <file>', 'the public keys that are trusted')
    .option('--signature <file>', 'default: the report with .asc')
    .addHelpText('after', '\nExample:\n  preflight verify-report preflight.json --keys operators.asc')
    .action(async (report, options) => done(await (await import('../sign.ts')).verifyReport(report, options, streams)));
};
