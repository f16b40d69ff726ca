import type { FailedCheck } from '../drill.ts';
import type { Step } from '../step.ts';
import { blackoutSaid } from './blackouts.ts';
import { closedLevers } from './closedLevers.ts';

/** Why nothing may be launched at the drill's site now: closed levers and blackouts. */
export function leverFailures({ drill, levers, at }: Pick<Step, 'drill' | 'levers' | 'at'>): FailedCheck[] {
  if (levers === undefined) return [];
  const { region } = drill.site;
  const closed = closedLevers(region, levers, at).map(({ said }) => ({ check: 'lever-open', message: said }));
  const blackout = blackoutSaid(region, levers.blackouts, at);
  return blackout === undefined ? closed : [...closed, { check: 'blackout', message: blackout }];
}
