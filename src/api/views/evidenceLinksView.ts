import { time } from '../../evidence/time.ts';
import type { SealReceipt } from '../../flow/evidence/evidencePorts.ts';
import type { LinkedBundle } from '../../flow/evidence/linkBundle.ts';
import type { EvidenceLinksDocument, SealedPartDocument, SealReceiptDocument } from '../openapi/evidenceDocuments.ts';

/** The addresses of a bundle's files, and its receipt. */
export function evidenceLinksView({ receipt, files, expiresAt }: LinkedBundle): EvidenceLinksDocument {
  const { drillId, part } = receipt;
  return { drillId, part, files, expiresAt: time(expiresAt), receipt: receiptView(receipt) };
}

/** What a drill shows of a receipt. */
export function sealedPartView({ part, sealedAt, envelopeHash }: SealReceipt): SealedPartDocument {
  return { part, sealedAt: time(sealedAt), envelopeHash };
}

function receiptView({ sealedAt, ...receipt }: SealReceipt): SealReceiptDocument {
  return { ...receipt, sealedAt: time(sealedAt) };
}
