import { SECOND_MS } from '../drill/bounds.ts';
import { type Finding, findingOf, type ServerLine } from '../drill/coverage.ts';
import type { Instant } from '../drill/drill.ts';
import type { Stages } from '../drill/stages.ts';
import { stagesAtLeast, type Trial } from '../drill/trials.ts';
import { time } from './drillView.ts';
import type { FindingDocument, ServerDocument, StagesDocument, TrialDocument } from './serverDocuments.ts';

/** What is shown of a source server; how old its last pass is depends on when it is asked for. */
export function serverView(line: ServerLine, now: Instant): ServerDocument {
  const { sourceServerId, hostname, site, drills, lastDrill } = line;
  const finding = findingOf(line);
  return {
    sourceServerId,
    hostname,
    site,
    firstSeenAt: time(line.firstSeenAt),
    removedAt: time(line.removedAt),
    drills,
    lastDrill: lastDrill && { ...lastDrill, endedAt: time(lastDrill.endedAt) },
    lastPassed: passView(line, now),
    finding: finding && findingView(finding),
    links: {
      self: serverLink(sourceServerId),
      drills: `${serverLink(sourceServerId)}/drills`,
      statistics: `/v1/statistics?by=server&key=${sourceServerId}`,
    },
  };
}

/** What is shown of a finding. */
export function findingView(finding: Finding): FindingDocument {
  const { sourceServerId, hostname, site, drillId, foundAt, kind, error } = finding;
  const links = { server: serverLink(sourceServerId), drill: drillLink(drillId) };
  return { sourceServerId, hostname, site, drillId, foundAt: time(foundAt), kind, error, links };
}

/** What is shown of a server's drill. */
export function trialView(trial: Trial): TrialDocument {
  const { sourceServerId, drillId } = trial;
  return {
    sourceServerId,
    drillId,
    site: trial.site,
    recoveryPlan: trial.recoveryPlan,
    requestedAt: time(trial.requestedAt),
    endedAt: time(trial.endedAt),
    outcome: trial.outcome,
    passed: trial.passed,
    stopped: trial.stopped,
    result: trial.result,
    verified: trial.verified,
    unfit: trial.unfit,
    lost: trial.lost,
    lostState: trial.lostState,
    lostAt: time(trial.lostAt),
    lostReason: trial.lostReason,
    error: trial.error,
    failedAt: time(trial.failedAt),
    failedBy: trial.failedBy,
    jobId: trial.jobId,
    instanceId: trial.instanceId,
    gone: trial.gone,
    recoveryTimeSeconds: trial.recoveryTimeSeconds,
    recoveryTimeAtLeastSeconds: trial.recoveryTimeAtLeastSeconds,
    recoveryPointSeconds: trial.recoveryPointSeconds,
    objectives: trial.objectives,
    holdOverrunSeconds: trial.holdOverrunSeconds,
    stages: stagesView(trial.stages, stagesAtLeast(trial)),
    instanceSeconds: trial.instanceSeconds,
    instanceAtLeastSeconds: trial.instanceSecondsAtLeast ?? null,
    links: { drill: drillLink(drillId), server: serverLink(sourceServerId) },
  };
}

function stagesView({ snapshot, conversion, launch, boot }: Stages, { boot: bootAtLeast }: Stages): StagesDocument {
  return {
    ...{ snapshotSeconds: snapshot, conversionSeconds: conversion, launchSeconds: launch },
    ...{ bootSeconds: boot, bootAtLeastSeconds: bootAtLeast },
  };
}

/** Clocks differ: what was seen to pass a moment from now is not older than now. */
function passView({ lastPassed }: ServerLine, now: Instant): ServerDocument['lastPassed'] {
  if (lastPassed === null) return null;
  const { endedAt, recoveryTimeAtLeastSeconds = null, ...pass } = lastPassed;
  return {
    ...pass,
    recoveryTimeAtLeastSeconds,
    endedAt: time(endedAt),
    ageSeconds: Math.max(0, (now - endedAt) / SECOND_MS),
  };
}

function serverLink(sourceServerId: string): string {
  return `/v1/servers/${sourceServerId}`;
}

function drillLink(drillId: string): string {
  return `/v1/drills/${drillId}`;
}
