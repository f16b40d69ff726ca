import type { Trial } from '../../history/trials.ts';
import type { Tables } from '../entities.ts';
import { known } from '../omitEmpty.ts';
import { readable, SCHEMA } from '../schema.ts';

/** A trial as it is stored: flat, so exports can be queried. Null members are left out. */
export function itemOfTrial(trial: Trial) {
  const {
    sourceServerId,
    drillId,
    requestedAt,
    site,
    stages,
    verificationFailed,
    exists,
    atFault: _,
    ...others
  } = trial;
  const { snapshot, conversion, launch, boot, checks = null } = stages;
  const taken = {
    snapshotSeconds: snapshot,
    conversionSeconds: conversion,
    launchSeconds: launch,
    bootSeconds: boot,
    checksSeconds: checks,
    // A reserved word of SQL cannot name a column.
    known: exists,
  };
  return {
    sourceServerId,
    requestedAt,
    drillId,
    schema: SCHEMA,
    accountId: site.accountId,
    region: site.region,
    verificationFailed,
    ...known({ ...others, ...taken }),
  };
}

/** The trial in an item. */
export function trialOfItem(given: TrialItem): Trial {
  const item = readable(given, `The trial of ${given.sourceServerId} in drill ${given.drillId}`);
  return {
    sourceServerId: item.sourceServerId,
    drillId: item.drillId,
    site: { accountId: item.accountId, region: item.region },
    recoveryPlan: item.recoveryPlan ?? null,
    requestedAt: item.requestedAt,
    endedAt: item.endedAt ?? null,
    outcome: (item.outcome ?? null) as Trial['outcome'],
    passed: item.passed ?? null,
    stopped: item.stopped ?? false,
    result: (item.result ?? null) as Trial['result'],
    verified: (item.verified ?? null) as Trial['verified'],
    verificationFailed: item.verificationFailed,
    ...lossOfItem(item),
    ...rareOfItem(item),
    error: item.error ?? null,
    failedAt: item.failedAt ?? null,
    failedBy: (item.failedBy ?? null) as Trial['failedBy'],
    jobId: item.jobId ?? null,
    instanceId: item.instanceId ?? null,
    gone: (item.gone ?? null) as Trial['gone'],
    recoveryTimeSeconds: item.recoveryTimeSeconds ?? null,
    recoveryTimeAtLeastSeconds: item.recoveryTimeAtLeastSeconds ?? null,
    recoveryPointSeconds: item.recoveryPointSeconds ?? null,
    objectives: (item.objectives ?? null) as Trial['objectives'],
    holdOverrunSeconds: item.holdOverrunSeconds ?? null,
    stages: stagesOfItem(item),
    ...durationsOfItem(item),
    hostname: item.hostname ?? null,
    inspectedAt: item.inspectedAt ?? null,
    exists: item.known ?? null,
  };
}

function lossOfItem({ lost = false, lostState = null, lostAt = null, lostReason = null }: TrialItem) {
  return { lost, lostState, lostAt, lostReason };
}

/** Members that a trial has only where they apply. */
function rareOfItem({
  actionsUndone,
  world,
  evidence,
}: TrialItem): Pick<Trial, 'actionsUndone' | 'world' | 'evidence'> {
  return {
    ...(actionsUndone === true && { actionsUndone }),
    ...(world !== undefined && { world: world as NonNullable<Trial['world']> }),
    ...(evidence !== undefined && { evidence: evidence as NonNullable<Trial['evidence']> }),
  };
}

function durationsOfItem(item: TrialItem) {
  return {
    instanceSeconds: item.instanceSeconds ?? null,
    instanceSecondsAtLeast: item.instanceSecondsAtLeast ?? null,
    launchDurationSeconds: item.launchDurationSeconds ?? null,
    terminationDurationSeconds: item.terminationDurationSeconds ?? null,
  };
}

function stagesOfItem(item: TrialItem): Trial['stages'] {
  return {
    snapshot: item.snapshotSeconds ?? null,
    conversion: item.conversionSeconds ?? null,
    launch: item.launchSeconds ?? null,
    boot: item.bootSeconds ?? null,
    checks: item.checksSeconds ?? null,
  };
}

type TrialItem = NonNullable<Awaited<ReturnType<ReturnType<Tables['entities']['trial']['get']>['go']>>['data']>;
