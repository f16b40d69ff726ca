import type { DrillEvent } from '../drillEvents.ts';

/** The next step for an operator, and its command. */
export interface NextStep {
  what: string;
  command: string;
}

/** The next step after an event. */
export function nextStepOf({ type, detail }: DrillEvent): NextStep {
  const { what, verb } = STEPS[type]?.(detail) ?? show(detail, 'review the drill.');
  return { what, command: `npx drs-drill ${verb}` };
}

type Detail = DrillEvent['detail'];

interface Step {
  what: string;
  /** The arguments of `drs-drill`. */
  verb: string;
}

const STEPS: Partial<Record<DrillEvent['type'], (detail: Detail) => Step>> = {
  'Drill Ended': (detail) =>
    show(detail, detail['outcome'] === 'PASSED' ? 'no action needed; the drill has the measurements.' : 'see why.'),
  'Drill Refused': (detail) =>
    detail.drillId === null
      ? {
          what: 'correct the request and send it as a new event. The command shows what a drill accepts.',
          verb: 'start --help',
        }
      : show(detail, 'see which checks failed, each with its remedy; then start a new drill.'),
  'Drill Leak Detected': () => ({
    what: 'see what is left and what blocks its cleanup, and remove it in AWS.',
    verb: 'leaks',
  }),
  'Drill Leak Acknowledged': (detail) =>
    read(detail, 'the drill no longer looks for the instances; the journal has the reason.'),
  'Drill Yielded': ({ site }) => ({
    what: 'let the recovery continue. When it has ended, open the lever.',
    verb: `lever OPEN${siteFlag(site)} --reason "the recovery has ended"`,
  }),
  'Drill Waits': (detail) =>
    detail['for'] === 'LEVER'
      ? { what: 'see who closed the lever and why, and open it when they agree.', verb: 'lever' }
      : show(detail, 'see whether it is still waiting.'),
  'Drill Servers Lost': (detail) => show(detail, 'find out who stopped the instances; the drill can no longer pass.'),
  'Drill Guard Terminated': (detail) => read(detail, 'find out why the drill did not clean up by itself.'),
  'Drill Lever Moved': ({ to, site }) =>
    to === 'OPEN'
      ? { what: 'no action needed: drills run again.', verb: 'lever' }
      : {
          what: 'when the reason no longer applies, open it.',
          verb: `lever OPEN${siteFlag(site)} --reason "no longer needed"`,
        },
  'Real Recovery Released': () => ({ what: 'see which jobs were released.', verb: 'lever' }),
  'Drill Journal Rewritten': (detail) => read(detail, 'see which entries disagree, and who can write to the table.'),
  'Lever History Rewritten': () => ({
    what: 'compare it with the events and logs of the moves, and find out who can write to the table.',
    verb: 'lever history',
  }),
  'Drill Schedule Blocked': ({ blockedBy }) => ({
    what: 'see what the open drill waits for, or let the schedule run less often.',
    verb: `get ${blockedBy}`,
  }),
  'Drill Schedule Ends': ({ schedule }) => ({
    what: 'see whether it is still right, and renew it with a later end.',
    verb: `schedule get ${schedule}`,
  }),
  'Drill Not Ready': (detail) => show(detail, 'see the failed checks, each with its remedy.'),
  'Drill Overdue': () => ({ what: 'see all of them, and drill them.', verb: 'coverage --overdue' }),
  'Drill Quarantined': (detail) =>
    read(detail, 'keep the journal, report it, and check in EC2 that its instances are terminated.'),
};

function show({ drillId }: Detail, what: string): Step {
  return { what, verb: `get ${drillId}` };
}

function read({ drillId }: Detail, what: string): Step {
  return { what, verb: `journal ${drillId}` };
}

function siteFlag(site: unknown): string {
  const region = (site as { region: string } | null)?.region;
  return region === undefined ? '' : ` --site ${region}`;
}
