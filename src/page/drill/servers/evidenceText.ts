import type { EvidenceLevel } from '../../api/client.ts';

/** How much was proved, in words: `application checked`. */
export function evidenceText(level: EvidenceLevel): string {
  return level === null ? 'nothing' : level.toLowerCase().replaceAll('_', ' ');
}
