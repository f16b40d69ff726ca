import * as z from 'zod';
import { HOLD_SECONDS_MAX } from '../drill/bounds.ts';
import { formed, seconds } from './input.ts';

/** The format of a check's name, which is part of a path. */
export const CHECK_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

/** A check during the hold. */
export function check() {
  return z.strictObject({
    kind: z.literal('VERDICT').meta({ description: 'A person or a pipeline judges: PUT …/checks/{name}' }),
    ...everyCheck(),
    timeoutSeconds: seconds(1, HOLD_SECONDS_MAX)
      .optional()
      .meta({ description: 'How long the verdict may take from then on; default: until the end of the hold' }),
  });
}

/** What every kind of check says. */
function everyCheck() {
  return {
    name: formed(CHECK_NAME, 'must be the name of a check: 1 to 40 letters, digits, dots, hyphens or underscores'),
    afterSeconds: seconds(0, HOLD_SECONDS_MAX)
      .optional()
      .meta({ description: 'How long after the beginning of the hold it begins; default: 0' }),
    required: z.boolean().default(true).meta({ description: 'Unless it passes, the drill does not' }),
  };
}
