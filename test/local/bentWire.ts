import type { OtherWorld } from '../../src/simulator/aws/simulatedAws.ts';
import type { LocalWorld } from '../../src/simulator/local/localWorld.ts';
import { startWire, type Wire } from '../../src/simulator/wire/server.ts';

type Answer = Record<string, unknown>;

/** Changes responses, to simulate an AWS with different behaviour. */
export type Bend = (operation: string, answer: Answer) => Answer | undefined;

/** A second endpoint of a running world with changed responses, which the product does not use. */
export async function startBentWire(local: LocalWorld, bends: Bend[], requested: Set<string>): Promise<Wire> {
  const call: OtherWorld['call'] = (service, operation, input, caller, more) => {
    requested.add(`${service}:${operation}`);
    const answer = structuredClone(local.world.call(service, operation, input, caller, more));
    return bends.reduce((bent, bend) => bend(operation, bent) ?? bent, answer);
  };
  return startWire({ world: { call }, port: 0, dynamodbEndpoint: local.backstage.dynamodbUrl });
}

/** Changes each item of a list in a response. */
export function eachIn(answer: Answer, list: string, change: (item: Answer) => void): Answer {
  for (const item of (answer[list] ?? []) as Answer[]) change(item);
  return answer;
}

/** Changes each instance in the reservations of an EC2 response. */
export function eachInstance(answer: Answer, change: (instance: Answer) => void): Answer {
  return eachIn(answer, 'Reservations', (reservation) => void eachIn(reservation, 'Instances', change));
}
