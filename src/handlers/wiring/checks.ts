import { EC2Client } from '@aws-sdk/client-ec2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import { acting, asking } from '../../aws/clientSettings.ts';
import { createCommands } from '../../aws/commands.ts';
import { createConsoles } from '../../aws/consoles.ts';
import { createCheckFunctions } from '../../aws/functions.ts';
import { createOutputs } from '../../aws/outputs.ts';
import { createProbe } from '../../aws/probe.ts';
import { FUNCTION_ANSWER_SECONDS_MAX } from '../../drill/bounds.ts';
import { byRegion } from './byRegion.ts';
import { listed, required } from './settings.ts';
import type { AdapterFactories } from './wiring.ts';

/** What checks need besides DRS and EC2. */
export const checksAdapter = {
  commands: () =>
    createCommands({
      clientFor: byRegion((region) => new SSMClient({ region, ...asking() })),
      actingClientFor: byRegion((region) => new SSMClient({ region, ...acting() })),
    }),
  probe: () => createProbe({ client: functionClient(), probe: deployedProbe() }),
  checkFunctions: () =>
    createCheckFunctions({
      clientFor: byRegion((region) => new LambdaClient({ region, ...acting(FUNCTION_ANSWER_SECONDS_MAX) })),
    }),
  consoles: () => createConsoles({ clientFor: byRegion((region) => new EC2Client({ region, ...asking() })) }),
  outputs: () => createOutputs({ client: new S3Client(asking()), bucket: required(process.env, 'EVIDENCE_BUCKET') }),
} satisfies AdapterFactories;

function functionClient(): LambdaClient {
  return new LambdaClient(acting(FUNCTION_ANSWER_SECONDS_MAX));
}

/** Null in a deployment without probe subnets. */
function deployedProbe() {
  const subnetIds = listed(process.env['PROBE_SUBNETS']);
  if (subnetIds.length === 0) return null;
  return {
    functionName: required(process.env, 'PROBE_FUNCTION'),
    region: required(process.env, 'AWS_REGION'),
    subnetIds,
    securityGroupIds: listed(process.env['PROBE_SECURITY_GROUPS']),
  };
}
