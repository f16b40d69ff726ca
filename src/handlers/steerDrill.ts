import { drillView } from '../api/drillView.ts';
import type { Input } from '../drill/inputs.ts';
import { advance } from '../flow/advance.ts';
import { caller, type HttpAnswer, type HttpCall } from './middleware.ts';
import { drillIdIn, noSuchDrill } from './parameters.ts';
import { wiring } from './wiring.ts';

/** Tells a drill what a person wants of it, and answers with the drill as it is then. */
export async function steerDrill(call: HttpCall, input: (by: string, at: number) => Input): Promise<HttpAnswer> {
  const drillId = drillIdIn(call);
  const ports = wiring();
  const advanced = await advance(ports, drillId, input(caller(call), ports.clock.now()));
  if (advanced === undefined) throw noSuchDrill(drillId);
  return { status: 202, body: drillView(advanced.drill) };
}
