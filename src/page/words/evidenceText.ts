import type { EvidenceLevel } from '../api/client.ts';

/** How much was proved: `BOOTED`, as in filters, reports and the glossary; or that nothing was. */
export function evidenceText(level: EvidenceLevel): string {
  return level ?? 'none';
}
