import { member } from '../../flow/unchecked.ts';
import type { Caller } from '../aws/contract.ts';
import type { OtherWorld } from '../aws/simulatedAws.ts';

/** What checks may use in the local world, as values of serverless.yml's `params`. */
export function exampleAllowances({ accountId, region }: Caller): Record<string, string> {
  return {
    checkDocuments: 'AWS-RunShellScript,AWS-RunPowerShellScript',
    checkFunctions: `arn:aws:lambda:${region}:${accountId}:function:${FUNCTION}`,
    isolationHosts: 'db.corp.example.com',
  };
}

/** Adds a function that says whether the applications of a drill work, and after the cleanup that it has ended. */
export function addExampleFunction({ functions, applicationOf }: OtherWorld, site: Caller): void {
  functions.set(FUNCTION, (payload) => {
    const servers = (member(payload, 'servers') ?? []) as { instanceId: string }[];
    if (member(payload, 'when') === 'AFTER_CLEANUP') {
      return { passed: true, message: `the on-call channel knows that the drill of ${servers.length} has ended` };
    }
    const idle = servers.filter(({ instanceId }) => !applicationOf(site, instanceId).healthy);
    return idle.length === 0
      ? { passed: true, message: `${servers.length} of ${servers.length} take orders` }
      : { passed: false, message: `${idle.map(({ instanceId }) => instanceId).join(', ')} take no orders` };
  });
}

const FUNCTION = 'takes-orders';
