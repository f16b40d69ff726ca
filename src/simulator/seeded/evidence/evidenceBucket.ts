import { createBundles } from '../../../aws/evidence/bundles.ts';
import { createSigner } from '../../../aws/evidence/signer.ts';
import type { Instant } from '../../../drill/drill.ts';
import type { EvidencePorts } from '../../../flow/evidence/evidencePorts.ts';
import type { Dice } from '../../aws/dice.ts';
import { noFaults } from '../../aws/faults.ts';
import { createClients, type SentCommand } from '../../aws/inProcessClients.ts';
import { createOtherWorld, type OtherWorld } from '../../aws/simulatedAws.ts';
import { SITE } from '../seededState.ts';

/** S3 and KMS as the sealers of a world reach them, apart from its DRS: nothing here changes how its drills go. */
export interface EvidenceBucket {
  aws: Pick<OtherWorld, 'nextAt' | 'advance'>;
  ports: Pick<EvidencePorts, 'bundles' | 'signer'>;
  /** How often each object was stored. Nothing may be stored twice. */
  stored: Map<string, number>;
}

const BUCKET = 'evidence';
const RETENTION = { mode: 'GOVERNANCE', days: 400 } as const;
/** Calls are throttled, fail, or lose their reply this often while there are faults. */
const SHARE_MAX = 0.25;

/** An empty bucket and a key. Until `faultsUntil`, calls fail in the ways that the dice draw. */
export function evidenceBucket(dice: Dice, now: Instant, faultsUntil: Instant): EvidenceBucket {
  const share = () => ({ '*': dice.roll() * SHARE_MAX });
  const faults = { ...noFaults, faultsUntil, throttled: share(), internalError: share(), replyLost: share() };
  const aws = createOtherWorld({ seed: dice.between(0, 2 ** 31), now, faults });
  const { s3, kms } = createClients(aws, SITE);
  const stored = new Map<string, number>();
  const count = (command: SentCommand) => {
    if (!('Body' in command.input && 'Key' in command.input)) return;
    const name = String(command.input.Key);
    stored.set(name, (stored.get(name) ?? 0) + 1);
  };
  const client = {
    send: async (command: SentCommand) => {
      try {
        const answer = await s3.send(command);
        count(command);
        return answer;
      } catch (error) {
        // The call was carried out, and only its reply was lost.
        if ((error as Error).name === 'TimeoutError') count(command);
        throw error;
      }
    },
  };
  return {
    aws,
    stored,
    ports: {
      bundles: createBundles({ client, bucket: BUCKET, link: async (name) => name, clock: aws, retention: RETENTION }),
      signer: createSigner({ client: kms, keyId: 'alias/evidence' }),
    },
  };
}
