import { CALLER } from '../../api/identity.ts';
import { member, textIn } from '../../flow/unchecked.ts';

/**
 * What API Gateway passes on of a request (HTTP API developer guide: Lambda payload format 2.0), as far as a handler
 * needs it.
 */
export interface HttpRequest {
  method: string;
  rawPath: string;
  requestId: string;
  headers: Texts;
  pathParameters: Texts;
  queryStringParameters: Texts;
  /** The caller, if the authorizer vouches for one. */
  caller: string | undefined;
  /** The scopes of the caller's token; undefined for a signed request, whose rights are IAM's. */
  scopes: ReadonlySet<string> | undefined;
  body: string | undefined;
}

type Texts = Partial<Record<string, string>>;

/** Reads a request without trust in its shape: a direct invocation may send anything. */
export function httpRequest(event: unknown): HttpRequest {
  const context = member(event, 'requestContext');
  const body = textIn(event, 'body');
  const isEncoded = member(event, 'isBase64Encoded') === true;
  return {
    method: textIn(member(context, 'http'), 'method') ?? '',
    rawPath: textIn(event, 'rawPath') ?? '',
    requestId: textIn(context, 'requestId') ?? '',
    headers: texts(member(event, 'headers')),
    pathParameters: texts(member(event, 'pathParameters')),
    queryStringParameters: texts(member(event, 'queryStringParameters')),
    caller: callerIn(member(context, 'authorizer')),
    scopes: scopesIn(member(context, 'authorizer')),
    body: body !== undefined && isEncoded ? Buffer.from(body, 'base64').toString('utf8') : body,
  };
}

function texts(holder: unknown): Texts {
  if (typeof holder !== 'object' || holder === null) return {};
  return Object.fromEntries(Object.entries(holder).filter((entry) => typeof entry[1] === 'string'));
}

/** The IAM principal, or the subject of the token with its issuer. */
function callerIn(authorizer: unknown): string | undefined {
  const claims = member(member(authorizer, 'jwt'), 'claims');
  const [issuer, subject] = [textIn(claims, 'iss'), textIn(claims, 'sub')];
  const token = issuer === undefined || subject === undefined ? undefined : `${issuer}#${subject}`;
  const caller = textIn(member(authorizer, 'iam'), 'userArn') ?? token;
  return caller !== undefined && CALLER.test(caller) ? caller : undefined;
}

/** HTTP API developer guide, JWT authorizers: the scopes are in the claim `scope`, or `scp`. */
function scopesIn(authorizer: unknown): ReadonlySet<string> | undefined {
  const token = member(authorizer, 'jwt');
  if (token === undefined) return undefined;
  const claims = member(token, 'claims');
  const said = textIn(claims, 'scope') ?? textIn(claims, 'scp') ?? '';
  return new Set(said.split(/[\s,[\]]+/));
}
