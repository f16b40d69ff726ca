import type { Schema } from '@cfworker/json-schema';

/** The schema of one member of a request. */
export function memberSchema(schema: Schema | undefined, member: string): Schema {
  const found = schema?.properties?.[member];
  return typeof found === 'object' ? found : {};
}
