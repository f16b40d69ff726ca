import type { SealReceipt } from '../../../src/flow/evidence/evidencePorts.ts';
import { START } from '../../builders.ts';

/** The receipt of a drill's first bundle. */
export function aReceipt(overrides: Partial<SealReceipt> = {}): SealReceipt {
  const drillId = 'd-000000000000000000000001';
  const folder = `bundles/${drillId}/first`;
  return {
    drillId,
    part: 'FIRST',
    sealedAt: START,
    envelopeHash: 'e'.repeat(64),
    keyId: 'key',
    productVersion: '1.2.3',
    ended: true,
    notes: 0,
    objects: {
      'report.json': `${folder}/${'a'.repeat(64)}/report.json`,
      'envelope.json': `${folder}/envelope.json`,
    },
    ...overrides,
  };
}
