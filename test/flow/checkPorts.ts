import { createCommands } from '../../src/aws/commands.ts';
import { createConsoles } from '../../src/aws/consoles.ts';
import { createCheckFunctions } from '../../src/aws/functions.ts';
import { createOutputs } from '../../src/aws/outputs.ts';
import { createProbe } from '../../src/aws/probe.ts';
import type { CheckPorts } from '../../src/flow/checks/checkPorts.ts';
import { acceptedRequest } from '../../src/probe/acceptedRequest.ts';
import type { ProbeResult, ProbeTarget } from '../../src/probe/probeRequest.ts';
import type { createClients } from '../../src/simulator/aws/inProcessClients.ts';
import type { OtherWorld } from '../../src/simulator/aws/simulatedAws.ts';
import { SITE } from '../builders.ts';

/** Where the probe of these worlds is. */
export const PLACE = {
  region: SITE.region,
  ...{ subnetIds: ['subnet-0000000000000000a'], securityGroupIds: ['sg-0000000000000000a'] },
};
const PROBE = 'probe';

/** The product's adapters for checks over the simulated AWS. The probe connects in the simulated network. */
export function checkPortsOf(aws: OtherWorld, clients: ReturnType<typeof createClients>): CheckPorts {
  aws.functions.set(PROBE, (payload) => ({
    results: acceptedRequest(payload).targets.map((target) => resultOf(aws, target)),
  }));
  return {
    commands: createCommands({ clientFor: () => clients.ssm, actingClientFor: () => clients.ssm }),
    probe: createProbe({ client: clients.lambda, probe: { functionName: PROBE, ...PLACE } }),
    checkFunctions: createCheckFunctions({ clientFor: () => clients.lambda }),
    consoles: createConsoles({ clientFor: () => clients.ec2 }),
    outputs: createOutputs({ client: clients.s3, bucket: 'evidence' }),
  };
}

/** Every host is out of reach, and every instance answers as its application does. */
function resultOf(aws: OtherWorld, target: ProbeTarget): ProbeResult {
  const result = target.kind === 'HOST' ? 'UNREACHED' : aws.connect(SITE, target.address, target.port);
  return { id: target.id, result, message: `${result.toLowerCase()} at port ${target.port}`, milliseconds: 1 };
}
