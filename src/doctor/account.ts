import { GetCallerIdentityCommand, type GetCallerIdentityCommandOutput } from '@aws-sdk/client-sts';
import { ask } from '../aws/calls.ts';
import { CallFailed } from '../flow/errors.ts';
import type { Clients } from './clients.ts';
import type { Place } from './deployed.ts';
import { type Finding, fail, ok } from './finding.ts';

/** Identifies the caller and the account. Without it, no other check is possible. */
export async function checkAccount(
  { sts }: Clients,
  { stage, region }: Pick<Place, 'stage' | 'region'>,
): Promise<{ finding: Finding; place?: Place }> {
  try {
    const command = new GetCallerIdentityCommand({});
    const { Account = '', Arn = '' } = await ask<GetCallerIdentityCommandOutput>(
      sts(region),
      'GetCallerIdentity',
      command,
    );
    const partition = Arn.split(':')[1] ?? 'aws';
    const finding = ok('credentials', `You are ${Arn}.`);
    return { finding, place: { stage, region, accountId: Account, partition } };
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    const says = `AWS does not accept your credentials: ${error.message}`;
    return {
      finding: fail('credentials', says, 'Log in (aws sso login, AWS_PROFILE), then try aws sts get-caller-identity.'),
    };
  }
}
