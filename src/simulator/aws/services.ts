import { callTrail } from './cloudTrail.ts';
import type { Service } from './contract.ts';
import { callDrs } from './drs/operations.ts';
import { callEc2 } from './ec2/operations.ts';
import { callKeys } from './kms/keys.ts';
import { callFunctions } from './lambda/functions.ts';
import { callBus } from './messaging/eventBridge.ts';
import { callSchedules } from './messaging/scheduler.ts';
import { callTopics } from './messaging/sns.ts';
import { callQueue } from './messaging/sqs.ts';
import { callPriceList } from './priceList.ts';
import { callQuotas } from './quotas.ts';
import { callObjects } from './s3/objects.ts';
import { callCommands } from './ssm/operations.ts';

/** What carries out the calls to each service. */
export const SERVICES: Readonly<Record<Service, typeof callDrs>> = {
  drs: callDrs,
  ec2: callEc2,
  sqs: callQueue,
  scheduler: callSchedules,
  events: callBus,
  sns: callTopics,
  cloudtrail: callTrail,
  servicequotas: callQuotas,
  pricing: callPriceList,
  ssm: callCommands,
  lambda: callFunctions,
  s3: callObjects,
  kms: callKeys,
};
