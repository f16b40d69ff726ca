import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { createAlarms } from '../../aws/alarms.ts';
import { createHeartbeat, heartbeatUrl } from '../../aws/heartbeat.ts';
import { prompt } from '../../aws/prompt.ts';
import { required } from './settings.ts';
import type { AdapterFactories } from './wiring.ts';

/** The monitor outside, and what must be quiet before it hears that all is well. */
export const heartbeatAdapter = {
  alarms: () =>
    createAlarms({
      client: new CloudWatchClient({ requestHandler: prompt() }),
      namePrefix: required(process.env, 'ALARM_PREFIX'),
    }),
  heartbeat: () => {
    const url = heartbeatUrl(process.env['HEARTBEAT_URL'] ?? '');
    return url === undefined ? null : createHeartbeat(url);
  },
} satisfies AdapterFactories;
