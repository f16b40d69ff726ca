import type * as z from 'zod';
import { AFTER_CLEANUP_SECONDS_MAX, CHECKED_PAIRS_MAX, CHECKS_BYTES_MAX } from '../drill/bounds.ts';
import { type CheckTerms, isOfServers } from '../drill/checks/checkTerms.ts';
import type { drillBody } from './drillRequestBody.ts';
import { pointer } from './input.ts';
import type { InputError } from './openapi/problemDocument.ts';

/** What the checks of a deployment may use; what is absent allows nothing. */
export interface CheckSettings {
  /** Names of command documents. */
  checkDocuments?: string[];
  /** ARNs of functions. */
  checkFunctions?: string[];
  /** Hosts that must not be reachable. */
  isolationHosts?: string[];
}

type Requested = z.output<ReturnType<typeof drillBody>>;
type RequestedCheck = Requested['checks'][number];

/** Checks need a hold, servers that they can ask, and what the deployment allows them. */
export function checkErrors(requested: Requested, settings: CheckSettings): InputError[] {
  const { checks, endHold, holdSeconds } = requested;
  const errors = checks.flatMap((check, index) =>
    faultsOf(requested, settings, check).map(({ member, message }) => ({
      pointer: pointer('checks', index, ...member),
      message,
    })),
  );
  const names = checks.map(({ name }) => name);
  for (const [index, name] of names.entries())
    if (names.indexOf(name) !== index)
      errors.push({ pointer: pointer('checks', index, 'name'), message: `${name} is the name of another check, too` });
  if (checks.length > 0 && holdSeconds === 0)
    errors.push({ pointer: '/checks', message: 'need a hold; holdSeconds is 0' });
  if (endHold === 'WHEN_CHECKED' && !checks.some((check) => checkTermsOf(check).required))
    errors.push({ pointer: '/endHold', message: 'must be AT_END: no check is required' });
  const pairs = checks.reduce((sum, check) => sum + pairsOf(requested, check), 0);
  if (pairs > CHECKED_PAIRS_MAX)
    errors.push({
      pointer: '/checks',
      message: `ask ${pairs} times about a server; at most ${CHECKED_PAIRS_MAX} are allowed`,
    });
  const bytes = Buffer.byteLength(JSON.stringify(checks));
  if (bytes > CHECKS_BYTES_MAX)
    errors.push({ pointer: '/checks', message: `have ${bytes} bytes in all; at most ${CHECKS_BYTES_MAX} are allowed` });
  return errors;
}

/** A check as the drill keeps it, without what is absent and with its defaults. */
export function checkTermsOf(check: RequestedCheck): CheckTerms {
  const isOptional = check.kind === 'CONSOLE' || isAfterCleanup(check);
  const required = check.required ?? !isOptional;
  const given = Object.fromEntries(Object.entries(check).filter(([, value]) => value !== undefined));
  const terms: Record<string, unknown> = { ...given, required };
  if (check.kind === 'HTTP') {
    terms['port'] = check.port ?? (check.tls ? 443 : 80);
    if (check.verifyTls) delete terms['verifyTls'];
  }
  if ('of' in check && check.of !== undefined && 'wave' in check.of) terms['of'] = { wave: check.of.wave - 1 };
  if (check.kind === 'LAMBDA' && check.when === 'HOLDING') delete terms['when'];
  if ('attempts' in check && check.attempts === 1) delete terms['attempts'];
  return terms as unknown as CheckTerms;
}

interface Fault {
  member: PropertyKey[];
  message: string;
}

function faultsOf(requested: Requested, settings: CheckSettings, check: RequestedCheck): Fault[] {
  return [...timeFaults(requested, check), ...scopeFaults(requested, check), ...allowanceFaults(settings, check)];
}

function timeFaults({ holdSeconds }: Requested, check: RequestedCheck): Fault[] {
  const { afterSeconds = 0, timeoutSeconds = 0 } = check;
  if (!isAfterCleanup(check)) {
    const isLate = afterSeconds > 0 && afterSeconds >= holdSeconds;
    return isLate ? [{ member: ['afterSeconds'], message: `must be within the hold of ${holdSeconds} s` }] : [];
  }
  return [
    ...(check.required === true ? [{ member: ['required'], message: 'must be false: it runs after the verdict' }] : []),
    ...(check.afterSeconds === undefined
      ? []
      : [{ member: ['afterSeconds'], message: 'must be absent: it waits for the cleanup' }]),
    ...(timeoutSeconds > AFTER_CLEANUP_SECONDS_MAX
      ? [
          {
            member: ['timeoutSeconds'],
            message: `must be at most ${AFTER_CLEANUP_SECONDS_MAX}: the drill waits for it`,
          },
        ]
      : []),
  ];
}

function scopeFaults({ waves }: Requested, check: RequestedCheck): Fault[] {
  if (check.kind === 'CONSOLE' && check.required === true)
    return [{ member: ['required'], message: 'must be false: a console proves nothing by itself' }];
  const of = 'of' in check ? check.of : undefined;
  if (of === undefined || 'tags' in of) return [];
  if ('wave' in of) {
    const wave = waves[of.wave - 1];
    if (wave === undefined) return [{ member: ['of', 'wave'], message: `must be a wave from 1 to ${waves.length}` }];
    const isMoot = checkTermsOf(check).required && wave.optional;
    return isMoot ? [{ member: ['required'], message: 'must be false: the wave is optional' }] : [];
  }
  if (waves.some(({ servers }) => servers !== undefined)) return [];
  const known = new Set(waves.flatMap(({ sourceServerIds = [] }) => sourceServerIds));
  return of.sourceServerIds.flatMap((id, index) =>
    known.has(id) ? [] : [{ member: ['of', 'sourceServerIds', index], message: `${id} is not a server of this drill` }],
  );
}

/** Commands and functions act, so a request may use only what the deployment names. */
function allowanceFaults(settings: CheckSettings, check: RequestedCheck): Fault[] {
  switch (check.kind) {
    case 'SSM':
      return unless(settings.checkDocuments, check.document, 'document', 'checkDocuments');
    case 'LAMBDA':
      return unless(settings.checkFunctions, check.functionArn, 'functionArn', 'checkFunctions');
    case 'UNREACHABLE':
      return unless(settings.isolationHosts, check.host, 'host', 'isolationHosts');
    default:
      return [];
  }
}

function unless(allowed: readonly string[] | undefined, wanted: string, member: string, parameter: string): Fault[] {
  if (allowed?.includes(wanted)) return [];
  const names = allowed === undefined || allowed.length === 0 ? 'it names none' : `it names ${allowed.join(', ')}`;
  return [{ member: [member], message: `must be named by the deployment’s parameter ${parameter}; ${names}` }];
}

/** At most; servers that are chosen by their tags are not known yet. */
function pairsOf({ waves }: Requested, check: RequestedCheck): number {
  if (!isOfServers(checkTermsOf(check))) return 0;
  const of = 'of' in check ? check.of : undefined;
  if (of !== undefined && 'sourceServerIds' in of) return of.sourceServerIds.length;
  const inScope = of !== undefined && 'wave' in of ? waves.slice(of.wave - 1, of.wave) : waves;
  return of !== undefined && 'tags' in of ? 0 : inScope.flatMap(({ sourceServerIds = [] }) => sourceServerIds).length;
}

function isAfterCleanup(check: RequestedCheck): boolean {
  return check.kind === 'LAMBDA' && check.when === 'AFTER_CLEANUP';
}
