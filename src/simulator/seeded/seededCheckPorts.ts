import { createCommands } from '../../aws/commands.ts';
import { createConsoles } from '../../aws/consoles.ts';
import { createCheckFunctions } from '../../aws/functions.ts';
import { createOutputs } from '../../aws/outputs.ts';
import { createProbe } from '../../aws/probe.ts';
import type { CheckPorts } from '../../flow/checks/checkPorts.ts';
import { DRILL_NETWORK } from '../aws/drs/sourceServers.ts';
import type { createClients } from '../aws/inProcessClients.ts';
import { SITE } from './seededState.ts';

/** The name of the probe's function. */
export const PROBE = 'probe';

/** The makers of the product's own adapters for checks. `slow` makes each call take some time. */
export function checkPortsOf(
  clients: () => ReturnType<typeof createClients>,
  slow: <Port extends object>(port: Port) => Port,
): { [Name in keyof CheckPorts]: () => CheckPorts[Name] } {
  return {
    commands: () => slow(createCommands({ clientFor: () => clients().ssm, actingClientFor: () => clients().ssm })),
    probe: () => {
      const probe = createProbe({ client: clients().lambda, probe: { functionName: PROBE, ...PLACE } });
      return { ...slow(probe), place: probe.place };
    },
    checkFunctions: () => slow(createCheckFunctions({ clientFor: () => clients().lambda })),
    consoles: () => slow(createConsoles({ clientFor: () => clients().ec2 })),
    outputs: () => slow(createOutputs({ client: clients().s3, bucket: 'evidence' })),
  };
}

/** The probe is where most instances are. */
const PLACE = {
  region: SITE.region,
  ...{ subnetIds: [DRILL_NETWORK.subnetId], securityGroupIds: [DRILL_NETWORK.securityGroupId] },
};
