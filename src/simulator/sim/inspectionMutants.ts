import type { Safeguard } from './mutant.ts';

/** A launch relies on everything that can be read, as it is now. */
export const INSPECTION_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'look-in-ec2',
    why: 'After a failover and disconnect from DRS only EC2 shows the production instance. A launch would delete it.',
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
    why: 'A real recovery’s instance may have lost its tags. Its launch names it, and EC2 shows whether it is gone.',
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
    why: 'DRS names only the last launch. If it made no instance, that of an earlier real recovery may exist.',
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
    why: 'A last launch whose job DRS does not name decides nothing: its instance may exist.',
    edits: [
      { file: 'src/flow/standingRecoveries.ts', find: 'if (jobId === null) throw', replace: "if (jobId === '') throw" },
    ],
  },
  {
    name: 'asked-again-before-launch',
    why: 'Hours after validation a server may be denied, fail back, or launch elsewhere. It is inspected again.',
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
    why: 'A refused read about one server says nothing about the others. The drill names that server only.',
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
    why: 'A third party may launch the server after the last look. A look older than a minute is repeated.',
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
    why: 'A launch also relies on a look at jobs. That look may be older than the look at its servers.',
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
    why: 'An instance whose server is unknown may belong to any server. A launch could delete it.',
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
    why: 'Third parties launch within the same quotas. The reserve for real recoveries needs their jobs counted.',
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
    why: 'Quarantined and forgotten drills hold no reservation. Their open jobs still count against the quotas.',
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
    why: 'A server that fails back belongs to a recovery that is in use.',
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
    why: 'An existing network interface belongs to a third party’s network and instance.',
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
    why: 'A drill instance in a production network would answer production requests.',
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
    edits: [{ file: 'src/drill/preflight.ts', find: "|| tags[DENY_TAG] === 'deny'", replace: '' }],
  },
  {
    name: 'waived-was-made',
    why: 'DRS lists a machine that a drill launched into as a drill instance. A waiver must not cover such a machine.',
    edits: [
      {
        file: 'src/flow/perform/replaceable.ts',
        find: 'if (waived.length === 0) return [];',
        replace: 'if (waived.length >= 0) return [];',
      },
    ],
  },
];
