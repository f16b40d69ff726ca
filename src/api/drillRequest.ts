import type * as z from 'zod';
import { CHOICES_BYTES_MAX, PINNED_SERVERS_MAX, SERVERS_PER_DRILL_MAX, TERMS_BYTES_MAX } from '../drill/bounds.ts';
import type { Choice, DrillRequest, Site, Terms, WaveTerms } from '../drill/drill.ts';
import { drillBody } from './drillRequestBody.ts';
import { invalidInput, pointer, readInput } from './input.ts';
import type { InputError } from './openapi/problemDocument.ts';
import { type CheckSettings, checkErrors, checkTermsOf } from './requestedChecks.ts';

/** What a deployment allows: its sites (the first is the default) and its longest hold. */
export interface RequestSettings extends CheckSettings {
  sites: [Site, ...Site[]];
  holdSecondsMax: number;
}

/** Reads the body of POST /v1/drills, or throws a BadRequest that names everything wrong with it. */
export function readDrillRequest(body: unknown, settings: RequestSettings): DrillRequest {
  const requested = readInput(keptBody(settings.holdSecondsMax), body);
  const site = { ...settings.sites[0], ...present({ accountId: requested.accountId, region: requested.region }) };
  const errors = [
    ...siteErrors(site, settings),
    ...waveErrors(requested),
    ...serverErrors(requested),
    ...pointErrors(requested),
    ...waiverErrors(requested),
    ...checkErrors(requested, settings),
    ...sizeErrors(requested),
  ];
  if (errors.length > 0) throw invalidInput(errors);
  const { accountId: _account, region: _region, description: _description, waves, dryRun, ...rest } = requested;
  const { checks, endHold, ...terms } = rest;
  const waveTerms = waves.map(waveTermsOf);
  return {
    site,
    waves: waves.map(({ sourceServerIds = [] }) => sourceServerIds),
    ...(waveTerms.some((own) => Object.keys(own).length > 0) && { waveTerms }),
    ...(checks.length > 0 && { checks: checks.map(checkTermsOf) }),
    terms: {
      ...(present(terms) as Terms),
      ...(endHold === 'WHEN_CHECKED' && { endHold }),
      ...(dryRun && { dryRun: true as const }),
    },
  };
}

/** Without its defaults, so that a request that names them is the same as one that does not. */
function waveTermsOf({ servers, startWhen, waitSeconds, optional }: Requested['waves'][number]): WaveTerms {
  return {
    ...(servers && { choice: present(servers) as Choice }),
    ...(startWhen === 'VERIFIED' && { startWhen }),
    ...(waitSeconds > 0 && { waitSeconds }),
    ...(optional && { optional: true as const }),
  };
}

/** The schema is cached, because building it takes far longer than parsing with it. */
const kept = new Map<number, ReturnType<typeof drillBody>>();

function keptBody(holdSecondsMax: number): ReturnType<typeof drillBody> {
  const schema = kept.get(holdSecondsMax) ?? drillBody(holdSecondsMax);
  kept.set(holdSecondsMax, schema);
  return schema;
}

export type Requested = z.output<ReturnType<typeof drillBody>>;

function siteErrors(site: Site, settings: RequestSettings): InputError[] {
  const known = settings.sites.some((one) => one.accountId === site.accountId && one.region === site.region);
  const message = `${site.accountId} in ${site.region} is not a site of this deployment`;
  return known
    ? []
    : [{ pointer: pointer(site.accountId === settings.sites[0].accountId ? 'region' : 'accountId'), message }];
}

function waveErrors({ waves, recoveryPoint }: Requested): InputError[] {
  const errors = waves.flatMap(({ sourceServerIds, servers, startWhen, waitSeconds }, wave): InputError[] => [
    ...((sourceServerIds === undefined) === (servers === undefined)
      ? [{ pointer: pointer('waves', wave), message: 'needs either sourceServerIds or servers' }]
      : []),
    ...(wave === 0 && startWhen === 'VERIFIED'
      ? [{ pointer: pointer('waves', 0, 'startWhen'), message: 'must be LAUNCHED: there is no wave before the first' }]
      : []),
    ...(wave === 0 && waitSeconds > 0
      ? [{ pointer: pointer('waves', 0, 'waitSeconds'), message: 'must be 0: there is no wave before the first' }]
      : []),
  ]);
  if (waves.every(({ optional }) => optional))
    errors.push({ pointer: '/waves', message: 'are all optional; at least one must be required' });
  if (recoveryPoint.type === 'ID' && waves.some(({ servers }) => servers !== undefined))
    errors.push({ pointer: '/recoveryPoint', message: 'must not be by ID where servers are chosen by their tags' });
  const bytes = Buffer.byteLength(JSON.stringify(waves.map(({ servers = null }) => servers)));
  if (bytes > CHOICES_BYTES_MAX)
    errors.push({
      pointer: '/waves',
      message: `choose by ${bytes} bytes of tags and ids; at most ${CHOICES_BYTES_MAX}`,
    });
  return errors;
}

function serverErrors({ waves }: Requested): InputError[] {
  const seen = new Set<string>();
  const errors: InputError[] = [];
  for (const [wave, { sourceServerIds = [] }] of waves.entries()) {
    for (const [index, id] of sourceServerIds.entries()) {
      if (seen.has(id))
        errors.push({ pointer: pointer('waves', wave, 'sourceServerIds', index), message: `${id} is named twice` });
      seen.add(id);
    }
  }
  if (seen.size <= SERVERS_PER_DRILL_MAX) return errors;
  return [
    ...errors,
    { pointer: '/waves', message: `name ${seen.size} servers; a drill has at most ${SERVERS_PER_DRILL_MAX}` },
  ];
}

/** The record of a drill must stay small, so its texts share one limit. */
function sizeErrors({
  waves: _waves,
  recoveryPoint: _choice,
  description: _description,
  checks: _checks,
  endHold: _endHold,
  ...texts
}: Requested): InputError[] {
  const bytes = Buffer.byteLength(JSON.stringify(texts));
  if (bytes <= TERMS_BYTES_MAX) return [];
  const message = `has ${bytes} bytes of text in all (reason, waivers, tags …); at most ${TERMS_BYTES_MAX} are allowed`;
  return [{ pointer: '', message }];
}

function pointErrors({ waves, recoveryPoint: choice }: Requested): InputError[] {
  if (choice.type !== 'ID') return [];
  const servers = new Set(waves.flatMap(({ sourceServerIds = [] }) => sourceServerIds));
  const missing = [...servers].filter((id) => choice.ids[id] === undefined);
  const extra = Object.keys(choice.ids).filter((id) => !servers.has(id));
  const tooMany = `names ${servers.size} recovery snapshots; at most ${PINNED_SERVERS_MAX} are allowed`;
  return [
    ...(servers.size > PINNED_SERVERS_MAX ? [{ pointer: '/recoveryPoint/ids', message: tooMany }] : []),
    ...missing.map((id) => ({ pointer: '/recoveryPoint/ids', message: `names no recovery snapshot for ${id}` })),
    ...extra.map((id) => ({
      pointer: pointer('recoveryPoint', 'ids', id),
      message: `${id} is not a server of this drill`,
    })),
  ];
}

function waiverErrors({ waves, waivers }: Requested): InputError[] {
  const servers = new Set(waves.flatMap(({ sourceServerIds = [] }) => sourceServerIds));
  const areAllNamed = waves.every(({ servers: choice }) => choice === undefined);
  return waivers.flatMap(({ check, sourceServerId: id }, index) => {
    const at = pointer('waivers', index, 'sourceServerId');
    if (id === undefined && check === 'no-drill-instance') {
      return [{ pointer: at, message: 'is required: an instance may be replaced only for a named server' }];
    }
    return id === undefined || !areAllNamed || servers.has(id)
      ? []
      : [{ pointer: at, message: `${id} is not a server of this drill` }];
  });
}

function present<T extends object>(members: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [Key in keyof T]: Exclude<T[Key], undefined> };
}
