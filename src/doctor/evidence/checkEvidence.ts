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
  return keeps((await unlessNotFound(answer))?.ObjectLockConfiguration);
}

/** S3 user guide, Object Lock: a default retention holds for each new object. */
function keeps(configuration: ObjectLockConfiguration | undefined): Finding {
  const { Mode, Days, Years } = configuration?.Rule?.DefaultRetention ?? {};
  if (Mode !== undefined)
    return ok('evidence-lock', `New evidence is locked: ${Mode}, ${Days ?? Years} ${Days ? 'days' : 'years'}.`);
  const says = 'Evidence is not locked: whoever may delete objects of its bucket can delete it.';
  return warn('evidence-lock', says, 'Deploy with --param="evidenceRetention=GOVERNANCE", if you have to keep it.');
}
