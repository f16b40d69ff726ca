import { devNull } from 'node:os';
import { DRILL_NETWORK } from '../aws/drs/sourceServers.ts';
import type { Deployment } from './serverlessFile.ts';

/** Where drills may launch here, whatever serverless.yml says. */
export const LOCAL_NETWORKS = {
  DRILL_SUBNETS: DRILL_NETWORK.subnetId,
  DRILL_SECURITY_GROUPS: DRILL_NETWORK.securityGroupId,
};

/** The environment that the functions would find in Lambda, with the simulated AWS in place of AWS. */
export function enterLambda(deployment: Deployment, awsUrl: string): void {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  const { region } = deployment.site;
  const aws = {
    AWS_REGION: region,
    AWS_ENDPOINT_URL: awsUrl,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
    // Metrics are lines of the log for CloudWatch, which is not here.
    POWERTOOLS_METRICS_DISABLED: 'true',
    // Nothing of this machine's own settings may lead a call to the real AWS.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
  for (const { name, environment } of deployment.functions) {
    const { NODE_OPTIONS: _ofLambda, ...own } = environment;
    for (const [key, value] of Object.entries(own)) {
      if ((process.env[key] ?? value) !== value)
        throw new Error(`${name} wants another ${key} than a function before it`);
      process.env[key] = value;
    }
  }
  Object.assign(process.env, aws, LOCAL_NETWORKS);
}
