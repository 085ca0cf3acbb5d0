import fc from 'fast-check';

/** CI tries the same inputs at every run, so that a red run says something of the change; at a desk every run tries new ones. */
if (process.env.CI) fc.configureGlobal({ seed: 20261121 });
