import { defaultProvider } from '@aws-sdk/credential-provider-node';

type Credentials = Awaited<ReturnType<ReturnType<typeof defaultProvider>>>;

/**
 * The credentials of the AWS chain, as they are now. The chain keeps for ever what does not say when it expires, and a
 * file as it was once read; a page that runs for a day would never see keys that were renewed in their file. What a
 * program issued stays with the chain: to run it again may ask a person for a fingerprint.
 */
export function freshCredentials(profile: string | undefined): () => Promise<Credentials> {
  const chain = defaultProvider({ ignoreCache: true, ...(profile !== undefined && { profile }) });
  let held: Credentials | undefined;
  return async () => {
    if (held === undefined || !sourcesOf(held).includes('CREDENTIALS_PROFILE')) {
      held = await chain();
      return held;
    }
    // While the file is written anew it may lack them, and the chain goes on to those of the machine.
    const found = await chain({ forceRefresh: true }).catch(() => undefined);
    if (found !== undefined && sourcesOf(found).some((source) => source.startsWith('CREDENTIALS_PROFILE')))
      held = found;
    return held;
  };
}

/** The SDK's words for where credentials come from: those of a profile begin alike, and its own keys have no more. */
function sourcesOf(credentials: Credentials): string[] {
  return Object.keys(Object(credentials).$source ?? {});
}
