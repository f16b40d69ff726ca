import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { createAlarms } from '../../aws/alarms.ts';
import { createHeartbeat, heartbeatUrl } from '../../aws/heartbeat.ts';
import { prompt } from '../../aws/prompt.ts';
import { required } from './settings.ts';
import type { AdapterFactories } from './wiring.ts';

/** The external monitor, and the alarms that must be quiet before a heartbeat. */
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
