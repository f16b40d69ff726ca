import * as z from 'zod';
import {
  CHECKS_PER_DRILL_MAX,
  DESCRIPTION_CHARACTERS_MAX,
  HOLD_SECONDS_MAX,
  OBJECTIVE_SECONDS_MAX,
  PINNED_SERVERS_MAX,
  REASON_CHARACTERS_MAX,
  SERVERS_PER_DRILL_MAX,
  TAGS_CHARACTERS_MAX,
  TAGS_MAX,
  WAIVERS_MAX,
  WAVES_PER_DRILL_MAX,
} from '../drill/bounds.ts';
import { WAIVABLE } from '../drill/preflight.ts';
import { check } from './checkBody.ts';
import { DURATION_LIMITS, type DurationLimits } from './drillLimits.ts';
import { formed, listOf, moment, region, seconds, sourceServerId, text } from './input.ts';
import { taggableText, tags } from './tags.ts';
import { wave } from './waveBody.ts';

/**
 * The body of POST /v1/drills, which is also the content of a plan; unknown members are refused on every level.
 */
export function drillBody(holdSecondsMax: number) {
  return z.strictObject({
    accountId: formed(/^\d{12}$/, 'must be an account id of 12 digits')
      .optional()
      .meta({ description: 'The account of the site; default: the deployment’s own' }),
    region: region().optional().meta({ description: 'The Region of the site; default: the deployment’s own' }),
    waves: listOf(wave(), WAVES_PER_DRILL_MAX, 'waves').meta({
      description: `The servers by wave: at most ${WAVES_PER_DRILL_MAX} waves, with at most ${SERVERS_PER_DRILL_MAX} servers in all`,
    }),
    recoveryPoint: recoveryPoint()
      .default({ type: 'LATEST' })
      .meta({
        description: `The recovery points to launch from; default: LATEST. By ID for at most ${PINNED_SERVERS_MAX} servers`,
      }),
    ...durations(holdSecondsMax),
    checks: z
      .array(check())
      .max(CHECKS_PER_DRILL_MAX)
      .default([])
      .meta({ description: `What is checked during the hold: at most ${CHECKS_PER_DRILL_MAX} checks` }),
    endHold: z.enum(['AT_END', 'WHEN_CHECKED']).default('AT_END').meta({
      description: 'When the hold ends: after `holdSeconds`, or earlier, once every required check has a result',
    }),
    onLaunchFailure: z.enum(['HOLD', 'CONTINUE', 'TERMINATE']).default('HOLD').meta({
      description:
        'After a wave with failed servers: hold what was launched, continue with the next wave, or terminate',
    }),
    dryRun: z.boolean().default(false).meta({
      description: 'Validates and forecasts, launches nothing, and ends READY or REJECTED',
    }),
    objectives: objectives().default({}).meta({ description: 'A missed objective makes the outcome OBJECTIVE_MISSED' }),
    waivers: z.array(waiver()).max(WAIVERS_MAX).default([]).meta({ description: 'Checks that are waived' }),
    ...texts(),
  });
}

/** What people write about it. */
function texts() {
  return {
    description: text(DESCRIPTION_CHARACTERS_MAX)
      .optional()
      .meta({ description: 'What it is for; lists of plans show it, and a drill does not use it' }),
    recoveryPlan: taggableText()
      .optional()
      .meta({ description: 'The recovery plan under test; it becomes a tag of the DRS jobs' }),
    reason: text(REASON_CHARACTERS_MAX).meta({
      description: 'Why, for the record; that of a plan is the default of each start',
    }),
    changeReference: text(REASON_CHARACTERS_MAX)
      .optional()
      .meta({ description: 'The change ticket or a similar reference' }),
    tags: tags()
      .default({})
      .meta({
        description: `Tags for the DRS jobs: at most ${TAGS_MAX}, with at most ${TAGS_CHARACTERS_MAX} characters in all`,
      }),
  };
}

function durations(holdSecondsMax: number) {
  return {
    holdSeconds: seconds(0, Math.min(holdSecondsMax, HOLD_SECONDS_MAX)).meta({
      description: 'How long the verified instances stay up; the maximum is set by this deployment',
    }),
    lagSecondsMax: duration(DURATION_LIMITS.lagSecondsMax).meta({ description: 'How far replication may lag' }),
    bootSecondsMax: duration(DURATION_LIMITS.bootSecondsMax).meta({
      description: 'How long an instance may take to pass both of EC2’s status checks',
    }),
    launchAllowanceSeconds: duration(DURATION_LIMITS.launchAllowanceSeconds).meta({
      description: 'How long a wave may take to launch',
    }),
    startWithinSeconds: duration(DURATION_LIMITS.startWithinSeconds).meta({
      description: 'How long the drill may wait for its turn in the DRS quotas before it is REJECTED',
    }),
  };
}

function objectives() {
  return z.strictObject({
    recoveryTimeSeconds: seconds(1, OBJECTIVE_SECONDS_MAX).optional(),
    recoveryPointSeconds: seconds(1, OBJECTIVE_SECONDS_MAX).optional(),
  });
}

function recoveryPoint() {
  const pointId = formed(/^pit-[0-9a-zA-Z]{17}$/, 'must be a recovery snapshot id: pit- and 17 letters or digits');
  return z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('LATEST') }),
    z.strictObject({ type: z.literal('AT_OR_BEFORE'), at: moment() }),
    z.strictObject({ type: z.literal('ID'), ids: z.record(sourceServerId(), pointId) }),
  ]);
}

function waiver() {
  return z.strictObject({
    check: z.enum([...WAIVABLE]),
    sourceServerId: sourceServerId().optional(),
    reason: text(REASON_CHARACTERS_MAX),
  });
}

function duration({ byDefault, least, most }: DurationLimits) {
  return seconds(least, most).default(byDefault);
}
