import type { ErrorObject } from 'ajv/dist/2020.js';

/**
 * A validator reports the faults of a value against every alternative of `oneOf`. Only those against the alternative
 * that its `kind` means are of interest, and for an unknown kind only that.
 */
export function meantFaults(errors: readonly ErrorObject[]): ErrorObject[] {
  const others = errors.filter(({ keyword, schemaPath }) => keyword === 'const' && KIND.test(schemaPath));
  const isOfOther = (error: ErrorObject) =>
    others.some((one) => error.schemaPath.startsWith(branchOf(one)) && isWithin(error, holderOf(one)));
  return errors
    .filter((error) => !isOfOther(error))
    .flatMap((error) => {
      if (error.keyword !== 'oneOf') return [error];
      const kinds = others
        .filter((one) => holderOf(one) === error.instancePath)
        .map(({ params }) => params['allowedValue']);
      const alternatives = Array.isArray(error.schema) ? error.schema.length : kinds.length;
      if (kinds.length < alternatives) return [];
      return [
        { ...error, keyword: 'enum', instancePath: `${error.instancePath}/kind`, params: { allowedValues: kinds } },
      ];
    });
}

const KIND = /\/oneOf\/\d+\/properties\/kind\/const$/;

function branchOf({ schemaPath }: ErrorObject): string {
  return schemaPath.replace(/properties\/kind\/const$/, '');
}

/** The value that has the kind. */
function holderOf({ instancePath }: ErrorObject): string {
  return instancePath.replace(/\/kind$/, '');
}

function isWithin({ instancePath }: ErrorObject, holder: string): boolean {
  return instancePath === holder || instancePath.startsWith(`${holder}/`);
}
