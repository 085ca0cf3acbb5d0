import { createRequire } from 'node:module';

interface Problem {
  readonly instancePath: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}
interface Validator {
  (data: unknown): boolean;
  errors?: readonly Problem[] | null;
}

/** Compiled by `npm run generate` from the schemas beside it; compiling them at each start would cost more than a scan. */
const validators: { readonly manifest: Validator; readonly report: Validator; readonly target: Validator } = createRequire(import.meta.url)(
  './validators.cjs',
);

const problemOf = (validator: Validator, data: unknown): string | undefined => {
  if (validator(data)) return undefined;
  const first = validator.errors?.find(({ message }) => message !== undefined);
  return `${first?.instancePath || 'the document'} ${first?.message ?? 'is not valid'}${sayParams(first?.params)}`;
};

function sayParams(params: Problem['params'] = {}): string {
  const { additionalProperty, propertyName, allowedValues, allowedValue } = params;
  const named = additionalProperty ?? propertyName ?? allowedValues ?? allowedValue;
  return named === undefined ? '' : ` (${JSON.stringify(named)})`;
}

/** What is wrong with a manifest, or undefined. */
export const validateManifest = (data: unknown): string | undefined => problemOf(validators.manifest, data);

/** What is wrong with a target file, or undefined. `src/target/parse.ts` says it better, with line and column; this is the published schema. */
export const validateTarget = (data: unknown): string | undefined => problemOf(validators.target, data);

/** What is wrong with a report, or undefined. */
export const validateReport = (data: unknown): string | undefined => problemOf(validators.report, data);
