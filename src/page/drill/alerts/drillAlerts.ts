import { leftOf } from '../../actions/effects.ts';
import { named } from '../../actions/instancesText.ts';
import type { Drill, Lever } from '../../api/client.ts';
import { counted } from '../../words/counted.ts';
import { utcText } from '../../words/utcText.ts';
import type { DrillAlert } from './drillAlert.ts';
import { leverAlert } from './leverAlert.ts';

/** The most serious first, under the lever in force in the drill's Region; undefined: it is open. */
export function drillAlerts(drill: Drill, lever?: Lever, isHoldOver = false): DrillAlert[] {
  const all = [contradiction, quarantine, leak, unproven, standing, leverAlert, recoveries, refused, stuck];
  return [...all.map((alert) => alert(drill, lever)), verdicts(drill, isHoldOver)].flatMap((alert) => alert ?? []);
}

function contradiction({ contradiction: text, drillId }: Drill): DrillAlert | undefined {
  if (text === null) return undefined;
  return {
    ...{ id: 'contradiction', type: 'error', header: 'Its record was changed outside the product', texts: [text] },
    remedy: 'Do not rely on what this view shows. The sealed evidence can be verified without this table.',
    link: { text: 'Evidence', href: `/drills/${drillId}/evidence` },
  };
}

function quarantine({ quarantined, phase, drillId }: Drill): DrillAlert | undefined {
  if (quarantined === null) return undefined;
  return {
    ...{ id: 'quarantined', type: 'error', header: 'Quarantined: it no longer advances', texts: [quarantined] },
    remedy: `Its record violates an invariant. ${phase === 'ENDED' ? 'The guard has cleaned up after it.' : 'The guard cleans up after it.'} Keep the journal, report it, and check in EC2 that its instances are terminated.`,
    link: { text: 'Journal', href: `/drills/${drillId}/journal` },
  };
}

function leak(drill: Drill): DrillAlert | undefined {
  const { cleanup, phase, drillId, why } = drill;
  if (cleanup !== 'LEAKED') return undefined;
  const link = { text: 'Cleanup', href: `/drills/${drillId}/cleanup` };
  if (phase === 'ENDED')
    return {
      ...{ id: 'leak', type: 'warning', header: 'Its leak was acknowledged: not everything is proved gone' },
      ...{ texts: why === null ? [] : [why], link },
      remedy: 'Nothing of it is tracked any more. Whatever still exists costs money until somebody finds it.',
    };
  const left = leftOf(drill);
  return {
    ...{ id: 'leak', type: 'error', header: `Leak: ${counted(left.length, 'thing')} cannot be proved gone` },
    ...{ texts: shortened(left), link, offers: 'ACKNOWLEDGE' },
    remedy: `${isBlocked(drill) ? UNBLOCK : 'Look in EC2, and terminate by hand what the drill cannot.'} It goes on terminating and looking, and ends by itself once everything is proved gone. Acknowledge the leak only if you know that nothing is left.`,
  };
}

function unproven({ servers, drillId }: Drill): DrillAlert | undefined {
  const some = servers.filter((server) => server.unproven !== null && server.gone === null);
  if (some.length === 0) return undefined;
  return {
    ...{ id: 'unproven', type: 'error', header: `${counted(some.length, 'instance')} not proved to be its own` },
    texts: shortened(some.map((one) => `${one.sourceServerId}, ${one.instanceId ?? 'no instance'}: ${one.unproven}`)),
    remedy:
      'Nothing is terminated without that proof. If the instance is of this drill, terminate it in EC2; the drill then finds it gone.',
    link: { text: 'Cleanup', href: `/drills/${drillId}/cleanup` },
  };
}

/** A person can remove it. */
function isBlocked({ leftStanding }: Drill): boolean {
  return leftStanding.some(({ isProtected, failback }) => isProtected || failback !== null);
}

const UNBLOCK = 'Remove what blocks the termination (protection against it, a failback).';

function standing(drill: Drill): DrillAlert | undefined {
  const { leftStanding, cleanup, drillId, phase } = drill;
  if (leftStanding.length === 0 || cleanup === 'LEAKED' || phase === 'ENDED') return undefined;
  return {
    ...{ id: 'standing', type: 'warning', header: 'The cleanup is taking long', texts: shortened(leftOf(drill)) },
    remedy: isBlocked(drill)
      ? `${UNBLOCK} The drill tries again by itself.`
      : 'The drill tries again by itself, and reports a leak two hours after the cleanup began.',
    link: { text: 'Cleanup', href: `/drills/${drillId}/cleanup` },
  };
}

function recoveries({ realRecoveries, phase }: Drill): DrillAlert | undefined {
  const open = realRecoveries.filter(({ state }) => state !== 'COMPLETED');
  if (realRecoveries.length === 0 || (phase === 'ENDED' && open.length === 0)) return undefined;
  const isOpen = open.length > 0;
  const texts = realRecoveries.map(
    ({ jobId, state, endedAt, sourceServerIds, released }) =>
      `${jobId} of ${named(sourceServerIds) || 'unknown servers'}: ${state}${endedAt === null ? '' : `, ended ${utcText(endedAt)}`}${released ? ', released by an operator' : ''}`,
  );
  return {
    ...{ id: 'recovery', type: isOpen ? 'warning' : 'info', texts: shortened(texts) },
    header: isOpen ? 'A real recovery is going on' : 'A real recovery has ended',
    remedy: isOpen
      ? 'A real recovery comes first: nothing is launched, and nothing is terminated until 15 minutes after its end. A job that has been silent for two hours can be released by a person.'
      : 'Nothing is terminated until 15 minutes after its end.',
    link: { text: 'Lever', href: '/lever' },
  };
}

function refused({ terminationRefused, phase, drillId }: Drill): DrillAlert | undefined {
  if (terminationRefused === null || phase === 'ENDED') return undefined;
  return {
    ...{ id: 'refused', type: 'warning', header: 'DRS refused to terminate', texts: [terminationRefused] },
    remedy: 'The drill tries again by itself. The hard stop tries too.',
    link: { text: 'Cleanup', href: `/drills/${drillId}/cleanup` },
  };
}

function stuck({ waits, waitsFor, drillId }: Drill): DrillAlert | undefined {
  if (waits?.for !== 'AWS') return undefined;
  return {
    ...{
      id: 'stuck',
      type: 'warning',
      header: 'A call to AWS keeps failing',
      texts: waitsFor === null ? [] : [waitsFor],
    },
    remedy: 'The drill tries again by itself. If a permission is missing, grant it; the journal has every answer.',
    link: { text: 'Journal', href: `/drills/${drillId}/journal` },
  };
}

function verdicts({ checks, phase, drillId }: Drill, isHoldOver: boolean): DrillAlert | undefined {
  const awaited = checks.filter(
    ({ kind, state }) => kind === 'VERDICT' && (state === 'WAITING' || state === 'RUNNING'),
  );
  if (phase !== 'HOLDING' || awaited.length === 0) return undefined;
  return {
    ...{ id: 'verdicts', type: isHoldOver ? 'warning' : 'info' },
    header: isHoldOver ? 'Verdicts are missing, and the time of the hold is over' : 'Verdicts are awaited',
    texts: [awaited.map(({ name, required }) => `${name}${required ? '' : ' (optional)'}`).join(', ')],
    remedy: `${isHoldOver ? 'A verdict given now may come too late.' : 'Test, and say what you saw before the hold ends.'} A required check without a verdict makes the drill FAILED.`,
    verdictsOn: awaited.slice(0, VERDICTS_MAX).map(({ name }) => name),
    ...(awaited.length > VERDICTS_MAX && { link: { text: 'Checks', href: `/drills/${drillId}/checks` } }),
  };
}

function shortened(texts: string[]): string[] {
  return texts.length <= TEXTS_MAX ? texts : [...texts.slice(0, TEXTS_MAX), `and ${texts.length - TEXTS_MAX} more`];
}

const VERDICTS_MAX = 3;
const TEXTS_MAX = 5;
