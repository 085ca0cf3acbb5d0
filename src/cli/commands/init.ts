import type { Define } from './options.ts';

/** `preflight init` */
export const initCommand: Define = (program, streams, done) => {
  program
    .command('init')
    .description('Write a commented target file to start from.')
    .requiredOption('--platform <platform>', 'cloudstack, opennebula or ovirt')
    .argument('[file]', 'where to write it', 'preflight.yaml')
    .addHelpText('after', '\nExample:\n  preflight init --platform cloudstack preflight.yaml')
    .action(async (file, { platform }) => done(await (await import('../init.ts')).init({ platform, file }, streams)));
};
