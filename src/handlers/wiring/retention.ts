import type { Retention } from '../../aws/evidence/bundles.ts';
import { wholeNumber } from './settings.ts';

/** How the deployment locks new bundles; null: not at all. */
export function retentionOf(environment: NodeJS.ProcessEnv): Retention | null {
  const mode = environment['EVIDENCE_RETENTION'] ?? 'NONE';
  if (mode === 'NONE') return null;
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE')
    throw new Error(`the setting EVIDENCE_RETENTION is not NONE, GOVERNANCE or COMPLIANCE: ${mode}`);
  const days = wholeNumber(environment, 'EVIDENCE_RETENTION_DAYS', 0);
  if (days === 0) throw new Error('the setting EVIDENCE_RETENTION_DAYS is missing or 0, so nothing would be locked');
  return { mode, days };
}
