/** The member at a path such as `detail.state`; undefined where there is no own member. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((holder, name) => {
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, name)) return undefined;
    return (holder as Record<string, unknown>)[name];
  }, value);
}

/** The records of a batch; undefined for a value that is no batch. */
export function recordsIn(event: unknown): unknown[] | undefined {
  const records = at(event, 'Records');
  return Array.isArray(records) ? records : undefined;
}

/** The JSON body of an HTTP request. */
export function bodyOf(event: unknown): unknown {
  const body = String(at(event, 'body'));
  return JSON.parse(at(event, 'isBase64Encoded') === true ? Buffer.from(body, 'base64').toString() : body);
}

/** The authenticated caller. */
export function callerOf(event: unknown): string {
  const authorizer = at(at(event, 'requestContext'), 'authorizer');
  const arn = at(authorizer, 'iam.userArn');
  return typeof arn === 'string' && arn !== ''
    ? arn
    : `${at(authorizer, 'jwt.claims.iss')}#${at(authorizer, 'jwt.claims.sub')}`;
}
