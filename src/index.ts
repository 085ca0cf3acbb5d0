/** What the author of a check may use. A check imports this, its own facts, and nothing else. */

export { aesGcmSha256 } from './ciphers/aes-gcm.ts';
export { pbeWithMd5AndDes } from './ciphers/pbe-md5-des.ts';
export type { ArtifactBody, ChecksumClaim, PathEntry, SignatureClaim, SignatureWeakness } from './model/answer.ts';
export {
  type AnyCheck,
  type Applies,
  type Check,
  type Context,
  check,
  type Finding,
  type Fix,
  type Found,
  type Judged,
  type Outcome,
  type Place,
  type Skip,
  skip,
  type Undecided,
  type UpgradePath,
  undecided,
} from './model/check.ts';
export { type Attempt, any, attempt, before, each, fact, type OnHost, optional } from './model/fact.ts';
export type { Guide, GuideStep } from './model/guide.ts';
export { flag, type Inputs, list, path, text as textInput } from './model/input.ts';
export { manual } from './model/manual.ts';
export { beforePackages, type Phase } from './model/phase.ts';
export { type AnyPlatform, platform } from './model/platform.ts';
export { artifact, command, file, http, paths, table } from './model/query.ts';
export type { Redacted } from './model/redacted.ts';
export { lines, quoteShell, type Remedy, type Snippet, sh, sql } from './model/remedy.ts';
export { type Classified, type Classifier, type KeyFile, type SecretMark, secretMark } from './model/secret.ts';
export { compare, inRange, line, type Version, version } from './model/version.ts';
export { type Properties, type Property, properties, propertyEntries } from './parsers/properties.ts';
export { integer, nullable, rows, since, text } from './parsers/rows.ts';
export { children, descendants, type Element, xml } from './parsers/xml.ts';
export { elementsAt, valuesAt, xmlBody } from './parsers/xml-column.ts';
export { rubyYaml } from './parsers/yaml.ts';
