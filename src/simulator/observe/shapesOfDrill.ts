import {
  code,
  count,
  denial,
  flag,
  id,
  listOf,
  members,
  moment,
  number,
  presence,
  service,
  word,
} from './allowList.ts';

/* The kept members of the product's API and of CloudTrail. */

export const drill = members({
  drillId: id,
  phase: word,
  outcome: word,
  cleanup: word,
  requestedAt: moment,
  endedAt: moment,
  hold: members({ seconds: number, until: moment, endedAt: moment }),
  launches: listOf(
    members({ wave: number, state: word, jobId: id, createdAt: moment, endedAt: moment, sourceServerIds: listOf(id) }),
  ),
  servers: listOf(
    members({
      sourceServerId: id,
      wave: number,
      jobId: id,
      reported: flag,
      result: word,
      instanceId: id,
      launchedAt: moment,
      verifiedAt: moment,
      terminationAcceptedAt: moment,
      reportedGone: flag,
    }),
  ),
  terms: members({ tags: count }),
});

const fact = members({
  type: word,
  phase: word,
  outcome: word,
  cleanup: word,
  sourceServerId: id,
  sourceServerIds: listOf(id),
  jobId: id,
  instanceId: id,
  launch: number,
  found: flag,
  createdAt: moment,
  endedAt: moment,
  receivedAt: moment,
  drillWord: word,
  kind: word,
  failed: members({ kind: word }),
});

export const step = members({ seq: number, at: moment, facts: listOf(fact) });

export const call = members({
  eventName: word,
  eventSource: service,
  eventTime: moment,
  eventType: word,
  errorCode: code,
  errorMessage: denial,
  readOnly: flag,
  userIdentity: members({ type: word, invokedBy: service, inScopeOf: presence }),
  responseElements: members({ job: members({ jobID: id }) }),
});
