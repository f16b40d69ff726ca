import type * as z from 'zod';
import { PHASES, type Phase, type Site } from '../drill/drill.ts';
import type { DrillFilter, DrillQuery, PhasesFilter } from '../flow/ports.ts';
import type { listDrillsParameters } from './drillParameters.ts';
import { BadRequest } from './problem.ts';

type Requested = z.output<typeof listDrillsParameters>;

/**
 * Turns the parameters of GET /v1/drills into a query. A combination that no index serves is refused with the reason.
 */
export function readDrillQuery(requested: Requested, accountId: Site['accountId']): DrillQuery {
  const { from = null, to = null } = requested;
  if (from !== null && to !== null && from >= to) {
    const message = 'must be earlier than to';
    throw new BadRequest(400, 'invalid-parameter', `from ${message}`, [{ parameter: 'from', message }]);
  }
  const filters = filtersOf(requested, accountId);
  if (filters.length > 1) throw unsupported(filters);
  return { from, to, by: filters[0]?.by ?? null };
}

interface Given {
  parameter: string;
  by: DrillFilter | PhasesFilter;
}

function filtersOf({ phase, outcome, recoveryPlan, region, requestedBy }: Requested, accountId: string): Given[] {
  const given: { parameter: string; by: Given['by'] | undefined }[] = [
    { parameter: 'phase', by: phase && phaseFilter(phase) },
    { parameter: 'outcome', by: outcome && { filter: 'outcome', value: outcome } },
    { parameter: 'recoveryPlan', by: filterBy('recoveryPlan', recoveryPlan) },
    { parameter: 'region', by: region === undefined ? undefined : { filter: 'site', value: { accountId, region } } },
    { parameter: 'requestedBy', by: filterBy('requestedBy', requestedBy) },
  ];
  return given.filter((one): one is Given => one.by !== undefined);
}

function phaseFilter(given: readonly Phase[]): DrillFilter | PhasesFilter {
  const phases = PHASES.filter((phase) => given.includes(phase));
  const [value] = phases;
  return phases.length === 1 && value !== undefined ? { filter: 'phase', value } : { filter: 'phases', value: phases };
}

function filterBy(filter: 'recoveryPlan' | 'requestedBy', value: string | undefined): DrillFilter | undefined {
  return value === undefined ? undefined : { filter, value };
}

function unsupported(filters: Given[]): BadRequest {
  const named = filters.map(({ parameter }) => parameter);
  const message =
    `${named.join(' and ')} cannot be combined. Use at most one of phase, outcome, recoveryPlan, region and requestedBy, ` +
    'with or without from and to: each has its own index, no index serves two of them, and a list reads ' +
    'only what it returns.';
  const errors = named.map((parameter) => ({ parameter, message: 'must be the only filter' }));
  return new BadRequest(400, 'unsupported-filter', message, errors);
}
