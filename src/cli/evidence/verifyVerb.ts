import type { Command } from 'commander';
import manifest from '../../../package.json' with { type: 'json' };
import { MAKERS } from '../../evidence/makers.ts';
import type { Verification, VerificationResult } from '../../evidence/verify/verification.ts';
import { verifyBundle } from '../../evidence/verify/verifyBundle.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { grid } from '../terminal/grid.ts';
import type { Manual } from '../terminal/manual.ts';
import { addVerb, type Call } from '../verbs/verb.ts';
import { readFolder, readOne } from './readFolder.ts';

/** drs-drill evidence verify */
export function addVerify(evidence: Command): void {
  addVerb<VerifyFlags>(evidence, 'verify <folder>', VERIFY, verify)
    .requiredOption('--key <file>', 'the public key, as PEM, from where it was published')
    .requiredOption('--drill <drill>', 'the drill that it is to be evidence of')
    .option('--first <file>', 'the envelope of the first bundle, for an addendum to it');
}

interface VerifyFlags {
  key: string;
  drill: string;
  first?: string;
}

async function verify({ session, args: [folder = ''], flags }: Call<VerifyFlags>): Promise<ExitStatus> {
  const publicKeyPem = Buffer.from(await readOne('', flags.key)).toString();
  const firstEnvelope = flags.first === undefined ? undefined : await readOne('', flags.first);
  const terms = { drillId: flags.drill, publicKeyPem, firstEnvelope, productVersion: manifest.version, makers: MAKERS };
  const { world, result, ...found } = verifyBundle(await readFolder(folder), terms);
  await session.show({ document: { world, result, ...found }, table: () => table({ world, result, ...found }) });
  return STATUSES[result];
}

const STATUSES: Record<VerificationResult, ExitStatus> = {
  VERIFIED: EXIT.OK,
  REFUSED: EXIT.REFUSED,
  NOTHING_VERIFIED: EXIT.NOTHING_VERIFIED,
};

/** The world first, because a simulated drill proves nothing about AWS. */
function table({ world, result, part, contradictions, said, unchecked }: Verification): string {
  return grid(
    ['WORLD', world ?? 'UNKNOWN'],
    [
      ['result', result],
      ...(part === null ? [] : [['part', part]]),
      ...contradictions.map(({ file, what }) => ['refused', `${file}: ${what}`]),
      ...said.map((sentence, index) => [isStop(result, said.length - index) ? 'stopped' : 'checked', sentence]),
      ...unchecked.map((sentence) => ['NOT CHECKED', sentence]),
    ],
  );
}

/** What was said last is why the checks could not all be made. */
function isStop(result: VerificationResult, fromEnd: number): boolean {
  return result === 'NOTHING_VERIFIED' && fromEnd === 1;
}

const VERIFY: Manual = {
  summary: 'verify the evidence of a drill, offline',
  description:
    'Verifies a downloaded bundle with the public key, without the API: the signature, every file, the hashes of the journal, that the record is what the journal makes, that the outcome and the report follow from it, and that every time is the difference that it claims. It says the world first: SIMULATED means that nothing of it took place on AWS. The exit status is 0 for VERIFIED, 3 for REFUSED, which names the first contradiction, and 8 for NOTHING_VERIFIED: the checks could not all be made.',
  examples: [
    ['Verify a bundle', 'drs-drill evidence verify evidence/d-… --key evidence.pem --drill d-…'],
    [
      'Verify an addendum against its first bundle',
      'drs-drill evidence verify notes/d-… --key evidence.pem --drill d-… --first evidence/d-…/envelope.json',
    ],
  ],
  exits: [EXIT.NOTHING_VERIFIED],
};
