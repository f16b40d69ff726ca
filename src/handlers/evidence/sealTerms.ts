import { MAKERS } from '../../evidence/makers.ts';
import type { SealTerms } from '../../flow/evidence/sealDrill.ts';
import { SOURCE_TERMS } from './sourceTerms.ts';

/** How this version of the product makes reports and bundles. */
export const SEAL_TERMS: SealTerms = { ...SOURCE_TERMS, ...MAKERS };
