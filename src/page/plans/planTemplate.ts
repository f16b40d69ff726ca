import type { Server } from '../api/client.ts';
import { commentOf } from './namedServers.ts';

/** What the writer of a new plan begins with: named servers of the inventory, a hold, and a check by a person. */
export function planTemplate(servers: readonly Pick<Server, 'sourceServerId' | 'hostname'>[]): string {
  const [first = PLACEHOLDER, second = OTHER_PLACEHOLDER] = servers;
  return `# What it is for.
description: The web shop
# Why its drills run; a start may replace it.
reason: quarterly rehearsal
# Waves launch one after the other.
waves:
  - sourceServerIds: # named servers
      - ${first.sourceServerId}${commentOf(first)}
  - sourceServerIds:
      - ${second.sourceServerId}${commentOf(second)}
    startWhen: VERIFIED # once the wave before is verified
# Servers by their tags in DRS instead of named ones:
#  - servers:
#      tags: { Tier: [web] }
#      sample: { count: 2, by: STALEST }
# How long the instances stay up for testing: 20 minutes.
holdSeconds: 1200
checks:
  - name: login-works # a person says in the hold whether it works
    kind: VERDICT
onLaunchFailure: TERMINATE
objectives:
  recoveryTimeSeconds: 7200
`;
}

const PLACEHOLDER = { sourceServerId: 's-11111111111111111', hostname: 'a-placeholder' };
const OTHER_PLACEHOLDER = { sourceServerId: 's-22222222222222222', hostname: 'another-placeholder' };
