import type { PlanLineDocument } from '../../api/openapi/planDocuments.ts';
import { fittingGrid } from '../terminal/fittingGrid.ts';
import { plain } from '../terminal/grid.ts';
import { type Listing, minute, short } from '../verbs/listings.ts';

export const PLANS: Listing<PlanLineDocument> = {
  rows: 'plans',
  columns: ['name', 'version', 'savedAt', 'savedBy', 'hash', 'description'],
  table: (rows) =>
    fittingGrid(
      ['PLAN', 'VERSION', 'SAVED', 'BY', 'HASH', 'DESCRIPTION'],
      rows.map(({ name, version, savedAt, savedBy, hash, description }) => [
        ...[name, String(version), minute(savedAt), plain(savedBy), hash.slice(0, HASH_CHARACTERS_SHOWN)],
        short(description ?? '-'),
      ]),
      { ifSame: [], always: ['VERSION'] },
    ),
};

export const PLAN_VERSIONS: Listing<PlanLineDocument> = { ...PLANS, rows: 'versions' };

/** As many as tell versions apart; JSON has all of them. */
const HASH_CHARACTERS_SHOWN = 12;
