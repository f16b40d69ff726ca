import type { Drill, Lever } from '../../api/client.ts';
import { leverSaid } from '../../lever/leverSaid.ts';
import type { DrillAlert } from './drillAlert.ts';

/** What a closed lever does to a drill, from the moment it is moved; undefined: nothing. */
export function leverAlert({ waits, waitsFor, phase }: Drill, lever: Lever | undefined): DrillAlert | undefined {
  const isStopped = waits?.for === 'LEVER';
  const header = lever === undefined ? undefined : HEADERS[`${lever.state} ${phase}`];
  if (header === undefined && !isStopped) return undefined;
  const texts = lever === undefined ? (waitsFor === null ? [] : [waitsFor]) : [leverSaid(lever)];
  return {
    ...{ id: 'lever', type: 'warning', header: header ?? 'The lever stops it', texts },
    remedy: isStopped
      ? 'It goes on by itself once a person opens the lever.'
      : lever?.state === 'FROZEN'
        ? 'What is up stays up and costs money until a person opens the lever.'
        : 'What is up is held and cleaned up as planned.',
    link: { text: 'Lever', href: '/lever' },
  };
}

const REJECTED = 'this drill launches nothing and is REJECTED';
const FROZEN_LAUNCHING = 'this drill launches nothing more, and nothing of it is terminated';
const HELD = 'this drill is not terminated at the end of its hold';

/** By the state of the lever and the phase of the drill. NO_LAUNCHES changes nothing once everything is launched. */
const HEADERS: Readonly<Record<string, string>> = {
  'NO_LAUNCHES REQUESTED': `The lever is NO_LAUNCHES: ${REJECTED}`,
  'NO_LAUNCHES VALIDATING': `The lever is NO_LAUNCHES: ${REJECTED}`,
  'NO_LAUNCHES LAUNCHING': 'The lever is NO_LAUNCHES: this drill launches nothing more',
  'FROZEN REQUESTED': `The lever is FROZEN: ${REJECTED}`,
  'FROZEN VALIDATING': `The lever is FROZEN: ${REJECTED}`,
  'FROZEN LAUNCHING': `The lever is FROZEN: ${FROZEN_LAUNCHING}`,
  'FROZEN VERIFYING': `The lever is FROZEN: ${HELD}`,
  'FROZEN HOLDING': `The lever is FROZEN: ${HELD}`,
  'FROZEN TERMINATING': 'The lever is FROZEN: nothing more of this drill is terminated',
};
