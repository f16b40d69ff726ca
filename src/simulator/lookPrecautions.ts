import type { Precaution } from './precautions.ts';

/** So that a launch rests on all that can be seen, as it is now. */
export const LOOK_PRECAUTIONS: readonly Precaution[] = [
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
        file: 'src/flow/strays.ts',
        find: "type !== null && type !== 'DRILL'",
        replace: "type === 'NEVER'",
      },
    ],
  },
  {
    name: 'asked-again-before-launch',
    why: 'Hours after the validation a server may be denied, or fail back, or launch elsewhere: it is asked again.',
    edits: [
      {
        file: 'src/drill/inspection.ts',
        find: 'return at - oldestInspection(drill, ids) <=',
        replace: 'return at > 0 || at - oldestInspection(drill, ids) <=',
      },
      {
        file: 'src/flow/perform.ts',
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
        file: 'src/flow/refusal.ts',
        find: 'isFinal(error.kind)',
        replace: 'error.message.length < 0',
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
