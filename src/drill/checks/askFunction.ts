import { ask, mayAsk, type Step } from '../step.ts';
import type { Check } from './check.ts';
import { instanceOf, targetsOf } from './checkTargets.ts';
import type { FunctionTerms } from './checkTerms.ts';
import { termsOf } from './termsOf.ts';

/** Calls the function of a check, until it has answered. */
export function askFunction(step: Step, check: Check & FunctionTerms): void {
  if (check.awaitsVerdict === true) return;
  const key = `function/${(step.drill.checks ?? []).indexOf(check)}` as const;
  if (!mayAsk(step, key)) return;
  const servers = targetsOf(step.drill, check).map(([id]) => instanceOf(step.drill, id));
  ask(step, key, { kind: 'CallFunction', check: check.name, servers, terms: termsOf<FunctionTerms>(check) });
}
