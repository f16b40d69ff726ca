import { readHandler } from '../parsing/middleware.ts';
import { signerAdapter } from '../wiring/signer.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/evidence-key: the public key of the signatures. */
export const handler = readHandler(async () => {
  const body = await wiring(signerAdapter).signer.publicKey();
  return { status: 200, body };
});
