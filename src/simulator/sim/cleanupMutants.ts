import type { Safeguard } from './mutant.ts';

/** So that nothing of ours is left, and nothing of others is terminated. */
export const CLEANUP_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'launched-goes-first',
    why: 'A job may hang for hours over one server; those that it has launched are asked to be terminated meanwhile.',
    edits: [
      {
        file: 'src/drill/cleaning/terminable.ts',
        find: "return !unresolved.has(launch) || (result !== undefined && (result === 'LAUNCHED' || instanceId !== undefined));",
        replace: 'return !unresolved.has(launch) || (result === undefined && instanceId === null);',
      },
    ],
  },
  {
    name: 'two-empty-looks',
    why: 'DRS lists an instance only some while after its launch: one empty look proves nothing, and EC2 is asked as well, for it and its volumes.',
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
        file: 'src/flow/perform/leftovers.ts',
        find: 'tagged.filter((volume) => isOf(volume, server, ec2))',
        replace: 'tagged.filter((volume) => volume.instanceId === null && isOf(volume, server, ec2))',
      },
    ],
  },
  {
    name: 'empty-only-after-the-job',
    why: 'While a job runs its instances do not exist yet; only looks after its end count as empty.',
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
    why: 'A launch that failed may have made an instance all the same; only the log can say that none was made.',
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
    why: 'Somebody may delete a job before its end was seen; nobody can follow it any more, and what it made is looked for.',
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
    why: 'What DRS says that it could not remove did exist, whichever step of the launch it failed in.',
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
    why: 'An instance that DRS does not list may live in EC2: it is asked for again until EC2 calls it gone.',
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
    why: 'A termination that DRS accepted may fail; when nothing shows for a while it is asked for again.',
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
    why: 'A terminated instance may leave its volumes for a moment, or for good; CLEAN means that they are gone too.',
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
    why: 'A launch that fails may leave a volume that no instance holds; only the tag of its job tells of it.',
    edits: [
      {
        file: 'src/flow/perform/leftovers.ts',
        find: 'tagged.filter((volume) => isOf(volume, server, ec2))',
        replace: 'tagged.filter(() => false)',
      },
    ],
  },
  {
    name: 'attached-volumes-too',
    why: 'What a tester attaches in the hold EC2 does not delete with the instance, and no tag tells of it: it is written down before the instance goes.',
    edits: [
      {
        file: 'src/flow/perform/attached.ts',
        find: 'return volumeIds.length > known.length ?',
        replace: 'return volumeIds.length > 1_000 ?',
      },
      {
        file: 'src/flow/perform/leftovers.ts',
        find: '...(attached.every((id) => recorded.includes(id)) ? {} : { hasNewVolumes: true }),',
        replace: '',
      },
    ],
  },
  {
    name: 'conversion-servers-too',
    why: 'A conversion that fails or hangs may leave its server running, and billed; DRS’s log names it, and CLEAN means that it is gone too.',
    edits: [
      {
        file: 'src/flow/perform/leftovers.ts',
        find: '...conversionServersOf(server, ec2), ',
        replace: '',
      },
    ],
  },
  {
    name: 'protection-is-told',
    why: 'An instance that EC2 protects against termination stays until a person lifts that: a leak that does not say so leaves them to guess.',
    edits: [
      { file: 'src/flow/perform/leak.ts', find: '...(isProtected === true && { isProtected })', replace: '...{}' },
    ],
  },
];
