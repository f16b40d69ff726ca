import type { FunctionTerms } from '../../drill/checks/checkTerms.ts';
import type { Site } from '../../drill/drill.ts';
import type { CheckEffect } from '../../drill/effects.ts';
import type { Answer } from '../../drill/inputs.ts';
import { refuseAfterRestore } from '../leverInForce.ts';
import type { Ports } from '../ports.ts';
import { member } from '../unchecked.ts';
import { asMessage } from './asMessage.ts';
import { keepOutput } from './keepOutput.ts';

/** Has a function judge the drill. It answers at once, or leaves the verdict to somebody. */
export async function callFunction(
  ports: Ports,
  site: Site,
  drillId: string,
  { check, terms, servers }: Extract<CheckEffect, { kind: 'CallFunction' }>,
): Promise<Answer> {
  await refuseAfterRestore(ports);
  const answer = await ports.checkFunctions.call(site, terms.functionArn, {
    version: 1,
    drillId,
    check,
    when: terms.when ?? 'HOLDING',
    world: ports.worlds.drilled(),
    accountId: site.accountId,
    region: site.region,
    servers: await described(ports, site, terms, servers),
  });
  const { outputs: [output] = [] } = await keepOutput(ports, { functionArn: terms.functionArn, answer });
  return {
    type: 'FunctionAnswered',
    check,
    verdict: verdictIn(answer),
    ...(output !== undefined && { output }),
  };
}

/** After the cleanup the addresses belong to nobody, or to somebody else. */
async function described(
  ports: Ports,
  site: Site,
  { when }: FunctionTerms,
  servers: Extract<CheckEffect, { kind: 'CallFunction' }>['servers'],
): Promise<object[]> {
  if (when === 'AFTER_CLEANUP') return servers;
  const instanceIds = servers.map(({ instanceId }) => instanceId);
  const instances = new Map((await ports.ec2.instances(site, { instanceIds })).map((one) => [one.instanceId, one]));
  return servers.map((server) => {
    const { state = null, privateAddress = null } = instances.get(server.instanceId) ?? {};
    return { ...server, state, privateAddress };
  });
}

/** Null: it leaves the verdict to somebody. */
function verdictIn(answer: unknown): { passed: boolean; message: string } | null {
  if (member(answer, 'later') === true) return null;
  const [passed, message] = [member(answer, 'passed'), member(answer, 'message')];
  if (typeof passed === 'boolean' && typeof message === 'string')
    return { passed, message: asMessage(message, MESSAGE_CHARACTERS_MAX) };
  return {
    passed: false,
    message: 'the function answered neither {"passed": true or false, "message": "…"} nor {"later": true}',
  };
}

const MESSAGE_CHARACTERS_MAX = 1000;
