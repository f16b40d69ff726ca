/** A statement (IAM user guide: JSON policy elements), with its references resolved. */
export interface PolicyStatement {
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** A request to IAM: an action on one resource, and the request's condition keys. */
export interface IamRequest {
  action: string;
  /** An ARN, or `*` where the action has no resource type. */
  resource: string;
  keys: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Whether identity policies allow a request, as IAM evaluates them: a Deny outranks every Allow. It supports what this
 * project's policies use: wildcards, and a few condition operators. It throws on everything else.
 */
export function isAllowed(statements: readonly PolicyStatement[], requested: IamRequest): boolean {
  const effects = statements.filter((one) => applies(one, requested)).map(({ Effect }) => Effect);
  const unknown = effects.find((effect) => effect !== 'Allow' && effect !== 'Deny');
  if (unknown !== undefined) throw new Error(`IAM has no effect ${unknown}`);
  return effects.includes('Allow') && !effects.includes('Deny');
}

function applies({ Action, Resource, Condition = {} }: PolicyStatement, requested: IamRequest): boolean {
  if (!listed(Action).some((action) => matches(action, requested.action))) return false;
  if (!listed(Resource).some((resource) => matches(resource, requested.resource))) return false;
  return Object.entries(Condition).every(([operator, tests]) => {
    const holds = OPERATORS[operator];
    if (holds === undefined) throw new Error(`the simulator does not evaluate the condition operator ${operator}`);
    return Object.entries(tests).every(([key, wanted]) => holds(valuesOf(requested, key), listed(wanted)));
  });
}

/** IAM user guide, condition operators: all but Null and ForAllValues fail when the request lacks the key. */
const OPERATORS: Readonly<Record<string, (found: readonly string[], wanted: readonly string[]) => boolean>> = {
  Bool: ([found], [wanted]) => found !== undefined && found === wanted,
  Null: (found, [wanted]) => String(found.length === 0) === wanted,
  StringEquals: ([found], wanted) => found !== undefined && wanted.includes(found),
  StringLike: ([found], wanted) => found !== undefined && wanted.some((one) => matches(one, found)),
  ArnEquals: ([found], wanted) => found !== undefined && wanted.some((one) => matches(one, found)),
  'ForAllValues:StringLike': (found, wanted) => found.every((value) => wanted.some((one) => matches(one, value))),
  'ForAllValues:StringNotEquals': (found, wanted) => found.every((value) => !wanted.includes(value)),
  'ForAnyValue:StringEquals': (found, wanted) => found.some((value) => wanted.includes(value)),
};

/** The names of condition keys are case-insensitive. */
function valuesOf({ keys }: IamRequest, key: string): readonly string[] {
  const name = Object.keys(keys).find((one) => one.toLowerCase() === key.toLowerCase());
  return listed(name === undefined ? [] : (keys[name] ?? []));
}

function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
}

function listed(values: string | readonly string[]): readonly string[] {
  return typeof values === 'string' ? [values] : values;
}
