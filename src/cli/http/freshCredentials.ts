import { defaultProvider } from '@aws-sdk/credential-provider-node';

type Credentials = Awaited<ReturnType<ReturnType<typeof defaultProvider>>>;

/**
 * The credentials of the AWS chain, as they are now. The chain keeps for ever what does not say when it expires, as the
 * keys of a file, and a file as it was once read; a page that runs for a day would never see the renewed ones.
 */
export function freshCredentials(profile: string | undefined): () => Promise<Credentials> {
  const chain = defaultProvider({ ignoreCache: true, ...(profile !== undefined && { profile }) });
  let isEndless = false;
  return async () => {
    const found = await chain({ forceRefresh: isEndless });
    isEndless = found.expiration === undefined;
    return found;
  };
}
