import type { Safeguard } from './mutant.ts';

/** So that a launch rests on all that can be seen, as it is now. */
export const INSPECTION_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'look-in-ec2',
    why: 'Whoever failed over and left DRS has production in an instance that only EC2 still knows; a launch would delete it.',
    edits: [
      {
        file: 'src/flow/strays.ts',
        find: "state !== 'terminated' && !drills.has(instanceId)",
        replace: "state === 'never' && !drills.has(instanceId)",
      },
    ],
  },
  {
    name: 'last-recovery-gone',
    why: 'The instance of a real recovery may carry no tag any more; the launch that made it names it, and EC2 says whether it is gone.',
    edits: [
      {
        file: 'src/flow/standingRecoveries.ts',
        find: '({ lastLaunch: { type } }) => type !== null',
        replace: "({ lastLaunch: { type } }) => type === 'NEVER'",
      },
    ],
  },
  {
    name: 'earlier-recovery-gone',
    why: 'DRS names only the last launch: where that one has made no instance, the instance of an earlier real recovery may stand.',
    edits: [
      {
        file: 'src/flow/standingRecoveries.ts',
        find: "return status === 'LAUNCHED';",
        replace: "return status !== 'NEVER';",
      },
    ],
  },
  {
    name: 'last-launch-named',
    why: 'A last launch whose job DRS does not name decides nothing: its instance may stand.',
    edits: [
      { file: 'src/flow/standingRecoveries.ts', find: 'if (jobId === null) throw', replace: 'if (jobId === "") throw' },
    ],
  },
  {
    name: 'asked-again-before-launch',
    why: 'Hours after the validation a server may be denied, or fail back, or launch elsewhere: it is asked again.',
    edits: [
      {
        file: 'src/drill/phases/inspection.ts',
        find: 'return at - oldestInspection(drill, ids) <=',
        replace: 'return at > 0 || at - oldestInspection(drill, ids) <=',
      },
      {
        file: 'src/flow/perform/perform.ts',
        find: 'return now - (inspectedAt ?? lookedAt) >',
        replace: 'return now < 0 && now - (inspectedAt ?? lookedAt) >',
      },
    ],
  },
  {
    name: 'refusal-of-one',
    why: 'What AWS refuses to tell of one server says nothing of the others: they are inspected, and the drill says which one it was.',
    edits: [
      {
        file: 'src/flow/perform/refusal.ts',
        find: 'isFinal(error.kind)',
        replace: 'error.message.length < 0',
      },
    ],
  },
  {
    name: 'fresh-look',
    why: 'Between the last look and the launch somebody else may have launched the server: what is older than a minute is looked at again.',
    edits: [
      {
        file: 'src/flow/perform/perform.ts',
        find: 'const isFresh = ports.clock.now() - effect.lookedAt <= LOOK_FRESH_SECONDS * SECOND_MS;',
        replace: 'const isFresh = effect.lookedAt > 0;',
      },
    ],
  },
  {
    name: 'look-at-jobs-ages',
    why: 'A launch rests on a look at jobs as well: that one may be older than what was learnt of its servers.',
    edits: [
      {
        file: 'src/drill/launching/launchRequest.ts',
        find: 'lookedAt: Math.min(drill.jobsInspectedAt ?? drill.requestedAt, oldestInspection(drill, ids)),',
        replace: 'lookedAt: oldestInspection(drill, ids),',
      },
    ],
  },
  {
    name: 'incomplete-is-suspect',
    why: 'An instance of which nobody tells the server may be of any: a launch could delete it.',
    edits: [
      {
        file: 'src/flow/perform/inspect.ts',
        find: "return instance.sourceServerId === sourceServerId || instance.sourceServerId === '';",
        replace: 'return instance.sourceServerId === sourceServerId;',
      },
      {
        file: 'src/flow/strays.ts',
        find: 'instance.sourceServerId === null || instance.sourceServerId === sourceServerId',
        replace: 'instance.sourceServerId === sourceServerId',
      },
    ],
  },
  {
    name: 'others-in-quotas',
    why: 'Other deployments and people launch in the same quotas of DRS: what is left for a real recovery stays free only if their jobs count.',
    edits: [
      {
        file: 'src/flow/perform/room.ts',
        find: 'if (crowd === undefined || room === undefined) return;',
        replace: 'if (crowd !== undefined || room === undefined) return;',
      },
    ],
  },
  {
    name: 'unreserved-in-quotas',
    why: 'A quarantined drill holds no reservation, and neither does one that a restored table forgot: while their jobs go on, these count.',
    edits: [
      {
        file: 'src/flow/perform/room.ts',
        find: 'if (open.length === 0) return undefined;',
        replace: "if (open.every((job) => job.tags['DrillOwner'] === owner)) return undefined;",
      },
    ],
  },
  {
    name: 'fails-over',
    why: 'A server that fails back stands for a recovery that is in use.',
    edits: [
      {
        file: 'src/drill/preflight.ts',
        find: "direction === undefined || direction === 'FAILOVER'",
        replace: "direction !== 'SIDEWAYS'",
      },
    ],
  },
  {
    name: 'new-network-interface',
    why: 'A network interface that exists is in a network, and attached to an instance, of somebody else.',
    edits: [
      {
        file: 'src/drill/preflight.ts',
        find: 'const [id] = template.networkInterfaceIds;',
        replace: 'const [id] = template.networkInterfaceIds.slice(1);',
      },
    ],
  },
  {
    name: 'drill-networks',
    why: 'A drill instance in a production network answers for production.',
    edits: [
      {
        file: 'src/drill/preflight.ts',
        find: 'outsideNetworks(server, drillNetworks),',
        replace: 'null,',
      },
    ],
  },
  {
    name: 'deny-tag',
    why: 'A source server that its owners tagged is never drilled.',
    edits: [
      { file: 'src/drill/preflight.ts', find: "tags[DENY_TAG] === 'deny' ?", replace: "tags[DENY_TAG] === 'never' ?" },
    ],
  },
];
