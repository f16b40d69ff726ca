import type { DrillEvent } from '../drillEvents.ts';

/** The one thing that a person does next, and the command for it. */
export interface NextStep {
  what: string;
  command: string;
}

/** What a person who hears of an event does next. */
export function nextStepOf({ type, detail }: DrillEvent): NextStep {
  const { what, verb } = STEPS[type]?.(detail) ?? show(detail, 'look at the drill.');
  return { what, command: `npx drs-drill ${verb}` };
}

type Detail = DrillEvent['detail'];

interface Step {
  what: string;
  /** The command line behind `drs-drill`. */
  verb: string;
}

const STEPS: Partial<Record<DrillEvent['type'], (detail: Detail) => Step>> = {
  'Drill Ended': (detail) =>
    show(detail, detail['outcome'] === 'PASSED' ? 'nothing has to be done; the figures are in the drill.' : 'see why.'),
  'Drill Refused': (detail) =>
    detail.drillId === null
      ? {
          what: 'correct the request, and send it as a new event. This tells what a drill takes.',
          verb: 'start --help',
        }
      : show(detail, 'see which checks failed, each with its remedy; then ask for a new drill.'),
  'Drill Leak Detected': () => ({ what: 'see what is left and what keeps it, and remove that in AWS.', verb: 'leaks' }),
  'Drill Leak Acknowledged': (detail) =>
    read(detail, 'nobody looks for the instances any more; the journal keeps the reason.'),
  'Drill Yielded': ({ site }) => ({
    what: 'let the recovery go on. When it is over, open the lever.',
    verb: `lever OPEN${siteFlag(site)} --reason "the recovery is over"`,
  }),
  'Drill Waits': (detail) =>
    detail['for'] === 'LEVER'
      ? { what: 'see who has closed the lever and why, and open it when they agree.', verb: 'lever' }
      : show(detail, 'see whether it still waits.'),
  'Drill Servers Lost': (detail) => show(detail, 'find out who ended the instances; the drill cannot pass any more.'),
  'Drill Guard Terminated': (detail) => read(detail, 'find out what kept the drill from cleaning up by itself.'),
  'Drill Lever Moved': ({ to, site }) =>
    to === 'OPEN'
      ? { what: 'nothing has to be done: drills run again.', verb: 'lever' }
      : { what: 'when the reason is over, open it.', verb: `lever OPEN${siteFlag(site)} --reason "it is over"` },
  'Real Recovery Released': () => ({ what: 'see which jobs are released.', verb: 'lever' }),
  'Drill Journal Rewritten': (detail) => read(detail, 'see what contradicts what, and who may write to the table.'),
  'Lever History Rewritten': () => ({
    what: 'compare it with the events and logs of the moves, and find out who may write to the table.',
    verb: 'lever history',
  }),
  'Drill Quarantined': (detail) => read(detail, 'keep the journal, report it, and check in EC2 that its instances go.'),
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
