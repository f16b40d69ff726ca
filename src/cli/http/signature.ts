import { AwsV4Signer } from 'aws4fetch';
import { CommandError, usageError } from '../commandError.ts';
import { EXIT } from '../exitStatus.ts';
import { isLocal, renewalOf, type Settings } from '../settings.ts';
import { freshCredentials } from './freshCredentials.ts';

/** The parts of a request that are signed. */
export interface Signable {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** Returns the headers to send, with credentials where required. Called before every attempt, because they expire. */
export type Sign = (request: Signable) => Promise<Headers>;

/** How requests to an API are authenticated. */
export type Authentication = 'NONE' | 'SIGNATURE' | 'TOKEN';

/** The local world accepts any caller, and must not see a token. */
export function authenticationFor(api: URL, { token }: Pick<Settings, 'token'>): Authentication {
  if (isLocal(api)) return 'NONE';
  return token === undefined ? 'SIGNATURE' : 'TOKEN';
}

/**
 * The caller's access token, or else SigV4 with the default AWS credential chain; nothing for the local world, which
 * could not check either.
 */
export function signatureFor(api: URL, settings: Pick<Settings, 'profile' | 'region' | 'token'>): Sign {
  const { profile, region, token } = settings;
  if (isLocal(api)) return async ({ headers }) => new Headers(headers);
  if (token !== undefined) {
    return async ({ headers }) => new Headers({ ...headers, authorization: `Bearer ${token.read()}` });
  }
  const signedRegion = regionOf(api) ?? region;
  if (signedRegion === undefined) {
    throw usageError(`${api.host} does not contain its Region`, '--region eu-west-1, or AWS_REGION');
  }
  const credentials = freshCredentials(profile);
  return async (request) => {
    const identity = await credentials().catch((error: unknown) => {
      throw noCredentials(error, profile);
    });
    const { accessKeyId, secretAccessKey, sessionToken } = identity;
    const { body, ...requested } = request;
    const signer = new AwsV4Signer({
      ...requested,
      ...(body !== undefined && { body }),
      accessKeyId,
      secretAccessKey,
      ...(sessionToken !== undefined && { sessionToken }),
      service: 'execute-api',
      region: signedRegion,
    });
    return (await signer.sign()).headers;
  };
}

/** The default hosts of API Gateway contain their Region. */
export function regionOf({ hostname }: URL): string | undefined {
  return /\.execute-api\.([a-z0-9-]+)\.(?:vpce\.)?amazonaws\.com(?:\.cn)?$/.exec(hostname)?.[1];
}

function noCredentials(error: unknown, profile: string | undefined): CommandError {
  const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  // The command of a credential_process may contain a secret.
  const why = /command failed/i.test(said) ? 'the credential_process of the profile failed' : said;
  return new CommandError(EXIT.ERROR, 'there are no AWS credentials to sign with', {
    details: [why],
    fix: `${renewalOf({ profile, token: undefined })}, or use another profile: --profile NAME; the local world needs none: --api http://127.0.0.1:PORT`,
  });
}
