import type { SshOptions } from '../sources/ssh/options.ts';
import { type HostConnection, sshSource } from '../sources/ssh/source.ts';
import type { SshTarget } from '../sources/ssh/target.ts';
import { resolveSecret } from '../target/secret.ts';
import type { SshReach, Target } from '../target/target.ts';
import type { LiveOptions } from './open.ts';

/** One connection per SSH host, by the host's name. None is opened before it is used. */
export function sshConnections(
  { hosts, limits }: Target,
  { keeping, acceptNewHostKeys, sshConfig, log }: LiveOptions,
): ReadonlyMap<string, HostConnection> {
  const shared: SshOptions = {
    limits,
    run: {},
    ...(acceptNewHostKeys && { acceptNewHostKeys }),
    ...(keeping.prompt && { prompt: keeping.prompt }),
    ...(log && { log }),
  };
  return new Map(
    hosts.flatMap(({ name, reach }) =>
      reach.via === 'ssh'
        ? [[name, sshSource({ ...targetOf(reach), ...(sshConfig !== undefined && { configFile: sshConfig }) }, optionsOf(reach))]]
        : [],
    ),
  );

  function optionsOf({ password }: SshReach): SshOptions {
    return password ? { ...shared, password: () => resolveSecret(password, keeping) } : shared;
  }
}

const targetOf = ({ address, port, user, jump, identityFile, sudo }: SshReach): SshTarget => ({
  host: address,
  ...(port !== undefined && { port }),
  ...(user !== undefined && { user }),
  ...(jump !== undefined && { jump }),
  ...(identityFile !== undefined && { identityFile }),
  ...(sudo !== undefined && { sudo }),
});
