import { CannotStart } from './cannotStart.ts';

/** The Region that every tool of whoever starts the local world takes for his own, or us-east-1; throws CannotStart when it cannot be one. */
export function callersRegion(env: NodeJS.ProcessEnv): string {
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
    const region = env[name];
    if (region === undefined || region === '') continue;
    if (REGION.test(region)) return region;
    throw new CannotStart(`${name} is ${region}, which is no Region; set it to one such as us-east-1, or unset it.`);
  }
  return 'us-east-1';
}

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
