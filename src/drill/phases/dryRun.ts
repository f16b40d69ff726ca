import { endDrill } from '../cleaning/ending.ts';
import type { Instant } from '../drill.ts';
import { isFinal } from '../failureMeaning.ts';
import type { PlannedWave } from '../forecast.ts';
import type { Input } from '../inputs.ts';
import { ask, decideOutcome, mayAsk, record, type Step, setTimer } from '../step.ts';
import { idsByWave } from './needOfDrill.ts';

/** Every check of a dry run has passed. It asks what a drill would take, and is READY with or without an answer. */
export function makeForecast(step: Step, deadlineAt: Instant): void {
  const { drill } = step;
  if (drill.forecast !== undefined || step.at >= deadlineAt) return ready(step);
  setTimer(step, 'deadline/validation', deadlineAt);
  if (!mayAsk(step, 'forecast')) return;
  const ids = idsByWave(drill);
  const waves = drill.waves.map(
    ({ startWhen, waitSeconds }, wave): PlannedWave => ({
      sourceServerIds: ids[wave] ?? [],
      ...(startWhen && { startWhen }),
      ...(waitSeconds !== undefined && { waitSeconds }),
    }),
  );
  const { serversPerJob } = drill.limits;
  ask(step, 'forecast', { kind: 'Forecast', waves, holdSeconds: drill.terms.holdSeconds, serversPerJob });
}

/** Keeps the forecast. The journal has every server's part of it. */
export function forecasted(step: Step, { forecast, servers }: Extract<Input, { type: 'Forecasted' }>): undefined {
  record(step, { type: 'Forecasted', forecast, servers });
}

/** Asking again does not help when AWS refuses for good. */
export function forecastFailed(step: Step, { kind }: Extract<Input, { type: 'EffectFailed' }>): undefined {
  if (isFinal(kind)) ready(step);
}

function ready(step: Step): void {
  decideOutcome(step, 'READY', 'Every check passed. Nothing was launched, because this was a dry run.');
  endDrill(step);
}
