import { counted } from '../../../drill/counted.ts';
import type { Drill, Phase } from '../../../drill/drill.ts';
import { wordsOf } from '../../../drill/phases/warnings.ts';
import { time } from '../../time.ts';
import { WAITS } from '../said/waits.ts';
import type { Moment, Sentences } from './moment.ts';

/** From the request to the first launch. */
export const BEGINNING: Sentences = {
  DrillRequested: ({ requestedBy, request }) => ({
    what: `${requestedBy} requested the drill: ${request.terms.reason}`,
  }),
  ServersChosen: ({ waves, candidates }) => ({
    what: `${counted(waves.flat().length, 'server')} were chosen from ${counted(candidates, 'candidate')}.`,
  }),
  ServersRecalled: ({ sourceServerIds }) => ({ what: 'A job of the drill names {servers}.', sourceServerIds }),
  TurnAwaited: ({ until }) => ({
    what: `It waits for ${WAITS.TURN}${until === undefined ? '' : `, until ${time(until)} at the latest`}.`,
  }),
  TurnTaken: () => ({ what: 'Its turn came.' }),
  PhaseBegan: ({ phase }, drill) => phaseSaid(phase, drill),
  WorldSeen: ({ world }) => ({
    what: world === 'REAL' ? 'AWS itself answers (REAL).' : 'A simulation answers instead of AWS (SIMULATED).',
  }),
  ServersInspected: ({ servers }) => ({
    what: '{servers}: inspected.',
    sourceServerIds: servers.map(({ sourceServerId }) => sourceServerId),
  }),
  RecoveryUnseen: ({ sourceServerId }) => ({
    what: 'No instance of the last real recovery was found of {servers}; a second look is to prove it.',
    sourceServerIds: [sourceServerId],
  }),
  ChecksFailed: ({ failures }) =>
    failures.map(({ check, sourceServerId, message }) =>
      ofServer(sourceServerId, `Check ${check} failed: ${message}`, `Check ${check} failed.`),
    ),
  ChecksWaived: ({ waivers }) =>
    waivers.map(({ check, sourceServerId, reason }) =>
      ofServer(sourceServerId, `Check ${check} did not pass and is waived: ${reason}`, `Check ${check} is waived.`),
    ),
  ChecksWarned: ({ warnings }, { site }) =>
    warnings.map(({ check, sourceServerId }) =>
      ofServer(sourceServerId, `Check ${check} warns: ${wordsOf(check, site.region).message}`, `Check ${check} warns.`),
    ),
  Forecasted: () => ({ what: 'It was forecast what a drill like this would take.' }),
  HardStopArmed: ({ stopAt }) => ({ what: `A hard stop exists at ${time(stopAt)}.`, brief: 'A hard stop exists.' }),
  HardStopFired: () => ({ what: 'The hard stop fired.' }),
  GivenUp: ({ failure }) => ({ what: `The drill was given up: ${failure.message}` }),
  WaitBegan: ({ wait }) => (wait.for === 'TURN' ? null : { what: `It began to wait for ${WAITS[wait.for]}.` }),
  WaitEnded: () => ({ what: 'The wait ended.' }),
  TableRestored: ({ restored }) => ({ what: `The table was restored (${restored}).` }),
  JobsSought: () => ({ what: 'The jobs of the drill were searched for in DRS.' }),
  CancelRequested: ({ by, reason }) => ({ what: `${by} cancelled the drill: ${reason}` }),
  OutcomeDecided: ({ outcome, why }) => ({ what: `The outcome is ${outcome}: ${why}` }),
  DrillEnded: () => ({ what: 'The drill ended.' }),
};

const PHASES: Partial<Record<Phase, string>> = {
  VALIDATING: 'The checks before the launch began.',
  LAUNCHING: 'The checks before the launch were passed.',
  VERIFYING: 'Every launch had a result.',
  TERMINATING: 'The cleanup began.',
};

/** A drill that has launched nothing has nothing to remove. */
function phaseSaid(phase: Phase, { cleanup }: Drill): Moment | null {
  const what = phase === 'TERMINATING' && cleanup === 'NOT_NEEDED' ? undefined : PHASES[phase];
  return what === undefined ? null : { what };
}

function ofServer(sourceServerId: string | undefined, said: string, brief = said): Moment {
  if (sourceServerId === undefined) return { what: said, brief };
  return { what: `{servers}: ${said}`, brief: `{servers}: ${brief}`, sourceServerIds: [sourceServerId] };
}
