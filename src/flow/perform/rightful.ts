import type { CheckTerms } from '../../drill/checks/checkTerms.ts';
import { termsOf } from '../../drill/checks/termsOf.ts';
import type { Drill } from '../../drill/drill.ts';
import type { EffectKey } from '../../drill/effectKeys.ts';
import { ACTS, type Effect, isOfCheck } from '../../drill/effects.ts';
import { jobIdOf, serversInLaunch } from '../../drill/launching/launches.ts';
import { startOf } from '../../drill/launching/launchRequest.ts';
import type { EffectItem, LoadedDrill, Ports } from '../ports.ts';
import { isMeantByCheck } from './rightfulCheck.ts';

/**
 * The effect as its drill waits for it, or undefined when it does not. An item of the table is only a message: the
 * record must still wait for the effect, and the record decides what is launched or terminated where. A refusal is
 * logged, unless the drill has just withdrawn the effect. Throws OtherSchema when this version cannot read the record;
 * then the message is redelivered.
 */
export async function rightful(ports: Ports, item: EffectItem): Promise<EffectItem | undefined> {
  const { drillId, effectId, effect } = item;
  if (effect.kind === 'Wake') return item;
  const loaded = await ports.drills.load(drillId);
  const why = loaded === undefined ? 'there is no such drill' : await whyNot(ports, loaded, item);
  if (why === undefined && loaded !== undefined)
    return { ...item, site: loaded.drill.site, effect: asRecorded(loaded.drill, effect) };
  if (ACTS.has(effect.kind) && (await ports.effects.load(drillId, effectId))?.state === 'REQUESTED')
    ports.log.error('an act was refused', { drillId, effectId, kind: effect.kind, why });
  return undefined;
}

/** Why the drill does not wait for this, as a sentence; undefined when it does. */
async function whyNot(
  ports: Ports,
  { drill, quarantined }: LoadedDrill,
  { effectId, effect }: EffectItem,
): Promise<string | undefined> {
  const open = drill.open[effectId];
  if (open?.kind !== effect.kind) return 'the drill does not wait for it';
  if (isOfCheck(effect)) {
    if (quarantined !== null) return 'the drill is quarantined';
    if (!isMeantByCheck(drill, effect, open, ports.clock.now())) return 'the record says otherwise';
  }
  if (!ACTS.has(effect.kind)) return undefined;
  if (drill.owner !== (await ports.owner())) return 'the drill belongs to another deployment';
  if (!isMeant(drill, effect, open.key)) return 'the record says otherwise';
  return effect.kind === 'StartRecovery' && quarantined !== null ? 'the drill is quarantined' : undefined;
}

function isMeant(drill: Drill, effect: Effect, key: EffectKey): boolean {
  switch (effect.kind) {
    case 'StartRecovery': {
      const requested = effect.servers.map((server) => server.sourceServerId);
      const isRequested = drill.launches[effect.launch]?.state === 'REQUESTED' && key === `start/${effect.launch}`;
      return isRequested && requested.join() === serversInLaunch(drill, effect.launch).join();
    }
    case 'Terminate':
      return effect.servers.every(({ sourceServerId, ...server }) => isOfDrill(drill, sourceServerId, server));
    case 'SendCommand':
      return effect.servers.every(({ sourceServerId, ...server }) => isOfDrill(drill, sourceServerId, server));
    case 'ArmHardStop':
      return key === 'hardStop' && effect.n === drill.hardStopCount && effect.n === drill.hardStopRequested?.n;
    case 'ArmWake':
      return key === `wake/${effect.n}`;
    default:
      return true;
  }
}

/** The record has this instance, and this job where one is named, for the server. */
function isOfDrill(drill: Drill, sourceServerId: string, named: { instanceId: string; jobId?: string }): boolean {
  const server = drill.servers[sourceServerId];
  if (server?.instanceId !== named.instanceId) return false;
  return named.jobId === undefined || jobIdOf(drill, server) === named.jobId;
}

/** What was requested of the check that an effect is for. */
function checkTermsIn({ checks = [] }: Drill, { check }: { check: string }): CheckTerms | undefined {
  const requested = checks.find(({ name }) => name === check);
  return requested === undefined ? undefined : termsOf<CheckTerms>(requested);
}

/** The record decides how a launch is carried out, tags included, and when the drill is stopped or woken. */
function asRecorded(drill: Drill, effect: Effect): Effect {
  switch (effect.kind) {
    case 'StartRecovery':
      return startOf(drill, effect.launch);
    case 'RunCheck':
    case 'SendCommand':
    case 'CallFunction':
      return { ...effect, terms: checkTermsIn(drill, effect) ?? effect.terms } as Effect;
    case 'ArmHardStop':
      return { ...effect, stopAt: drill.hardStopRequested?.at ?? effect.stopAt };
    case 'ArmWake':
      return drill.scheduledWake?.n === effect.n ? { ...effect, wakeAt: drill.scheduledWake.at } : effect;
    default:
      return effect;
  }
}
