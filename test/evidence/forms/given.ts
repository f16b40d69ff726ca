import { differenceOf } from '../../../src/evidence/diff/differenceOf.ts';
import type { Report } from '../../../src/evidence/report/report.ts';
import { serverId } from '../../builders.ts';
import { goneServer, launchedServer, NO_CLOCK, unlaunchedServer } from './givenServers.ts';
import { at } from './givenTimes.ts';

export const ENDINGS = ['PASSED', 'FAILED', 'REJECTED', 'READY', 'CANCELLED', 'YIELDED'] as const;
export type Ending = (typeof ENDINGS)[number];

/** A report of a drill that ended so, as `reportOf` would make it. */
export function given(ending: Ending, servers = 6): Report {
  const all = Array.from({ length: servers }, (_, index) => serverId(index + 1));
  return { ...MADE[ending](all), comparison: ending === 'PASSED' ? differenceOf(failed(all), passed(all)) : null };
}

const MADE: Record<Ending, (ids: string[]) => Report> = {
  PASSED: passed,
  FAILED: failed,
  REJECTED: rejected,
  READY: ready,
  CANCELLED: (ids) => stopped(ids, 'CANCELLED', 'arn:aws:iam::111122223333:user/ana cancelled the drill.'),
  YIELDED: (ids) => stopped(ids, 'YIELDED', 'A real recovery began: job drsjob-0aa11bb22cc33dd44.'),
};

function passed(ids: string[]): Report {
  const servers = ids.map((id, index) => goneServer(launchedServer(id, index)));
  return {
    ...skeleton(ids),
    servers,
    objectives: {
      recoveryTimeSeconds: 3600,
      recoveryPointSeconds: 900,
      verdict: 'MET',
      why: null,
      recoveryTime: { seconds: 1104, atLeastSeconds: 1044 },
    },
    timeToChecked: {
      ...NO_CLOCK,
      seconds: 1804.2,
      atLeastSeconds: 1804.2,
      from: { at: at(0), source: 'drs-drill: the request for the drill' },
      to: { at: at(1804), source: 'drs-drill: its last check had passed' },
    },
    evidenceLevel: 'APPLICATION_CHECKED',
    checks: [webCheck(ids), verdictCheck()],
    hold: {
      plannedSeconds: 1800,
      beganAt: at(1500),
      endedAt: at(3900),
      heldSeconds: 2400,
      endedBy: null,
      extensions: [{ at: at(2400), by: ANA, until: at(3900), inForce: true }],
    },
    cleanup: { state: 'CLEAN', secondsToLastProof: 412.5, proofs: servers.map(proofOf), leaks: [], guard: [] },
    verdict: {
      phase: 'ENDED',
      endedAt: at(4313),
      outcome: 'PASSED',
      computed: 'PASSED',
      why: null,
      conditions: [],
      attestations: [
        { at: at(90_000), by: ANA, accepted: true, text: 'I have used the shop on the recovered servers.\nIt works.' },
      ],
      nextDueAt: '2026-12-31T00:00:00.000Z',
      retest: null,
    },
    lessons: [
      {
        at: at(90_100),
        by: ANA,
        text: 'The login page needs its licence server.',
        trackerUrl: 'https://tracker.example/DR-17',
      },
    ],
    remarks: [{ at: at(90_200), by: ANA, text: 'Watched from the office in Graz.' }],
    quantities: {
      instanceHours: [{ instanceType: 'm5.large', hours: { atLeast: 6.61, atMost: 7.02 } }],
      gigabyteHours: [{ volumeType: 'gp3', hours: { atLeast: 1321.5, atMost: 1404 } }],
      unknown: 0,
    },
    cost: {
      currency: 'USD',
      amount: { atLeast: 0.8, atMost: 0.86 },
      pricesPublishedAt: '2026-09-30T12:00:00.000Z',
      pricesReadAt: '2026-10-01T03:00:00.000Z',
      notPriced: ['Snapshots and data transfer'],
    },
  };
}

function failed(ids: string[]): Report {
  const whole = passed(ids);
  const servers = whole.servers.map((server, index) => {
    if (index === 1)
      return {
        ...unlaunchedServer(server.sourceServerId, index),
        jobId: server.jobId,
        result: 'FAILED' as const,
        error: 'LAUNCH_FAILED: You have requested more vCPU capacity than your current vCPU limit of 32 allows.',
        passed: false,
        objectives: 'UNDECIDED' as const,
        gone: { proof: 'NEVER_EXISTED' as const, at: at(4200), volumes: 'none was made' },
      };
    if (index === 2)
      return {
        ...server,
        lost: { state: 'stopped', at: at(2000), reason: 'Client.InstanceInitiatedShutdown' },
        passed: false,
      };
    return server;
  });
  return {
    ...whole,
    servers,
    objectives: {
      ...whole.objectives,
      verdict: 'UNDECIDED',
      why: `The recovery time of ${serverId(2)} could not be measured; the objective is 3600 s.`,
    },
    deviations: [
      {
        at: at(900),
        kind: 'RETRIED',
        sourceServerId: null,
        what: 'The launch was asked for again, because DRS was throttled.',
        inTheirWords: 'ThrottlingException: Rate exceeded',
      },
      {
        at: at(1200),
        kind: 'FAILED',
        sourceServerId: serverId(2),
        what: 'Its launch failed.',
        inTheirWords: 'LAUNCH_FAILED: You have requested more vCPU capacity than your current vCPU limit of 32 allows.',
      },
      {
        at: at(2000),
        kind: 'LOST',
        sourceServerId: serverId(3),
        what: 'Its instance was stopped during the hold.',
        inTheirWords: 'Client.InstanceInitiatedShutdown',
      },
      {
        at: at(11_200),
        kind: 'LEAKED',
        sourceServerId: serverId(1),
        what: 'A volume was still there two hours after the cleanup began.',
        inTheirWords: null,
      },
    ],
    cleanup: {
      ...whole.cleanup,
      proofs: servers.map(proofOf),
      leaks: [
        {
          at: at(11_200),
          sourceServerIds: [serverId(1)],
          standing: { [serverId(1)]: 'volume vol-0aa11bb22cc33dd44 is available' },
        },
      ],
      guard: [{ at: at(11_300), note: { found: 'i-00000000000000001', terminated: true } }],
    },
    checks: [
      {
        ...webCheck(ids),
        state: 'FAILED',
        because: `1 of ${ids.length} servers failed: HTTP 503`,
        counts: { FAILED: 1, PASSED: ids.length - 1 },
      },
      verdictCheck(),
    ],
    verdict: {
      ...whole.verdict,
      outcome: 'FAILED',
      computed: 'FAILED',
      why: `The launch of ${serverId(2)} failed: LAUNCH_FAILED.`,
      attestations: [],
      retest: { drillId: 'drill-0000000000000002aB', outcome: 'PASSED' },
    },
    lessons: [],
    remarks: [],
  };
}

function rejected(ids: string[]): Report {
  return {
    ...skeleton(ids),
    preflight: {
      passed: false,
      failures: [
        {
          check: 'replication-state',
          sourceServerId: serverId(1),
          message: 'Its replication is STALLED, so it has no fresh recovery point.',
        },
      ],
      waived: [],
      warnings: [{ check: 'volumes-deleted', sourceServerId: serverId(2), message: 'It keeps a volume.' }],
    },
    verdict: {
      ...skeleton(ids).verdict,
      endedAt: at(65),
      outcome: 'REJECTED',
      computed: 'FAILED',
      why: `Check replication-state failed for ${serverId(1)}.`,
    },
  };
}

function ready(ids: string[]): Report {
  const bare = skeleton(ids);
  return {
    ...bare,
    test: { type: 'DRY_RUN', basis: 'The request asked for a dry run.', purpose: 'Would the quarterly drill work?' },
    verdict: {
      ...bare.verdict,
      endedAt: at(65),
      outcome: 'READY',
      computed: 'PASSED_WITH_CONDITIONS',
      conditions: ['It was a dry run: nothing was launched.'],
    },
  };
}

function stopped(ids: string[], outcome: 'CANCELLED' | 'YIELDED', why: string): Report {
  const bare = passed(ids);
  return {
    ...bare,
    authority: {
      ...bare.authority,
      steered: outcome === 'CANCELLED' ? [{ at: at(1900), by: ANA, what: 'Cancelled the drill.' }] : [],
    },
    hold: {
      ...bare.hold,
      endedAt: at(1900),
      heldSeconds: 400,
      endedBy: outcome === 'CANCELLED' ? ANA : null,
      extensions: [],
    },
    checks: [
      {
        ...verdictCheck(),
        state: 'NOT_RUN',
        because: 'The hold ended before anybody gave a verdict.',
        by: null,
        evidenceUrl: null,
      },
    ],
    timeToChecked: { ...NO_CLOCK, reason: 'Not all required checks passed.' },
    deviations:
      outcome === 'YIELDED'
        ? [
            {
              at: at(1900),
              kind: 'YIELDED',
              sourceServerId: null,
              what: 'The drill gave way to a real recovery.',
              inTheirWords: null,
            },
          ]
        : [],
    verdict: { ...bare.verdict, outcome, computed: 'FAILED', why, attestations: [] },
    lessons: [],
    remarks: [],
  };
}

/** What a drill has that launched nothing. */
function skeleton(ids: string[]): Report {
  return {
    format: 'drs-drill/report/1',
    final: true,
    identity: {
      drillId: 'drill-0000000000000001aB',
      deployment: '111122223333/eu-central-1/prod/k3j9',
      product: { name: 'drs-drill', version: '0.3.0' },
      world: 'REAL',
      site: { accountId: '111122223333', region: 'eu-central-1' },
      plan: { name: 'shop-quarterly', version: 7, hash: 'a3'.repeat(32) },
      schedule: { name: 'first-sunday', scheduledAt: at(-30) },
      recoveryPlan: 'shop',
      changeReference: 'CHG0041277',
      requestHash: 'b4'.repeat(32),
      tags: { service: 'shop', 'cost centre': '4711' },
    },
    test: {
      type: 'PARTIAL',
      basis: `${ids.length} of the 420 known servers of the site were drilled.`,
      purpose: 'Quarterly rehearsal of the shop',
    },
    authority: {
      requestedBy: ANA,
      requestedAt: at(0),
      steered: [{ at: at(2400), by: ANA, what: 'Extended the hold to 2026-10-04 11:05:00 UTC.' }],
      waived: [{ check: 'lag', sourceServerId: null, reason: 'Known to lag on Sundays.', by: ANA }],
      acknowledged: [],
    },
    people: {
      participants: [
        { name: 'Ana Kovač', role: 'Incident manager', notedBy: ANA, notedAt: at(90_000), text: 'Led the drill.' },
      ],
      observers: [{ name: 'O. Okafor', role: 'Internal audit', notedBy: ANA, notedAt: at(90_000), text: '' }],
    },
    scope: {
      waves: [
        { wave: 1, chosen: 'NAMED', optional: false, sourceServerIds: ids.slice(0, Math.ceil(ids.length / 2)) },
        { wave: 2, chosen: 'BY_TAG', optional: false, sourceServerIds: ids.slice(Math.ceil(ids.length / 2)) },
      ],
      candidates: 420,
      seed: 7,
    },
    preflight: {
      passed: true,
      failures: [],
      waived: ['lag'],
      warnings: [{ check: 'volumes-deleted', sourceServerId: serverId(2), message: 'It keeps a volume.' }],
    },
    timeline: timelineOf(ids),
    servers: ids.map((id, index) => unlaunchedServer(id, index)),
    objectives: {
      recoveryTimeSeconds: 3600,
      recoveryPointSeconds: 900,
      verdict: 'UNDECIDED',
      why: 'Nothing was launched.',
      recoveryTime: { seconds: null, atLeastSeconds: null },
    },
    timeToChecked: null,
    evidenceLevel: null,
    checks: [],
    hold: { plannedSeconds: 1800, beganAt: null, endedAt: null, heldSeconds: null, endedBy: null, extensions: [] },
    deviations: [],
    cleanup: { state: 'NOT_NEEDED', secondsToLastProof: null, proofs: [], leaks: [], guard: [] },
    verdict: {
      phase: 'ENDED',
      endedAt: at(4313),
      outcome: null,
      computed: null,
      why: null,
      conditions: [],
      attestations: [],
      nextDueAt: null,
      retest: null,
    },
    lessons: [],
    remarks: [],
    quantities: null,
    cost: null,
    comparison: null,
    integrity: {
      entries: 48,
      journalHash: 'c5'.repeat(32),
      recordHash: 'd6'.repeat(32),
      chainedFromSeq: 1,
      contradiction: null,
      notes: 4,
      lastNoteHash: 'e7'.repeat(32),
      guardNotes: 0,
    },
    limits: LIMITS,
    appendix: [
      {
        source: 'DORA, RTS 2024/1774, Article 25',
        asks: 'Tests of ICT business continuity plans, with recorded results and deficiencies',
        shownIn: ['objectives', 'deviations', 'lessons'],
        notShown:
          'Whether the plan covers all critical functions, and whether deficiencies were reported to the management body.',
      },
    ],
  };
}

const ANA = 'arn:aws:sts::111122223333:assumed-role/dr-operators/ana';

const LIMITS = [
  'No failback: nothing shows that work could return to the source servers.',
  'No users: nobody but the listed people worked on the recovered servers.',
  'No network of production: the instances ran in the subnets of the drill.',
  'The source servers kept running, so nothing shows what a sudden loss of the site would do.',
  'Servers that were not in the drill, and what they depend on outside AWS DRS.',
];

function timelineOf(ids: string[]): Report['timeline'] {
  return [
    { at: at(0), what: 'The drill was requested.', source: 'drs-drill' as const, sourceServerId: null, seq: 1 },
    { at: at(62), what: 'Every server was inspected.', source: 'drs-drill' as const, sourceServerId: null, seq: 4 },
    ...ids.map((id, index) => ({
      at: at(400 + index * 7),
      what: 'DRS had launched its instance.',
      source: 'DRS' as const,
      sourceServerId: id,
      seq: 9 + index,
    })),
    { at: at(1500), what: 'The hold began.', source: 'drs-drill' as const, sourceServerId: null, seq: 30 },
    { at: at(3900.25), what: 'The hold ended.', source: 'drs-drill' as const, sourceServerId: null, seq: 40 },
    { at: at(4313), what: 'The drill ended.', source: 'drs-drill' as const, sourceServerId: null, seq: 48 },
  ];
}

function proofOf({ sourceServerId, instanceId, volumeIds, gone }: Report['servers'][number]) {
  return { sourceServerId, instanceId, volumeIds, proof: gone?.proof ?? 'TERMINATED', at: gone?.at ?? at(4200) };
}

function webCheck(ids: string[]): Report['checks'][number] {
  return {
    name: 'web',
    kind: 'HTTP',
    required: true,
    state: 'PASSED',
    because: null,
    by: null,
    evidenceUrl: null,
    beganAt: at(1560),
    decidedAt: at(1580),
    control: true,
    counts: { PASSED: ids.length },
    servers: ids.map((id) => ({
      sourceServerId: id,
      state: 'PASSED',
      because: 'HTTP 200',
      outputs: ['f8'.repeat(32)],
    })),
    output: null,
  };
}

function verdictCheck(): Report['checks'][number] {
  return {
    ...webCheck([]),
    name: 'shop-team',
    kind: 'VERDICT',
    state: 'PASSED',
    because: 'We could order and pay.',
    by: 'arn:aws:sts::111122223333:assumed-role/shop-team/kim',
    evidenceUrl: 'https://wiki.example/drills/2026-10',
    control: false,
    counts: {},
    output: '09'.repeat(32),
  };
}
