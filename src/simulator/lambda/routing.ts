import type { Delivery } from '../aws/contract.ts';
import type { Undelivered } from '../aws/persistentAws.ts';
import { type EventPattern, matches, readPattern } from './eventPattern.ts';
import type { Deployment } from './serverlessFile.ts';

/** The target functions of each delivery from the bus or the Scheduler, as serverless.yml defines them. */
export function createRouting(deployment: Deployment): (delivery: Delivery, bus: string) => Undelivered[] {
  const rules = deployment.functions.flatMap((one) =>
    one.events.flatMap((event) => ('eventBridge' in event ? [ruleOf(deployment, one.name, event['eventBridge'])] : [])),
  );
  return (delivery, bus) => {
    if (delivery.kind === 'schedule') return scheduled(deployment, delivery);
    return rules
      .filter((rule) => rule.bus === bus && matches(rule.pattern, delivery.event))
      .map(({ functionName, retriesMax, deadLetterArn }) => {
        return { functionName, payload: delivery.event, tries: 0, dueAt: delivery.at, retriesMax, deadLetterArn };
      });
  };
}

interface Rule {
  functionName: string;
  bus: string;
  pattern: EventPattern;
  retriesMax: number;
  deadLetterArn: string | null;
}

interface EventBridgeTrigger {
  eventBus?: unknown;
  pattern?: unknown;
  retryPolicy?: { maximumRetryAttempts?: number };
  deadLetterQueueArn?: unknown;
}

/** EventBridge user guide, retry policy: 185 retries by default. The Scheduler has the same default. */
const RETRIES_MAX = 185;

function ruleOf(deployment: Deployment, functionName: string, given: unknown): Rule {
  const { eventBus, pattern, retryPolicy, deadLetterQueueArn } = given as EventBridgeTrigger;
  return {
    functionName,
    bus: eventBus === undefined ? 'default' : String(deployment.resolve(eventBus)),
    pattern: readPattern(deployment.resolve(pattern), `the pattern of ${functionName}`),
    retriesMax: retryPolicy?.maximumRetryAttempts ?? RETRIES_MAX,
    deadLetterArn: deadLetterQueueArn === undefined ? null : String(deployment.resolve(deadLetterQueueArn)),
  };
}

function scheduled(deployment: Deployment, delivery: Extract<Delivery, { kind: 'schedule' }>): Undelivered[] {
  const target = deployment.functions.find((one) => one.arn === delivery.targetArn);
  if (target === undefined) throw new Error(`the schedule ${delivery.name} has no target here: ${delivery.targetArn}`);
  const payload: unknown = JSON.parse(delivery.input);
  return [
    { functionName: target.name, payload, tries: 0, dueAt: delivery.at, retriesMax: RETRIES_MAX, deadLetterArn: null },
  ];
}
