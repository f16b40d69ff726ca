import type { Warning } from '../drill.ts';
import type { Input, ServerInspection } from '../inputs.ts';
import { record, type Step } from '../step.ts';

/** Problems that do not keep a server from being drilled, but make its cleaning hard. */
export function warningsOf(server: ServerInspection): Warning[] {
  if (!server.exists || !server.template) return [];
  const { sourceServerId, template } = server;
  const checks = [
    ...(template.isProtected ? ['termination-allowed'] : []),
    ...(template.keepsVolumes ? ['volumes-deleted'] : []),
  ];
  return checks.map((check) => ({ check, sourceServerId }));
}

/**
 * Events only wake a drill. Without them it works, but notices everything late. DRS and EC2 send their events to the
 * bus of their own Region (EventBridge user guide: events from AWS services), and a rule has to forward them from
 * there.
 */
export function warnOfMissingEvents(step: Step): void {
  const { hasReceivedEvents, servers } = step.drill;
  if (hasReceivedEvents === true || !Object.values(servers).some(({ result }) => result === 'LAUNCHED')) return;
  record(step, { type: 'ChecksWarned', warnings: [{ check: 'events-received' }] });
}

/** Any event counts. The first is recorded. */
export function noteEvent(step: Step, input: Input): void {
  const { hasReceivedEvents, launches, phase } = step.drill;
  if (!EVENTS.has(input.type) || hasReceivedEvents === true || launches.length === 0 || phase === 'ENDED') return;
  record(step, { type: 'EventReceived' });
}

const EVENTS: ReadonlySet<Input['type']> = new Set(['ServerReported', 'InstanceReportedGone', 'InstanceReportedDown']);

/** The message of a warning for a drill in a Region, and its remedy. */
export function wordsOf(check: string, region: string): { message: string; remedy: string } {
  if (check === 'events-received')
    return {
      message: `No event from DRS or EC2 in ${region} arrived during this drill. It found every change with its own looks, which takes longer.`,
      remedy: `Run npm run doctor: events from ${region} must be forwarded to the deployment’s own Region.`,
    };
  return WORDS[check] ?? { message: 'It may prevent a complete cleanup.', remedy: 'See the journal.' };
}

/**
 * EC2 API reference, RequestLaunchTemplateData: DisableApiTermination; BlockDeviceMappings, Ebs.DeleteOnTermination.
 */
const WORDS: Readonly<Record<string, { message: string; remedy: string }>> = {
  'after-cleanup': {
    message: 'A check after the cleanup did not pass. Everything was proved gone before it ran.',
    remedy: 'See what its function has found: npx drs-drill checks.',
  },
  'termination-allowed': {
    message: 'Its launch template protects the instance from termination, so DRS may not be able to terminate it.',
    remedy: 'Set DisableApiTermination to false in the default version of the launch template.',
  },
  'volumes-deleted': {
    message: 'Its launch template keeps a volume when the instance is terminated, so the drill may not end clean.',
    remedy: 'Set DeleteOnTermination to true for every volume in the default version of the launch template.',
  },
};
