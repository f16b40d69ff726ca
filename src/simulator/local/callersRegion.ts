import { CannotStart } from './cannotStart.ts';

/**
 * The Region that the AWS tools of the person who starts the local world would use, else us-east-1. Throws
 * CannotStart when it is invalid.
 */
export function callersRegion(env: NodeJS.ProcessEnv): string {
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
    const region = env[name];
    if (region === undefined || region === '') continue;
    if (REGION.test(region)) return region;
    throw new CannotStart(`${name} is ${region}, which is not a Region; set it to one such as us-east-1, or unset it.`);
  }
  return 'us-east-1';
}

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
