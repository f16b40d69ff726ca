import type { OtherWorld } from '../../src/simulator/aws/simulatedAws.ts';
import type { LocalWorld } from '../../src/simulator/local/localWorld.ts';
import { startWire, type Wire } from '../../src/simulator/wire/server.ts';

type Answer = Record<string, unknown>;

/** How an AWS differs from the simulated one: what of its answers is otherwise. */
export type Bend = (operation: string, answer: Answer) => Answer | undefined;

/** A second endpoint of a running world, whose answers are bent on their way out; the product does not meet it. */
export async function startBentWire(local: LocalWorld, bends: Bend[], requested: Set<string>): Promise<Wire> {
  const call: OtherWorld['call'] = (service, operation, input, caller, more) => {
    requested.add(`${service}:${operation}`);
    const answer = structuredClone(local.world.call(service, operation, input, caller, more));
    return bends.reduce((bent, bend) => bend(operation, bent) ?? bent, answer);
  };
  return startWire({ world: { call }, port: 0, dynamodbEndpoint: local.backstage.dynamodbUrl });
}

/** The answer with each item of a list changed. */
export function eachIn(answer: Answer, list: string, change: (item: Answer) => void): Answer {
  for (const item of (answer[list] ?? []) as Answer[]) change(item);
  return answer;
}

/** Likewise for the instances in the reservations of EC2's answer. */
export function eachInstance(answer: Answer, change: (instance: Answer) => void): Answer {
  return eachIn(answer, 'Reservations', (reservation) => void eachIn(reservation, 'Instances', change));
}
