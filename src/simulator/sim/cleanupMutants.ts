import type { Safeguard } from './mutant.ts';

/** Cleanup leaves nothing of ours, and terminates nothing of third parties. */
export const CLEANUP_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'launched-goes-first',
    why: 'One server may keep a job open for hours. Servers already launched are terminated in the meantime.',
    edits: [
      {
        file: 'src/drill/cleaning/terminable.ts',
        find: "return !unresolved.has(launch) || (result !== undefined && (result === 'LAUNCHED' || instanceId !== undefined));",
        replace: 'return !unresolved.has(launch) || (result === undefined && instanceId === null);',
      },
    ],
  },
  {
    name: 'early-terminations-by-halves',
    why: 'DRS refuses a call as a whole, so one server that cannot be terminated would keep the others of its job up.',
    edits: [
      {
        file: 'src/drill/cleaning/terminationSize.ts',
        find: 'if (early < earlySize(step.drill))',
        replace: 'if (early < 0)',
      },
    ],
  },
  {
    name: 'two-empty-looks',
    why: 'DRS lists instances with a delay. One empty look proves nothing, and EC2 is read too: instances and volumes.',
    edits: [
      {
        file: 'src/drill/cleaning/leftovers.ts',
        find: 'if (firstAt !== undefined && step.at >= settlesAt) {',
        replace: 'if (settlesAt > 0) {',
      },
      {
        file: 'src/flow/perform/attribution.ts',
        find: '[...byDrs.map(ofDrs), ...byJobTag.map(ofEc2), ...byServerTag.map(ofEc2)]',
        replace: 'byDrs.map(ofDrs)',
      },
      {
        file: 'src/flow/perform/lookForLeftovers.ts',
        find: 'tagged.filter((volume) => isOf(volume, server, ec2))',
        replace: 'tagged.filter((volume) => volume.instanceId === null && isOf(volume, server, ec2))',
      },
    ],
  },
  {
    name: 'empty-only-after-the-job',
    why: 'The instances of a running job may not exist yet. Only looks after its end count as empty.',
    edits: [
      {
        file: 'src/drill/cleaning/leftovers.ts',
        find: "if (launch?.state !== 'COMPLETED') return;",
        replace: 'if (launch === undefined) return;',
      },
      {
        file: 'src/drill/cleaning/leftovers.ts',
        find: 'Math.max(launch.endedAt ?? launch.lostAt ?? step.at, firstAt ?? step.at) + pause',
        replace: 'Math.max(launch.endedAt ?? 0, firstAt ?? 0)',
      },
      {
        file: 'src/drill/cleaning/leftovers.ts',
        find: 'const unresolved = unresolvedLaunches(step.drill);\n  const isKnown',
        replace: 'const unresolved = new Set<number>();\n  const isKnown',
      },
    ],
  },
  {
    name: 'failed-may-have-an-instance',
    why: 'A failed launch may still have created an instance. Only the job log can rule that out.',
    edits: [
      {
        file: 'src/drill/launching/serverSeen.ts',
        find: 'const neverExisted = completed && seen?.neverExisted === true && instanceId === null;',
        replace: 'const neverExisted = completed;',
      },
    ],
  },
  {
    name: 'lost-launch',
    why: 'A job may be deleted before the drill saw it end. Its instances are then searched for.',
    edits: [
      {
        file: 'src/drill/launching/lostLaunches.ts',
        find: 'if (step.at < lostAt) return;',
        replace: 'if (step.at > 0) return;',
      },
    ],
  },
  {
    name: 'log-tells-of-leftovers',
    why: 'Whatever DRS reports that it could not remove did exist, no matter which launch step failed.',
    edits: [
      {
        file: 'src/flow/perform/look.ts',
        find: ' && !reportsLeftovers(own, log),',
        replace: ',',
      },
    ],
  },
  {
    name: 'unlisted-is-not-gone',
    why: 'An instance that DRS does not list may still run in EC2. Termination is retried until EC2 reports it gone.',
    edits: [
      {
        file: 'src/flow/perform/prove.ts',
        find: "seen === undefined ? instance?.state === 'TERMINATED' : seen.state === 'terminated';",
        replace: 'instance === undefined || !isLive(instance);',
      },
    ],
  },
  {
    name: 'ask-again-to-terminate',
    why: 'A termination that DRS accepted may still fail. It is retried when no effect shows after a while.',
    edits: [
      {
        file: 'src/drill/cleaning/leftovers.ts',
        find: 'if (isUnconfirmed(step, server, state)) record(step, unconfirmed);',
        replace: 'if (isUnconfirmed(step, server, state) && step.at < 0) record(step, unconfirmed);',
      },
    ],
  },
  {
    name: 'volumes-too',
    why: 'A terminated instance may leave volumes, briefly or permanently. CLEAN means that the volumes are gone too.',
    edits: [
      {
        file: 'src/drill/cleaning/leftovers.ts',
        find: 'volumesLeft !== null && volumesLeft.length > 0',
        replace: 'volumesLeft !== null && volumesLeft.length > 1_000',
      },
    ],
  },
  {
    name: 'volumes-by-tag',
    why: 'A failed launch may leave a volume that no instance holds. Only its job tag identifies it.',
    edits: [
      {
        file: 'src/flow/perform/lookForLeftovers.ts',
        find: 'tagged.filter((volume) => isOf(volume, server, ec2))',
        replace: 'tagged.filter(() => false)',
      },
    ],
  },
  {
    name: 'attached-volumes-too',
    why: 'EC2 keeps volumes that testers attach, and nothing tags them. They are recorded before termination.',
    edits: [
      {
        file: 'src/flow/perform/attached.ts',
        find: 'return volumeIds.length > known.length ?',
        replace: 'return volumeIds.length > 1_000 ?',
      },
      {
        file: 'src/flow/perform/lookForLeftovers.ts',
        find: '...(attached.every((id) => recorded.includes(id)) ? {} : { hasNewVolumes: true }),',
        replace: '',
      },
    ],
  },
  {
    name: 'conversion-servers-too',
    why: 'A failed or hanging conversion may leave its server running. The job log names it, and cleanup covers it.',
    edits: [
      {
        file: 'src/flow/perform/lookForLeftovers.ts',
        find: '...conversionServersOf(server, ec2), ',
        replace: '',
      },
    ],
  },
  {
    name: 'protection-is-told',
    why: 'Only a person can lift termination protection. A leak report must say that the instance is protected.',
    edits: [
      { file: 'src/flow/perform/leak.ts', find: '...(isProtected === true && { isProtected })', replace: '...{}' },
    ],
  },
  {
    name: 'unexplained-is-asked-again',
    why: 'AWS may be unreachable when asked what keeps an instance. Unless asked again, the next report of the leak lacks it.',
    edits: [
      {
        file: 'src/drill/evolve.ts',
        find: "if (kind === 'LookIntoLeak' && (fact.failed === undefined || fact.part === true))",
        replace: "if (kind === 'LookIntoLeak')",
      },
    ],
  },
];
