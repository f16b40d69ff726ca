import { DescribeKeyCommand, type DescribeKeyCommandOutput, type KeyMetadata } from '@aws-sdk/client-kms';
import {
  GetObjectLockConfigurationCommand,
  type GetObjectLockConfigurationCommandOutput,
  type ObjectLockConfiguration,
} from '@aws-sdk/client-s3';
import { ask } from '../../aws/calls.ts';
import type { Clients } from '../clients.ts';
import { type Deployed, deployAgain } from '../deployed.ts';
import { checked, type Finding, fail, ok, unlessNotFound, warn } from '../finding.ts';

/** Checks that evidence can be signed and is kept. The alarm `unsealed` says whether some is not sealed. */
export async function checkEvidence(clients: Clients, deployed: Deployed): Promise<Finding[]> {
  return [
    ...(await checked('evidence-key', () => isUsable(clients, deployed))),
    ...(await checked('evidence-lock', () => isLocked(clients, deployed))),
  ];
}

async function isUsable({ kms }: Clients, { place, environment }: Deployed): Promise<Finding> {
  const KeyId = environment['EVIDENCE_KEY'] ?? '';
  const answer = ask<DescribeKeyCommandOutput>(kms(place.region), 'DescribeKey', new DescribeKeyCommand({ KeyId }));
  return signs((await unlessNotFound(answer))?.KeyMetadata, KeyId, deployAgain(place));
}

/** KMS developer guide: key states. */
function signs(key: KeyMetadata | undefined, KeyId: string, deploy: string): Finding {
  const check = 'evidence-key';
  if (key === undefined)
    return fail(check, 'The key that signs evidence does not exist: no drill can be sealed.', deploy);
  const { KeyState, KeyUsage, KeySpec } = key;
  if (KeyUsage !== 'SIGN_VERIFY' || KeySpec !== 'ECC_NIST_P256')
    return fail(check, `The key of the evidence is ${KeySpec}, which cannot sign evidence.`, deploy);
  if (KeyState === 'Enabled') return ok(check, 'The key that signs evidence is enabled.');
  const cancel = KeyState === 'PendingDeletion' ? `aws kms cancel-key-deletion --key-id ${KeyId} && ` : '';
  const remedy = `${cancel}aws kms enable-key --key-id ${KeyId}`;
  return fail(check, `The key that signs evidence is in state ${KeyState}: no drill can be sealed.`, remedy);
}

async function isLocked({ s3 }: Clients, { place, environment }: Deployed): Promise<Finding> {
  const command = new GetObjectLockConfigurationCommand({ Bucket: environment['EVIDENCE_BUCKET'] ?? '' });
  const answer = ask<GetObjectLockConfigurationCommandOutput>(s3(place.region), 'GetObjectLockConfiguration', command);
  return keeps((await unlessNotFound(answer))?.ObjectLockConfiguration, environment, deployAgain(place));
}

/**
 * S3 user guide, Object Lock: without it, S3 refuses an object that is to be locked. A default retention locks every
 * new object, and a lifecycle cannot remove a locked version.
 */
function keeps(bucket: ObjectLockConfiguration | undefined, environment: NodeJS.ProcessEnv, deploy: string): Finding {
  const check = 'evidence-lock';
  if (bucket?.ObjectLockEnabled !== 'Enabled')
    return fail(check, 'The evidence bucket has no Object Lock: S3 refuses evidence that is to be locked.', deploy);
  if (bucket.Rule?.DefaultRetention !== undefined)
    return warn(check, 'The evidence bucket locks every new object: outputs of checks cannot expire in time.', deploy);
  const { EVIDENCE_RETENTION: mode = 'NONE', EVIDENCE_RETENTION_DAYS: days } = environment;
  if (mode !== 'NONE') return ok(check, `New evidence is locked: ${mode}, ${days} days.`);
  const says = 'Evidence is not locked: whoever may delete objects of its bucket can delete it.';
  return warn(check, says, 'Deploy with --param="evidenceRetention=GOVERNANCE", if you have to keep it.');
}
