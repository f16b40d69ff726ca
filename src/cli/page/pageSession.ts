import manifest from '../../../package.json' with { type: 'json' };
import type { Transport } from '../http/httpClient.ts';
import { type Authentication, authenticationFor } from '../http/signature.ts';

/** What the page may know of the API behind its server. It contains no secret. */
export interface PageSession {
  api: string;
  authentication: Authentication;
  /** The AWS profile that signs; null: the default credentials, or none are needed. */
  profile: string | null;
  version: string;
}

/** The session that a server of the page serves. */
export function pageSession({ api, token, profile }: Transport, env: NodeJS.ProcessEnv): PageSession {
  const authentication = authenticationFor(api, { token });
  return {
    api: api.href.replace(/\/$/, ''),
    authentication,
    profile: authentication === 'SIGNATURE' ? (profile ?? (env['AWS_PROFILE'] || null)) : null,
    version: manifest.version,
  };
}
