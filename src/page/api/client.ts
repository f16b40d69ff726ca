/**
 * drs-drill
 * 1
 * DO NOT MODIFY - This file has been generated using oazapfts.
 * See https://www.npmjs.com/package/oazapfts
 */
import * as Oazapfts from "@oazapfts/runtime";
import * as QS from "@oazapfts/runtime/query";
export const defaults: Oazapfts.Defaults<Oazapfts.CustomHeaders> = {
    headers: {},
    baseUrl: "/"
};
const oazapfts = Oazapfts.runtime(defaults);
export const servers = {
    theApiThatServedThisDocument: "/"
};
export type Phase = "REQUESTED" | "VALIDATING" | "LAUNCHING" | "VERIFYING" | "HOLDING" | "TERMINATING" | "ENDED";
export type Time = string;
export type Outcome = "PASSED" | "FAILED" | "OBJECTIVE_MISSED" | "REJECTED" | "CANCELLED" | "YIELDED" | "READY";
export type Objectives = "MET" | "MISSED" | "UNDECIDED";
export type Cleanup = "NOT_NEEDED" | "PENDING" | "RUNNING" | "CLEAN" | "LEAKED";
export type World = ("REAL" | "SIMULATED") | null;
export type EvidenceLevel = ("BOOTED" | "REACHABLE" | "APPLICATION_CHECKED" | "ATTESTED") | null;
export type BundlePart = "FIRST" | "RESOLVED" | "NOTES";
export type SealedPart = {
    part: BundlePart;
    sealedAt: Time;
    envelopeHash: string;
};
export type Site = {
    accountId: string;
    region: string;
};
export type Terms = {
    recoveryPoint: {
        "type": "LATEST";
    } | {
        "type": "AT_OR_BEFORE";
        at: Time;
    } | {
        "type": "ID";
        ids: {
            [key: string]: string;
        };
    };
    holdSeconds: number;
    lagSecondsMax: number;
    bootSecondsMax: number;
    launchAllowanceSeconds: number;
    startWithinSeconds?: number;
    onLaunchFailure: "HOLD" | "CONTINUE" | "TERMINATE";
    /** The hold ends as soon as every required check has a result; absent: at its end */
    endHold?: "WHEN_CHECKED";
    /** It validates and forecasts, and launches nothing */
    dryRun?: true;
    objectives: {
        recoveryTimeSeconds?: number;
        recoveryPointSeconds?: number;
    };
    waivers: {
        check: string;
        sourceServerId?: string;
        reason: string;
    }[];
    recoveryPlan?: string;
    reason: string;
    changeReference?: string;
    tags: {
        [key: string]: string;
    };
};
export type ScheduledRun = {
    name: string;
    scheduledAt: Time;
};
export type PlanVersion = {
    name: string;
    version: number;
    hash: string;
};
export type Check = {
    name: string;
    /** LAUNCH_ACTION: the required post-launch actions of DRS, which no request names */
    kind: "VERDICT" | "HTTP" | "TCP" | "UNREACHABLE" | "SSM" | "LAMBDA" | "CONSOLE" | "LAUNCH_ACTION";
    /** Unless it passes, the drill does not */
    required: boolean;
    /** NOT_RUN says nothing about the application; `because` says why */
    state: "WAITING" | "RUNNING" | "PASSED" | "FAILED" | "TIMED_OUT" | "NOT_RUN";
    /** In the hold, or once everything is proved gone */
    when: "HOLDING" | "AFTER_CLEANUP";
    beganAt: Time | null;
    decidedAt: Time | null;
    /** How long after the beginning of the hold it begins */
    afterSeconds: number;
    /** Null: until the end of the hold */
    timeoutSeconds: number | null;
    /** The message of the verdict, or why it did not pass; while it is RUNNING, its last failed attempt; may be truncated, the journal has all of it */
    because: string | null;
    /** Who gave the verdict; may be truncated */
    by: string | null;
    evidenceUrl: string | null;
    /** The servers that it asks, those of optional waves aside if it is required; null: it asks none, or has not begun */
    servers: {
        /** Without a result */
        pending: number;
        passed: number;
        failed: number;
        timedOut: number;
        notRun: number;
    } | null;
    /** The first servers that did not pass; the journal has all of them */
    failures: {
        sourceServerId: string;
        state: "WAITING" | "RUNNING" | "PASSED" | "FAILED" | "TIMED_OUT" | "NOT_RUN";
        because: string;
    }[];
    links: {
        /** Where its verdict is put */
        verdict: string | null;
    };
};
export type MeasureEnd = {
    at: Time;
    source: string;
};
export type Measure = {
    /** Upper bound; null: not measured */
    seconds: number | null;
    /** Lower bound; less than `seconds` when only looks show the end; null: unknown */
    atLeastSeconds: number | null;
    "from": MeasureEnd | null;
    to: MeasureEnd | null;
    /** The last evidence that the end had not been reached, when only looks show the end */
    notBefore: MeasureEnd | null;
    /** Why `seconds` is null */
    reason: string | null;
};
export type ForecastRange = {
    /** Half of all drills take no longer; seconds */
    p50: number | null;
    /** 95 of 100 drills take no longer; seconds */
    p95: number | null;
};
export type ForecastWave = {
    wave: number;
    servers: number;
    /** DRS jobs that it is launched in */
    jobs: number;
    /** Until its last server is launched */
    launch: ForecastRange;
    /** From then until all of its servers work */
    boot: ForecastRange;
    /** Until nothing of its last server is left */
    termination: ForecastRange;
    /** Servers without a history, which the times leave out */
    "unknown": number;
};
export type Headroom = {
    needed: number;
    left: number | null;
};
export type VcpuHeadroom = {
    needed: number | null;
    left: number | null;
};
export type AddressHeadroom = {
    needed: number;
    left: number | null;
    subnetId: string;
};
export type Forecast = {
    /** From the first launch to the proof that nothing is left; null as soon as one part is not known */
    total: ForecastRange;
    waves: ForecastWave[];
    headroom: {
        /** Concurrent DRS jobs */
        jobs: Headroom;
        /** Source servers in all DRS jobs */
        serversInJobs: Headroom;
        vcpus: VcpuHeadroom;
        addresses: AddressHeadroom[];
    };
};
export type AmountRange = {
    atLeast: number;
    atMost: number;
};
export type Quantities = {
    instanceHours: {
        instanceType: string;
        hours: AmountRange;
    }[];
    gigabyteHours: {
        volumeType: string;
        hours: AmountRange;
    }[];
    /** Servers whose time, instance type or volumes are not all known */
    "unknown": number;
};
export type Cost = {
    currency: string;
    /** null: nothing of it could be priced */
    amount: AmountRange | null;
    /** When AWS published the prices */
    pricesOf: Time;
    /** What the amount leaves out, in sentences */
    notPriced: string[];
};
export type Wave = {
    wave: number;
    state: "WAITING" | "LAUNCHING" | "LAUNCHED";
    beganAt: Time | null;
    deadlineAt: Time | null;
    sourceServerIds: string[];
};
export type Launch = {
    wave: number;
    state: "PLANNED" | "REQUESTED" | "STARTED" | "COMPLETED" | "VOID";
    jobId: string | null;
    createdAt: Time | null;
    endedAt: Time | null;
    sourceServerIds: string[];
};
export type Links = {
    [key: string]: string;
};
export type DrilledServer = {
    sourceServerId: string;
    wave: number;
    jobId: string | null;
    /** An event reported its launch before a look at DRS did */
    reported: boolean;
    result: ("LAUNCHED" | "FAILED") | null;
    error: string | null;
    instanceId: string | null;
    launchedAt: Time | null;
    verified: ("RUNNING" | "STATUS_CHECKS" | "STOPPED_AS_CONFIGURED") | null;
    verifiedAt: Time | null;
    /** Before its hold ended, its instance was no longer up as verified, or its state was unknown; null: it stayed up, or its hold is still running */
    lost: {
        /** The EC2 instance state, or `gone`; null: unknown */
        state: string | null;
        /** Since when, as reported by EC2 */
        lostAt: Time | null;
        /** Why, as reported by EC2 */
        reason: string | null;
    } | null;
    /** It was launched but failed verification, or a required post-launch action did not succeed */
    verificationFailed: boolean;
    /** The server’s post-launch actions; null: it has none */
    launchActions: {
        /** Required actions that are active in its launch configuration */
        required: number;
        /** Optional actions that are active in its launch configuration */
        optional: number;
        /** The status of the runs that DRS reported; null: none reported so far */
        runs: {
            required: {
                succeeded: number;
                failed: number;
                /** Those still running, or without a status from DRS */
                open: number;
            };
            optional: {
                succeeded: number;
                failed: number;
                /** Those still running, or without a status from DRS */
                open: number;
            };
        } | null;
        /** When Systems Manager found its agent on the instance; null: DRS does not report it */
        agentSeenAt: Time | null;
        /** Some of the runs that have not succeeded; the journal has every run */
        unfinished: {
            name: string;
            /** An action that DRS does not report as optional must not fail */
            optional: boolean;
            /** FAILED, IN_PROGRESS, or another DRS status */
            status: string;
            reason: string | null;
        }[];
    } | null;
    /** What was proved, how and when; null: nothing */
    evidence: {
        level: "BOOTED" | "REACHABLE" | "APPLICATION_CHECKED" | "ATTESTED";
        source: string;
        at: Time;
    } | null;
    pointUsed: {
        kind: "ON_DEMAND" | "CHOSEN" | "PREVIOUS" | "UNKNOWN";
        at: Time | null;
        /** Its age at the time of the request; null: it was taken later, or its time is unknown */
        ageSeconds: number | null;
        snapshotId: string | null;
    } | null;
    /** Its replication lag as DRS reported it at the first inspection; null: not reported */
    replicationLagSeconds: number | null;
    recoveryTime: Measure;
    /** The data that would have been lost in a disaster at the time of the request */
    recoveryPoint: Measure;
    terminationAcceptedAt: Time | null;
    /** The missing proofs that the instance belongs to this drill */
    unproven: string | null;
    /** An event reported that its instance was terminated */
    reportedGone: boolean;
    /** The proof that nothing of it is left */
    gone: ("TERMINATED" | "NEVER_EXISTED" | "ABSENT_TWICE" | "ACKNOWLEDGED") | null;
    links: Links;
};
export type Drill = {
    drillId: string;
    phase: Phase;
    phaseSince: Time;
    outcome: Outcome | null;
    /** Set once the drill has ended; null: it is running, or has no objectives */
    objectives: {
        verdict: Objectives;
        why: string | null;
    } | null;
    /** One sentence on why the outcome is not PASSED */
    why: string | null;
    cleanup: Cleanup;
    world: World;
    evidenceLevel: EvidenceLevel;
    /** Why the drill was quarantined: it no longer advances, and the guard cleans up after it; null: it was not */
    quarantined: string | null;
    /** Of an ended drill: how this record and its last journal entry disagree, which means that the table was written outside the product; null: they agree, or were not compared */
    contradiction: string | null;
    /** The sealed parts of its evidence; null: only GET /v1/drills/{drillId} looks, once something is due */
    evidence: SealedPart[] | null;
    site: Site;
    requestedBy: string;
    requestedAt: Time;
    updatedAt: Time;
    endedAt: Time | null;
    cancelledBy: string | null;
    terms: Terms;
    /** The schedule whose run it is; null: none */
    schedule: ScheduledRun | null;
    /** The plan that it was started from; null: none */
    plan: PlanVersion | null;
    /** SHA-256 of the canonical JSON (RFC 8785) of the request as it was given; null: an earlier version did not keep it */
    givenHash: string | null;
    failedChecks: {
        total: number;
        first: {
            check: string;
            sourceServerId?: string;
            message: string;
            /** What an operator can do about it */
            remedy: string;
        }[];
    };
    waived: {
        check: string;
        sourceServerId?: string;
        reason: string;
    }[];
    warnings: {
        total: number;
        first: {
            check: string;
            sourceServerId?: string;
            message: string;
            /** What an operator can do about it */
            remedy: string;
        }[];
    };
    realRecoveries: {
        jobId: string;
        state: "REPORTED" | "RUNNING" | "COMPLETED";
        sourceServerIds: string[];
        endedAt: Time | null;
        /** It hangs, and an operator has released it */
        released: boolean;
    }[];
    /** Set once the cleanup takes long: what is left of a server (its instance with its state, its volumes) and what the drill never terminates (conversion servers named in DRS’s log, and instances of unknown server or job), with the reason as far as AWS reports one */
    leftStanding: {
        sourceServerId: string;
        what: string;
        /** EC2’s disableApiTermination */
        isProtected: boolean;
        /** DRS’s failback.state, once a failback has started */
        failback: string | null;
        /** The last failure of this server in the log of a termination job, with its event */
        lastWords: string | null;
    }[];
    /** Why DRS refused the last termination, as DRS reported it */
    terminationRefused: string | null;
    /** What the drill waits for, in words, and how many instances stay up in the meantime; null: it does not wait */
    waitsFor: string | null;
    /** The same, for programs */
    waits: {
        "for": "TURN" | "SECOND_LOOK" | "REAL_RECOVERY" | "WAVE" | "LEVER" | "DRS" | "AWS" | "LAUNCH" | "PROOF" | "TERMINATION" | "PERSON";
        since: Time;
        /** For LAUNCH, TERMINATION and PERSON: those that may be up */
        instancesUp: number;
    } | null;
    hold: {
        /** As requested */
        seconds: number;
        beganAt: Time | null;
        until: Time | null;
        extensionRequestedUntil: Time | null;
        /** Who extended it last; null: it was not extended */
        extendedBy: string | null;
        endedAt: Time | null;
        /** Who ended it early; null: no person did */
        endedBy: string | null;
        /** How long it was held; null: it was not held, or the hold is still running */
        heldSeconds: number | null;
    };
    /** The checks during the hold and after the cleanup */
    checks: Check[];
    /** From the request until the last required check had passed; null: no check is required */
    timeToChecked: Measure | null;
    hardStopAt: Time | null;
    /** What a drill like this dry run would take; null: it is no dry run, or has no forecast (yet) */
    forecast: Forecast | null;
    /** What a drill like this dry run would use, or what this ended drill has used; null: not known (yet) */
    quantities: Quantities | null;
    /** What the quantities cost; null: they are not known, or no prices were read for the Region (yet) */
    cost: Cost | null;
    waves: Wave[];
    launches: Launch[];
    servers: DrilledServer[];
    links: Links;
};
export type InputError = {
    /** A JSON pointer (RFC 6901) into the body */
    pointer?: string;
    /** The name of a parameter */
    parameter?: string;
    /** What is wrong, and what is allowed */
    message: string;
};
export type Problem = {
    /** urn:drs-drill:problem: and the code; its meaning never changes */
    "type": string;
    title: string;
    status: number;
    detail: string;
    /** The machine-readable code */
    code: string;
    /** The path of the request */
    instance: string;
    /** The request ID in the logs */
    requestId: string;
    /** All errors of the input */
    errors?: InputError[];
};
export type DrillSummary = {
    drillId: string;
    site: Site;
    phase: "REQUESTED" | "VALIDATING" | "LAUNCHING" | "VERIFYING" | "HOLDING" | "TERMINATING" | "ENDED";
    /** It validates and forecasts, and launches nothing */
    dryRun: boolean;
    outcome: ("PASSED" | "FAILED" | "OBJECTIVE_MISSED" | "REJECTED" | "CANCELLED" | "YIELDED" | "READY") | null;
    objectives: Objectives | null;
    world: World;
    evidenceLevel: EvidenceLevel;
    cleanup: "NOT_NEEDED" | "PENDING" | "RUNNING" | "CLEAN" | "LEAKED";
    /** One sentence on why the outcome is not PASSED */
    why: string | null;
    requestedBy: string;
    requestedAt: Time;
    endedAt: Time | null;
    reason: string;
    recoveryPlan: string | null;
    waves: number;
    servers: {
        total: number;
        launched: number;
        failed: number;
        verified: number;
        gone: number;
    };
    holdUntil: Time | null;
    /** Why it was quarantined; the guard still cleans up after it */
    quarantined: string | null;
    links: Links;
};
export type DrillRequest = {
    drillId: string;
    body: {
        [key: string]: any;
    };
};
export type JournalEntry = {
    seq: number;
    at: Time;
    /** What happened: the inputs that were handled */
    cause: string;
    /** What was recorded; each type is one kind of fact */
    facts: {
        "type": string;
        [key: string]: any;
    }[];
    /** With `raw`: all its stored data as canonical JSON (RFC 8785), of which the next entry names the SHA-256; empty when it is unreadable */
    line?: string;
};
export type Release = {
    region: string;
    jobId: string;
    reason: string;
    /** Who released it first */
    by: string;
    releasedAt: Time;
    /** The effect of the release, and when it starts */
    effect: string;
};
export type Lever = {
    /** null: the lever for all sites */
    region: string | null;
    /** NO_LAUNCHES stops every launch; FROZEN also stops every termination, including those of the guard */
    state: "OPEN" | "NO_LAUNCHES" | "FROZEN";
    /** The lever is not OPEN and has not expired */
    inForce: boolean;
    reason: string | null;
    by: string | null;
    /** null: it was never moved */
    movedAt: Time | null;
    /** From this time it counts as OPEN; null: it does not expire */
    expiresAt: Time | null;
    /** Hanging jobs of real recoveries that were released here */
    released: Release[];
};
export type LeverMove = {
    moveId: string;
    /** null: the lever for all sites */
    region: string | null;
    at: Time;
    /** The caller as named by the authorizer; drs-drill when the product moved it */
    by: string;
    /** RELEASED: a hanging job was released. BLACKOUTS: the blackouts were replaced */
    what: "MOVED" | "RELEASED" | "BLACKOUTS";
    /** The state before */
    "from": "OPEN" | "NO_LAUNCHES" | "FROZEN";
    to: "OPEN" | "NO_LAUNCHES" | "FROZEN";
    reason: string;
    /** When it reopens by itself */
    expiresAt: Time | null;
    /** Its state after it expires, if not OPEN */
    afterwards: ("OPEN" | "NO_LAUNCHES" | "FROZEN") | null;
    /** The job that was released */
    jobId: string | null;
};
export type PlanLine = {
    name: string;
    /** Numbered from 1 */
    version: number;
    /** SHA-256 of the canonical JSON (RFC 8785) of the body */
    hash: string;
    description: string | null;
    savedBy: string;
    savedAt: Time;
    links: Links;
};
export type Plan = {
    name: string;
    /** Numbered from 1 */
    version: number;
    /** SHA-256 of the canonical JSON (RFC 8785) of the body */
    hash: string;
    description: string | null;
    savedBy: string;
    savedAt: Time;
    /** A body of POST /v1/drills, as it was saved */
    body: {
        [key: string]: any;
    };
    links: Links;
};
export type PlanSchema = {
    $schema: string;
    [key: string]: any;
};
export type Schedule = {
    name: string;
    plan: string;
    planVersion: number;
    expression: string;
    timeZone: string;
    startAt: Time | null;
    /** From this time on it makes no drill */
    endAt: Time;
    flexibleWindowMinutes: number;
    enabled: boolean;
    dryRun: boolean;
    overrides: {
        [key: string]: any;
    };
    /** Until when its standing waivers hold */
    waiversUntil: Time | null;
    /** Who set its standing waivers, and when */
    waivedBy: {
        by: string;
        at: Time;
    } | null;
    /** Rises with every change; a run of an older one is refused */
    generation: number;
    /** Who made it */
    author: {
        by: string;
        at: Time;
    };
    /** Who changed it last */
    renewer: {
        by: string;
        at: Time;
    };
    /** The coming five times, also while it is disabled */
    nextTimes: Time[];
    /** The newest run that made a drill */
    lastRun: {
        scheduledAt: Time;
        drillId: string;
    } | null;
    links: Links;
};
export type SchedulePage = {
    schedules: Schedule[];
    /** The cursor of the next page of the same query; null: there is none */
    cursor: string | null;
};
export type Blackout = {
    /** null: all Regions */
    region: string | null;
    "from": Time;
    /** The first moment after it */
    to: Time;
    reason: string;
    inForce: boolean;
};
export type Blackouts = {
    blackouts: Blackout[];
    /** null: none were ever set */
    setBy: {
        by: string;
        at: Time;
    } | null;
};
export type Finding = {
    sourceServerId: string;
    /** The last value that DRS reported */
    hostname: string | null;
    site: Site;
    /** The drill that found it */
    drillId: string;
    /** When the failure was found */
    foundAt: Time;
    /** LAUNCH_FAILED: DRS failed or refused to launch it; VERIFICATION_FAILED: it was launched but failed verification, or a required post-launch action did not succeed */
    kind: "LAUNCH_FAILED" | "VERIFICATION_FAILED";
    /** The text from DRS, or what verification found */
    error: string;
    links: Links;
};
export type Server = {
    sourceServerId: string;
    /** The last value that DRS reported */
    hostname: string | null;
    site: Site;
    /** When DRS first listed it, or when a drill that found it was requested */
    firstSeenAt: Time;
    /** When DRS stopped listing it; null: it is listed */
    removedAt: Time | null;
    /** How many ended drills found it in DRS; 0: it was never drilled */
    drills: number;
    /** The newest ended drill that found it in DRS, with the outcome of the drill as a whole */
    lastDrill: {
        drillId: string;
        endedAt: Time;
        outcome: Outcome;
        passed: boolean;
        world: World;
    } | null;
    /** The newest ended drill that it passed; null: it was never proved recoverable */
    lastPassed: {
        drillId: string;
        endedAt: Time;
        /** Its age at the time of this response */
        ageSeconds: number;
        world: World;
        evidenceLevel: EvidenceLevel;
        /** Seconds; null: not measured */
        recoveryTimeSeconds: number | null;
        /** Seconds; null: not measured */
        recoveryTimeAtLeastSeconds: number | null;
        /** Seconds; null: not measured */
        recoveryPointSeconds: number | null;
    } | null;
    /** The current failure; null: there is none */
    finding: Finding | null;
    links: Links;
};
export type Stages = {
    /** Seconds; null: not measured */
    snapshotSeconds: number | null;
    /** Seconds; null: not measured */
    conversionSeconds: number | null;
    /** Seconds; null: not measured */
    launchSeconds: number | null;
    /** Until the first look that found it working; an upper bound */
    bootSeconds: number | null;
    /** Seconds; null: not measured */
    bootAtLeastSeconds: number | null;
    /** From the beginning of the hold until it had passed every required check that asks it from then on (HTTP, TCP, SSM); an upper bound; null: there were none, or one did not pass */
    checksSeconds: number | null;
};
export type Trial = {
    sourceServerId: string;
    drillId: string;
    site: Site;
    /** The recovery plan of the drill, if any */
    recoveryPlan: string | null;
    requestedAt: Time;
    /** When the drill ended; null: it is running */
    endedAt: Time | null;
    /** The outcome of the drill as a whole; the server may still have passed */
    outcome: Outcome | null;
    /** It was launched and verified, its required post-launch actions succeeded, it stayed up until its hold ended, and it was proved gone */
    passed: boolean | null;
    world: World;
    evidenceLevel: EvidenceLevel;
    /** It was not launched, or not verified, for a reason unrelated to the server: a check, the lever, a safeguard, missing permissions, a cancel, a real recovery or a hard stop */
    stopped: boolean;
    /** The result of its launch; null: it was not launched, or the launch did not end */
    result: ("LAUNCHED" | "FAILED") | null;
    /** How it was verified; null: it was not */
    verified: string | null;
    /** Before its hold ended, its instance was no longer up as verified, or its state was unknown */
    lost: boolean;
    /** The EC2 state at that time, or `gone`; null with `lost`: the state was unknown */
    lostState: string | null;
    /** Since when, as reported by EC2 */
    lostAt: Time | null;
    /** Why, as reported by EC2 */
    lostReason: string | null;
    /** It was launched but failed verification, or a required post-launch action did not succeed */
    verificationFailed: boolean;
    /** It works, but the drill ended before its required post-launch actions succeeded: it has not passed, but this is no failure of the server */
    actionsUndone: boolean;
    /** Why it failed, as reported by the source in `failedBy` */
    error: string | null;
    /** When the failure was found */
    failedAt: Time | null;
    /** DRS: the launch failed, or DRS refused this server. VERIFICATION: the instance failed verification. DRILL: the lever, a safeguard or missing permissions prevented the launch, which is no failure of the server and no finding */
    failedBy: ("DRS" | "VERIFICATION" | "DRILL") | null;
    /** The DRS job that launched it */
    jobId: string | null;
    /** The EC2 instance that was launched */
    instanceId: string | null;
    /** The proof that nothing of it is left */
    gone: string | null;
    /** From the creation of its job until it was found working; an upper bound; null: not measured */
    recoveryTimeSeconds: number | null;
    /** Until a minute before the last look that found it not working, or until DRS had launched it; a lower bound; null: unknown */
    recoveryTimeAtLeastSeconds: number | null;
    /** The data that would have been lost in a disaster at the time of the request; null: unknown */
    recoveryPointSeconds: number | null;
    /** The objectives of this server; null: the drill had none */
    objectives: Objectives | null;
    /** From the end of the hold until DRS accepted its termination, without the time in which a real recovery blocked terminations; null: not measured */
    holdOverrunSeconds: number | null;
    stages: Stages;
    /** From its launch until it was lost or proved gone; an upper bound */
    instanceSeconds: number | null;
    /** Until EC2 reports the loss, or DRS accepted its termination, or it was found working; a lower bound */
    instanceAtLeastSeconds: number | null;
    links: Links;
};
export type CountedBy = "day" | "recoveryPlan" | "server" | "region";
export type Distribution = {
    count: number;
    /** Seconds; null: not measured */
    min: number | null;
    /** Seconds; null: not measured */
    p50: number | null;
    /** Seconds; null: not measured */
    p95: number | null;
    /** Seconds; null: not measured */
    max: number | null;
};
export type Regression = {
    by: "recoveryPlan" | "server";
    /** The recovery plan’s name, or the source server’s id */
    key: string;
    /** The drill with the newest recovery time */
    drillId: string;
    /** When that drill ended */
    at: Time;
    /** The lower bound of the newest recovery time */
    recoveryTimeSeconds: number;
    /** The median of the earlier samples */
    medianSeconds: number;
    /** The median absolute deviation of the earlier samples */
    deviationSeconds: number;
    /** The number of earlier samples */
    samples: number;
    /** The stage of the recovery time that slowed down the most; null: none is known to have slowed down; `checks`: not the recovery time is an outlier, but the checks after it */
    stage: ("snapshot" | "conversion" | "launch" | "boot" | "checks") | null;
    /** How long that stage took; null: no stage is known */
    stageSeconds: number | null;
    /** The median of its earlier durations; null: none is known */
    stageMedianSeconds: number | null;
    links: Links;
};
export type Statistic = {
    by: CountedBy;
    /** The UTC day (YYYY-MM-DD) on which the drills ended, the plan’s name, the server’s id, or the Region */
    key: string;
    drills: {
        /** Ended drills */
        total: number;
        /** By the outcome of the drill as a whole: a server may have passed in a failed drill */
        byOutcome: {
            PASSED: number;
            FAILED: number;
            OBJECTIVE_MISSED: number;
            REJECTED: number;
            CANCELLED: number;
            YIELDED: number;
        };
        /** Ended drills that launched something outside AWS itself and so prove nothing; no other number includes them */
        leftOut: number;
    };
    /** The world of the counted drills. Outside the local world, only REAL drills are counted. UNKNOWN: an earlier version counted some without recording their world; null: none launched anything */
    world: ("REAL" | "SIMULATED" | "UNKNOWN") | null;
    /** Of the drills with objectives; neither rate includes UNDECIDED ones */
    objectives: {
        MET: number;
        MISSED: number;
        UNDECIDED: number;
    };
    /** Servers of these drills that DRS knew, counted per drill */
    trials: number;
    /** The trials that passed: launched, verified, and proved gone */
    passed: number;
    /** The trials that were not launched for a reason unrelated to the server; the pass rate is passed / (trials − stopped) */
    stopped: number;
    /** Upper bounds, one per server and drill with a measurement */
    recoveryTimeSeconds: Distribution;
    /** Lower bounds, where known */
    recoveryTimeAtLeastSeconds: Distribution;
    /** One per server and drill with a measurement */
    recoveryPointSeconds: Distribution;
    /** From the end of the hold to the last termination, without the time in which a real recovery ran */
    holdOverrunSeconds: Distribution;
    /** The total uptime of drill instances; an upper bound */
    instanceHours: number;
    /** The total uptime until DRS accepted the terminations; a lower bound */
    instanceHoursAtLeast: number;
    /** Set for a recovery plan or server whose newest recovery time has regressed */
    regression: Regression | null;
};
export type Happening = {
    at: Time;
    what: string;
    /** Whose clock */
    source: "drs-drill" | "DRS" | "EC2";
    sourceServerId: string | null;
    /** The journal entry that says it */
    seq: number;
};
export type Clock = {
    /** The upper bound; null: not measured */
    seconds: number | null;
    /** The lower bound; null: not known */
    atLeastSeconds: number | null;
    "from": {
        at: Time;
        source: string;
    } | null;
    to: {
        at: Time;
        source: string;
    } | null;
    /** The last sign that the end had not come yet */
    notBefore: {
        at: Time;
        source: string;
    } | null;
    /** Why it was not measured */
    reason: string | null;
};
export type ServerReported = {
    sourceServerId: string;
    hostname: string | null;
    wave: number;
    required: boolean;
    /** At the first inspection */
    replicationState: string | null;
    /** Seconds; null: not measured */
    replicationLagSeconds: number | null;
    jobId: string | null;
    instanceId: string | null;
    volumeIds: string[];
    result: ("LAUNCHED" | "FAILED") | null;
    error: string | null;
    launchedAt: Time | null;
    verified: ("RUNNING" | "STATUS_CHECKS" | "STOPPED_AS_CONFIGURED") | null;
    verifiedAt: Time | null;
    lost: {
        state: string | null;
        at: Time | null;
        reason: string | null;
    } | null;
    recoveryPoint: {
        kind: "ON_DEMAND" | "CHOSEN" | "PREVIOUS" | "UNKNOWN";
        at: Time | null;
        snapshotId: string | null;
    } | null;
    launchSettings: {
        instanceType: string | null;
        volumes: {
            volumeType: string | null;
            gigabytes: number | null;
        }[] | null;
        network: {
            subnetIds: string[];
            securityGroupIds: string[];
        } | null;
        /** STARTED, or STOPPED: then it is launched, and not booted */
        disposition: string;
    } | null;
    clocks: {
        recoveryTime: Clock;
        recoveryPoint: Clock;
        launch: Clock;
    };
    stages: {
        /** Seconds; null: not measured */
        snapshotSeconds: number | null;
        /** Seconds; null: not measured */
        conversionSeconds: number | null;
        /** Seconds; null: not measured */
        launchSeconds: number | null;
        /** Seconds; null: not measured */
        bootSeconds: number | null;
    };
    objectives: Objectives | null;
    evidenceLevel: EvidenceLevel;
    /** It was launched, seen working, up until its hold ended, and proved gone; null: not known yet */
    passed: boolean | null;
    terminationAcceptedAt: Time | null;
    gone: {
        proof: "TERMINATED" | "NEVER_EXISTED" | "ABSENT_TWICE" | "ACKNOWLEDGED";
        at: Time;
        volumes: string;
    } | null;
};
export type CheckReported = {
    name: string;
    kind: "VERDICT" | "HTTP" | "TCP" | "UNREACHABLE" | "SSM" | "LAMBDA" | "CONSOLE" | "LAUNCH_ACTION";
    required: boolean;
    state: "WAITING" | "RUNNING" | "PASSED" | "FAILED" | "TIMED_OUT" | "NOT_RUN";
    because: string | null;
    /** Who gave the verdict */
    by: string | null;
    evidenceUrl: string | null;
    beganAt: Time | null;
    decidedAt: Time | null;
    /** It also looks at something that must not pass */
    control: boolean;
    /** How its servers ended, those of optional waves aside if it is required */
    counts: {
        [key: string]: number;
    };
    servers: {
        sourceServerId: string;
        state: "WAITING" | "RUNNING" | "PASSED" | "FAILED" | "TIMED_OUT" | "NOT_RUN";
        because: string;
        /** SHA-256 of each of its outputs */
        outputs: string[];
    }[];
    /** SHA-256 of what its function answered */
    output: string | null;
};
export type Deviation = {
    at: Time;
    kind: "FAILED" | "LOST" | "RETRIED" | "WAITED" | "DEGRADED" | "CANCELLED" | "YIELDED" | "LEAKED" | "QUARANTINED";
    sourceServerId: string | null;
    what: string;
    /** The words of DRS, EC2 or another service */
    inTheirWords: string | null;
};
export type Difference = {
    a: {
        drillId: string;
        outcome: string | null;
        endedAt: Time | null;
    };
    b: {
        drillId: string;
        outcome: string | null;
        endedAt: Time | null;
    };
    parts: {
        part: "PLAN" | "SERVERS" | "LAUNCH_SETTINGS" | "RECOVERY_POINTS" | "TIMES" | "CHECKS" | "FINDINGS" | "QUANTITIES";
        lines: {
            /** A source server or a check; null: the drill as a whole */
            "of": string | null;
            /** Numbers have their unit in it */
            what: string;
            a: string | number | null;
            b: string | number | null;
        }[];
        /** How many lines more differ */
        leftOut: number;
    }[];
};
export type Clause = {
    source: string;
    asks: string;
    shownIn: string[];
    notShown: string;
};
export type Report = {
    format: "drs-drill/report/1";
    /** False while the drill may still change: then nothing in it is settled */
    final: boolean;
    identity: {
        drillId: string;
        /** Account, Region, stage and a random part */
        deployment: string;
        product: {
            name: string;
            version: string;
        };
        world: World;
        site: Site;
        plan: {
            name: string;
            version: number;
            hash: string;
        } | null;
        schedule: {
            name: string;
            scheduledAt: Time;
        } | null;
        recoveryPlan: string | null;
        changeReference: string | null;
        /** SHA-256 of the canonical JSON (RFC 8785) of the request as it was given */
        requestHash: string | null;
        tags: {
            [key: string]: string;
        };
    };
    test: {
        /** COMPONENT: one server; PARTIAL: some of the servers of the site; FULL: all that were known; null: not known */
        "type": ("DRY_RUN" | "COMPONENT" | "PARTIAL" | "FULL") | null;
        basis: string;
        purpose: string;
    };
    authority: {
        requestedBy: string;
        requestedAt: Time;
        /** What people did to the running drill */
        steered: {
            at: Time;
            by: string;
            what: string;
        }[];
        waived: {
            check: string;
            sourceServerId: string | null;
            reason: string;
            by: string;
        }[];
        /** Who took responsibility for what was not proved gone */
        acknowledged: {
            at: Time;
            by: string;
            reason: string;
            sourceServerIds: string[];
        }[];
    };
    people: {
        participants: {
            name: string;
            role: string | null;
            notedBy: string;
            notedAt: Time;
            text: string;
        }[];
        observers: {
            name: string;
            role: string | null;
            notedBy: string;
            notedAt: Time;
            text: string;
        }[];
    };
    scope: {
        waves: {
            wave: number;
            chosen: "NAMED" | "BY_TAG" | "RANDOM_SAMPLE" | "STALEST_SAMPLE";
            optional: boolean;
            sourceServerIds: string[];
        }[];
        /** How many servers the choice was made from */
        candidates: number | null;
        /** What a random sample was drawn with */
        seed: number | null;
    };
    preflight: {
        /** null: it was not completed */
        passed: boolean | null;
        failures: {
            check: string;
            sourceServerId: string | null;
            message: string;
        }[];
        waived: string[];
        warnings: {
            check: string;
            sourceServerId: string | null;
            message: string;
        }[];
    };
    timeline: Happening[];
    servers: ServerReported[];
    objectives: {
        /** Seconds; null: not measured */
        recoveryTimeSeconds: number | null;
        /** Seconds; null: not measured */
        recoveryPointSeconds: number | null;
        verdict: Objectives | null;
        why: string | null;
        /** Of the drill as a whole, over its required servers */
        recoveryTime: {
            /** Seconds; null: not measured */
            seconds: number | null;
            /** Seconds; null: not measured */
            atLeastSeconds: number | null;
        };
    };
    /** From the request until all required checks had passed; null: no check is required */
    timeToChecked: Clock | null;
    evidenceLevel: EvidenceLevel;
    checks: CheckReported[];
    hold: {
        plannedSeconds: number;
        beganAt: Time | null;
        endedAt: Time | null;
        /** Seconds; null: not measured */
        heldSeconds: number | null;
        /** null: no person did */
        endedBy: string | null;
        extensions: {
            at: Time;
            by: string;
            until: Time;
            inForce: boolean;
        }[];
    };
    deviations: Deviation[];
    cleanup: {
        state: Cleanup;
        /** From the beginning of the cleanup, which ends the hold, to the last proof; null: it is not clean */
        secondsToLastProof: number | null;
        proofs: {
            sourceServerId: string;
            instanceId: string | null;
            volumeIds: string[];
            /** ACKNOWLEDGED is no proof: a person took responsibility */
            proof: "TERMINATED" | "NEVER_EXISTED" | "ABSENT_TWICE" | "ACKNOWLEDGED";
            at: Time;
        }[];
        leaks: {
            at: Time;
            sourceServerIds: string[];
            standing: {
                [key: string]: string;
            };
        }[];
        /** What the guard did, outside the journal */
        guard: {
            at: Time;
            note: {
                [key: string]: any;
            };
        }[];
    };
    verdict: {
        phase: Phase;
        endedAt: Time | null;
        outcome: Outcome | null;
        /** Follows from the facts; null: the drill runs */
        computed: ("PASSED" | "PASSED_WITH_CONDITIONS" | "FAILED") | null;
        why: string | null;
        /** Why it is no plain pass */
        conditions: string[];
        /** What people have judged, apart from what was computed */
        attestations: {
            at: Time;
            by: string;
            accepted: boolean;
            text: string;
        }[];
        nextDueAt: Time | null;
        retest: {
            drillId: string;
            outcome: Outcome | null;
        } | null;
    };
    lessons: {
        at: Time;
        by: string;
        text: string;
        trackerUrl: string | null;
    }[];
    remarks: {
        at: Time;
        by: string;
        text: string;
    }[];
    quantities: Quantities | null;
    cost: {
        currency: string;
        amount: AmountRange | null;
        pricesPublishedAt: Time;
        pricesReadAt: Time;
        notPriced: string[];
    } | null;
    /** With the newest drill of the plan before it that has passed; null: there is none */
    comparison: Difference | null;
    integrity: {
        entries: number;
        journalHash: string | null;
        recordHash: string | null;
        chainedFromSeq: number | null;
        contradiction: string | null;
        notes: number;
        lastNoteHash: string | null;
        /** They are listed, and not chained */
        guardNotes: number;
    };
    /** What this report does not show */
    limits: string[];
    appendix: Clause[];
};
export type SealReceipt = {
    drillId: string;
    part: BundlePart;
    sealedAt: Time;
    /** SHA-256 of the file envelope.json */
    envelopeHash: string;
    /** The key that has signed it */
    keyId: string;
    productVersion: string;
    /** Whether the drill had ended; false: it was quarantined, and went on */
    ended: boolean;
    /** How many notes of people are in it */
    notes: number;
    /** The name of each file’s object in the evidence bucket */
    objects: {
        [key: string]: string;
    };
};
export type Note = {
    drillId: string;
    /** Counts the notes of the drill from 1 */
    n: number;
    /** When it was added */
    at: Time;
    /** The caller who added it */
    by: string;
    /** PARTICIPANT, OBSERVER: who took part; LESSON: what to do better; ATTESTATION: a person’s own judgement of the drill, beside the computed outcome; REMARK: anything else */
    kind: "PARTICIPANT" | "OBSERVER" | "LESSON" | "ATTESTATION" | "REMARK";
    text: string;
    /** Of a PARTICIPANT or OBSERVER: who it is */
    person: string | null;
    /** As what that person took part */
    role: string | null;
    /** Of a LESSON: where its follow-up is tracked */
    trackerUrl: string | null;
    /** Of an ATTESTATION: whether the person accepts the drill as a successful test */
    accepted: boolean | null;
    /** The hash of the note before; null in the first */
    previousHash: string | null;
    /** SHA-256 of the canonical JSON (RFC 8785) of all other members */
    hash: string;
};
export type Settings = {
    /** The version of drs-drill */
    version: string;
    stage: string;
    /** Where the deployment itself is */
    site: Site;
    /** Where drills may run */
    sites: Site[];
    /** The longest hold of a request, in seconds */
    holdSecondsMax: number;
    /** The most servers in a job of DRS */
    serversPerJob: number;
    /** The most jobs of drills at a time, in a site */
    jobsMax: number;
    /** The most servers in jobs of drills at a time, in a site */
    serversInJobsMax: number;
    /** Where instances of drills may be launched; `*`: anywhere, []: nowhere */
    drillSubnets: string[];
    /** The security groups that they may have */
    drillSecurityGroups: string[];
    /** A server whose last proof is older, in days, is overdue; null: none is */
    coverageDaysMax: number | null;
    /** The command documents that checks may use */
    checkDocuments: string[];
    /** The ARNs of the functions that checks may call */
    checkFunctions: string[];
    /** The hosts that isolation checks may name */
    isolationHosts: string[];
    /** Where checks connect from; null: no check can connect */
    probe: {
        subnetIds: string[];
        securityGroupIds: string[];
    } | null;
    /** Where the evidence is; null: not known */
    evidence: {
        /** Where bundles and outputs of checks are */
        bucket: string | null;
        /** The key that signs bundles */
        keyArn: string | null;
        /** S3 Object Lock of new bundles; null: they are not locked */
        lock: {
            mode: "GOVERNANCE" | "COMPLIANCE";
            days: number;
        } | null;
        /** How long outputs of checks are kept, in days */
        outputRetentionDays: number | null;
    };
    /** How long logs are kept, in days; null: not known */
    logRetentionDays: number | null;
    /** The sources whose events may request drills; []: no drill starts by event */
    eventRequests: string[];
    /** The other accounts whose events may request drills */
    allowedAccounts: string[];
};
export type OpenapiDocument = {
    openapi: string;
    [key: string]: any;
};
/**
 * Start a drill
 */
export function startDrill(body: {
    /** The account of the site; default: the deployment’s own */
    accountId?: string;
    /** The Region of the site; default: the deployment’s own */
    region?: string;
    /** The servers by wave: at most 20 waves, with at most 300 servers in all */
    waves: {
        /** The servers by id; instead of `servers` */
        sourceServerIds?: string[];
        /** The servers by their tags in DRS, chosen when the drill is requested */
        servers?: {
            /** The allowed values of each tag; a server must have one of them for every tag */
            tags: {
                [key: string]: string[];
            };
            exclude?: string[];
            /** Only so many of the servers that match */
            sample?: {
                count: number;
                /** STALEST: servers that were never proved first, then those that were proved the longest ago */
                by: "STALEST" | "RANDOM";
            };
        };
        /** What the wave before must be; an unverified server then counts like one that did not launch */
        startWhen?: "LAUNCHED" | "VERIFIED";
        /** A pause after that, in which the instances of earlier waves stay up */
        waitSeconds?: number;
        /** Its failures do not fail the drill */
        optional?: boolean;
    }[];
    /** The recovery points to launch from; default: LATEST. By ID for at most 200 servers */
    recoveryPoint?: {
        "type": "LATEST";
    } | {
        "type": "AT_OR_BEFORE";
        at: string;
    } | {
        "type": "ID";
        ids: {
            [key: string]: string;
        };
    };
    /** How long the verified instances stay up; the maximum is set by this deployment */
    holdSeconds: number;
    /** How far replication may lag */
    lagSecondsMax?: number;
    /** How long an instance may take to pass both of EC2’s status checks */
    bootSecondsMax?: number;
    /** How long a wave may take to launch */
    launchAllowanceSeconds?: number;
    /** How long the drill may wait for its turn in the DRS quotas before it is REJECTED */
    startWithinSeconds?: number;
    /** What is checked during the hold: at most 20 checks */
    checks?: ({
        /** A person or a pipeline judges: PUT …/checks/{name} */
        kind: "VERDICT";
        name: string;
        /** How long after the beginning of the hold it begins; default: 0 */
        afterSeconds?: number;
        /** Unless it passes, the drill does not; default: true, where it can be */
        required?: boolean;
        /** How long the verdict may take from then on; default: until the end of the hold */
        timeoutSeconds?: number;
    } | {
        /** A request to each instance, by its private address */
        kind: "HTTP";
        name: string;
        /** How long after the beginning of the hold it begins; default: 0 */
        afterSeconds?: number;
        /** Unless it passes, the drill does not; default: true, where it can be */
        required?: boolean;
        /** Which servers it is about: those of a wave (the first is 1), these, or those with these tags in DRS */
        "of"?: {
            wave: number;
        } | {
            sourceServerIds: string[];
        } | {
            /** The allowed values of each tag; a server must have one of them for every tag */
            tags: {
                [key: string]: string[];
            };
        };
        /** How long it may take from then on */
        timeoutSeconds?: number;
        tls?: boolean;
        /** Default: 443, or 80 without TLS */
        port?: number;
        path?: string;
        /** The Host header and the name for TLS; default: the address */
        host?: string;
        /** Whether the certificate must be valid */
        verifyTls?: boolean;
        /** The status codes that pass; no redirect is followed */
        statuses?: number[];
        /** What the first 64 KiB of the body must contain, in RE2’s syntax */
        bodyPattern?: any & any;
        /** How often it is tried, until it passes */
        attempts?: number;
        /** The same request to another port or path, which must not pass */
        control?: {
            port?: number;
            path?: string;
        };
    } | {
        /** A connection to each instance, by its private address */
        kind: "TCP";
        name: string;
        /** How long after the beginning of the hold it begins; default: 0 */
        afterSeconds?: number;
        /** Unless it passes, the drill does not; default: true, where it can be */
        required?: boolean;
        /** Which servers it is about: those of a wave (the first is 1), these, or those with these tags in DRS */
        "of"?: {
            wave: number;
        } | {
            sourceServerIds: string[];
        } | {
            /** The allowed values of each tag; a server must have one of them for every tag */
            tags: {
                [key: string]: string[];
            };
        };
        /** How long it may take from then on */
        timeoutSeconds?: number;
        port: number;
        /** How often it is tried, until it passes */
        attempts?: number;
        /** A port where nothing may listen */
        control?: {
            port: number;
        };
    } | {
        /** A host that must not be reachable from where they are */
        kind: "UNREACHABLE";
        name: string;
        /** How long after the beginning of the hold it begins; default: 0 */
        afterSeconds?: number;
        /** Unless it passes, the drill does not; default: true, where it can be */
        required?: boolean;
        /** Which servers it is about: those of a wave (the first is 1), these, or those with these tags in DRS */
        "of"?: {
            wave: number;
        } | {
            sourceServerIds: string[];
        } | {
            /** The allowed values of each tag; a server must have one of them for every tag */
            tags: {
                [key: string]: string[];
            };
        };
        /** How long it may take from then on */
        timeoutSeconds?: number;
        /** One of the deployment’s `isolationHosts` */
        host: string;
        port: number;
        /** A port of each instance that must be reachable in the same run */
        control: {
            port: number;
        };
    } | {
        /** A command document of AWS Systems Manager, run on each instance */
        kind: "SSM";
        name: string;
        /** How long after the beginning of the hold it begins; default: 0 */
        afterSeconds?: number;
        /** Unless it passes, the drill does not; default: true, where it can be */
        required?: boolean;
        /** Which servers it is about: those of a wave (the first is 1), these, or those with these tags in DRS */
        "of"?: {
            wave: number;
        } | {
            sourceServerIds: string[];
        } | {
            /** The allowed values of each tag; a server must have one of them for every tag */
            tags: {
                [key: string]: string[];
            };
        };
        /** How long it may take from then on */
        timeoutSeconds?: number;
        /** One of the deployment’s `checkDocuments` */
        document: string;
        /** The parameters of the document */
        parameters?: {
            [key: string]: string[];
        };
    } | {
        /** A function judges the drill as a whole */
        kind: "LAMBDA";
        name: string;
        /** How long after the beginning of the hold it begins; default: 0 */
        afterSeconds?: number;
        /** Unless it passes, the drill does not; default: true, where it can be */
        required?: boolean;
        /** Which servers it is about: those of a wave (the first is 1), these, or those with these tags in DRS */
        "of"?: {
            wave: number;
        } | {
            sourceServerIds: string[];
        } | {
            /** The allowed values of each tag; a server must have one of them for every tag */
            tags: {
                [key: string]: string[];
            };
        };
        /** How long it may take from then on */
        timeoutSeconds?: number;
        /** One of the deployment’s `checkFunctions` */
        functionArn: string;
        /** AFTER_CLEANUP: once everything is proved gone; then it is not required, and takes at most 900 s */
        when?: "HOLDING" | "AFTER_CLEANUP";
    } | {
        /** The screenshot and the console output of each instance, kept */
        kind: "CONSOLE";
        name: string;
        /** How long after the beginning of the hold it begins; default: 0 */
        afterSeconds?: number;
        /** Unless it passes, the drill does not; default: true, where it can be */
        required?: boolean;
        /** Which servers it is about: those of a wave (the first is 1), these, or those with these tags in DRS */
        "of"?: {
            wave: number;
        } | {
            sourceServerIds: string[];
        } | {
            /** The allowed values of each tag; a server must have one of them for every tag */
            tags: {
                [key: string]: string[];
            };
        };
        /** How long it may take from then on */
        timeoutSeconds?: number;
    })[];
    /** When the hold ends: after `holdSeconds`, or earlier, once every required check has a result */
    endHold?: "AT_END" | "WHEN_CHECKED";
    /** After a wave with failed servers: hold what was launched, continue with the next wave, or terminate */
    onLaunchFailure?: "HOLD" | "CONTINUE" | "TERMINATE";
    /** Validates and forecasts, launches nothing, and ends READY or REJECTED */
    dryRun?: boolean;
    /** A missed objective makes the outcome OBJECTIVE_MISSED */
    objectives?: {
        recoveryTimeSeconds?: number;
        recoveryPointSeconds?: number;
    };
    /** Checks that are waived */
    waivers?: {
        check: "replication-healthy" | "no-replication-error" | "lag" | "no-drill-instance" | "not-extended" | "drill-network";
        sourceServerId?: string;
        reason: any & any;
    }[];
    /** What it is for; lists of plans show it, and a drill does not use it */
    description?: any & any;
    /** The recovery plan under test; it becomes a tag of the DRS jobs */
    recoveryPlan?: any & any & any;
    /** Why, for the record; that of a plan is the default of each start */
    reason: any & any;
    /** The change ticket or a similar reference */
    changeReference?: any & any;
    /** Tags for the DRS jobs: at most 20, with at most 2048 characters in all */
    tags?: {
        [key: string]: string;
    };
} | {
    /** The plan that is drilled, as it is saved */
    plan: string;
    /** A version of the plan; default: the newest */
    planVersion?: number;
    /** Why, for the record; that of a plan is the default of each start */
    reason?: any & any;
    /** How long the verified instances stay up; the maximum is set by this deployment */
    holdSeconds?: number;
    /** The recovery points to launch from; default: LATEST. By ID for at most 200 servers */
    recoveryPoint?: {
        "type": "LATEST";
    } | {
        "type": "AT_OR_BEFORE";
        at: string;
    } | {
        "type": "ID";
        ids: {
            [key: string]: string;
        };
    };
    /** Checks that are waived */
    waivers?: {
        check: "replication-healthy" | "no-replication-error" | "lag" | "no-drill-instance" | "not-extended" | "drill-network";
        sourceServerId?: string;
        reason: any & any;
    }[];
    /** Tags for the DRS jobs: at most 20, with at most 2048 characters in all */
    tags?: {
        [key: string]: string;
    };
    /** The change ticket or a similar reference */
    changeReference?: any & any;
    /** Validates and forecasts, launches nothing, and ends READY or REJECTED */
    dryRun?: boolean;
}, { idempotencyKey }: {
    idempotencyKey?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: Drill;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/drills", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * List drills, newest first
 */
export function listDrills({ $from, to, phase, outcome, recoveryPlan, region, requestedBy, limit, cursor, ifNoneMatch }: {
    $from?: string;
    to?: string;
    phase?: ("REQUESTED" | "VALIDATING" | "LAUNCHING" | "VERIFYING" | "HOLDING" | "TERMINATING" | "ENDED")[];
    outcome?: "PASSED" | "FAILED" | "OBJECTIVE_MISSED" | "REJECTED" | "CANCELLED" | "YIELDED" | "READY";
    recoveryPlan?: any & any;
    region?: string;
    requestedBy?: string;
    limit?: number;
    cursor?: string;
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            drills: DrillSummary[];
            /** The cursor of the next page of the same query; null: there is none */
            cursor: string | null;
        };
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/drills${QS.query(QS.explode({
        "from": $from,
        to,
        phase,
        outcome,
        recoveryPlan,
        region,
        requestedBy,
        limit,
        cursor
    }))}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Get a drill
 */
export function getDrill(drillId: string, { ifNoneMatch }: {
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Drill;
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/drills/${encodeURIComponent(drillId)}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Get the request of a drill, as it was given
 */
export function getDrillRequest(drillId: string, { ifNoneMatch }: {
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: DrillRequest;
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/drills/${encodeURIComponent(drillId)}/request`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * List the journal of a drill, in order
 */
export function getJournal(drillId: string, { fromSeq, limit, raw, ifNoneMatch }: {
    fromSeq?: number;
    limit?: number;
    raw?: "true" | "false";
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            drillId: string;
            entries: JournalEntry[];
            /** The first entry of the next page; null: there is none so far */
            nextSeq: number | null;
            /** Each entry has the hash of the previous entry, and the record has that of the last: whether the chain is intact from `fromSeq` to the end of the journal */
            journalIntact: boolean;
            /** The first break of the chain: the table was written outside the product */
            contradiction: string | null;
            /** The first of these entries that the hash chain covers; null: none. Older versions wrote no hashes */
            chainedFromSeq: number | null;
            /** With `raw`, on the last page: the record as it was saved, byte for byte, of which the last entry names the SHA-256 */
            record?: string;
        };
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/drills/${encodeURIComponent(drillId)}/journal${QS.query(QS.explode({
        fromSeq,
        limit,
        raw
    }))}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Cancel a drill
 */
export function cancelDrill(drillId: string, ifMatch: string, body: {
    reason: any & any;
}, { idempotencyKey }: {
    idempotencyKey?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: Drill;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 412;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 428;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/drills/${encodeURIComponent(drillId)}/cancel`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Extend the hold
 */
export function extendHold(drillId: string, ifMatch: string, body: {
    holdUntil: string;
}, { idempotencyKey }: {
    idempotencyKey?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: Drill;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 412;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 428;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/drills/${encodeURIComponent(drillId)}/hold`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * End the hold now
 */
export function endHold(drillId: string, ifMatch: string, body: {
    /** Although required checks have no result; they become NOT_RUN, and the drill FAILED */
    force?: boolean;
}, { idempotencyKey }: {
    idempotencyKey?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: Drill;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 412;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 428;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/drills/${encodeURIComponent(drillId)}/hold/end`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Give the verdict on a check
 */
export function giveVerdict(drillId: string, name: string, body: {
    passed: boolean;
    message: any & any;
    /** Where the proof is kept */
    evidenceUrl?: string;
}, { ifMatch, idempotencyKey }: {
    ifMatch?: string;
    idempotencyKey?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: Drill;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 412;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/drills/${encodeURIComponent(drillId)}/checks/${encodeURIComponent(name)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Acknowledge a leak
 */
export function acknowledgeLeak(drillId: string, ifMatch: string, body: {
    reason: any & any;
}, { idempotencyKey }: {
    idempotencyKey?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: Drill;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 412;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 428;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/drills/${encodeURIComponent(drillId)}/leak/acknowledge`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Get the safety lever
 */
export function getLever({ ifNoneMatch }: {
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            levers: Lever[];
        };
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/lever", {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Move the safety lever
 */
export function setLever(ifMatch: string, body: {
    state: "OPEN" | "NO_LAUNCHES" | "FROZEN";
    reason: any & any;
    region?: string;
    expiresAt?: string;
}, { idempotencyKey }: {
    idempotencyKey?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Lever;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 412;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 428;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/lever", oazapfts.json({
        ...opts,
        method: "PUT",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * List the moves of the safety levers and the released jobs, newest first
 */
export function listLeverMoves({ limit, cursor, ifNoneMatch }: {
    limit?: number;
    cursor?: string;
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            moves: LeverMove[];
            /** The cursor of the next page, which may be empty; null: there is none */
            cursor: string | null;
        };
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/lever/history${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Release a hanging job of a real recovery
 */
export function releaseJob(body: {
    jobId: string;
    reason: any & any;
    region?: string;
}, { idempotencyKey }: {
    idempotencyKey?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Release;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/lever/release", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * List plans, by name
 */
export function listPlans({ limit, cursor, ifNoneMatch }: {
    limit?: number;
    cursor?: string;
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            plans: PlanLine[];
            /** The cursor of the next page of the same query; null: there is none */
            cursor: string | null;
        };
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/plans${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Get the newest version of a plan
 */
export function getPlan(name: string, { ifNoneMatch }: {
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Plan;
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/plans/${encodeURIComponent(name)}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Save a plan
 */
export function putPlan(name: string, body: {
    /** The account of the site; default: the deployment’s own */
    accountId?: string;
    /** The Region of the site; default: the deployment’s own */
    region?: string;
    /** The servers by wave: at most 20 waves, with at most 300 servers in all */
    waves: {
        /** The servers by id; instead of `servers` */
        sourceServerIds?: string[];
        /** The servers by their tags in DRS, chosen when the drill is requested */
        servers?: {
            /** The allowed values of each tag; a server must have one of them for every tag */
            tags: {
                [key: string]: string[];
            };
            exclude?: string[];
            /** Only so many of the servers that match */
            sample?: {
                count: number;
                /** STALEST: servers that were never proved first, then those that were proved the longest ago */
                by: "STALEST" | "RANDOM";
            };
        };
        /** What the wave before must be; an unverified server then counts like one that did not launch */
        startWhen?: "LAUNCHED" | "VERIFIED";
        /** A pause after that, in which the instances of earlier waves stay up */
        waitSeconds?: number;
        /** Its failures do not fail the drill */
        optional?: boolean;
    }[];
    /** The recovery points to launch from; default: LATEST. By ID for at most 200 servers */
    recoveryPoint?: {
        "type": "LATEST";
    } | {
        "type": "AT_OR_BEFORE";
        at: string;
    } | {
        "type": "ID";
        ids: {
            [key: string]: string;
        };
    };
    /** How long the verified instances stay up; the maximum is set by this deployment */
    holdSeconds: number;
    /** How far replication may lag */
    lagSecondsMax?: number;
    /** How long an instance may take to pass both of EC2’s status checks */
    bootSecondsMax?: number;
    /** How long a wave may take to launch */
    launchAllowanceSeconds?: number;
    /** How long the drill may wait for its turn in the DRS quotas before it is REJECTED */
    startWithinSeconds?: number;
    /** What is checked during the hold: at most 20 checks */
    checks?: ({
        /** A person or a pipeline judges: PUT …/checks/{name} */
        kind: "VERDICT";
        name: string;
        /** How long after the beginning of the hold it begins; default: 0 */
        afterSeconds?: number;
        /** Unless it passes, the drill does not; default: true, where it can be */
        required?: boolean;
        /** How long the verdict may take from then on; default: until the end of the hold */
        timeoutSeconds?: number;
    } | {
        /** A request to each instance, by its private address */
        kind: "HTTP";
        name: string;
        /** How long after the beginning of the hold it begins; default: 0 */
        afterSeconds?: number;
        /** Unless it passes, the drill does not; default: true, where it can be */
        required?: boolean;
        /** Which servers it is about: those of a wave (the first is 1), these, or those with these tags in DRS */
        "of"?: {
            wave: number;
        } | {
            sourceServerIds: string[];
        } | {
            /** The allowed values of each tag; a server must have one of them for every tag */
            tags: {
                [key: string]: string[];
            };
        };
        /** How long it may take from then on */
        timeoutSeconds?: number;
        tls?: boolean;
        /** Default: 443, or 80 without TLS */
        port?: number;
        path?: string;
        /** The Host header and the name for TLS; default: the address */
        host?: string;
        /** Whether the certificate must be valid */
        verifyTls?: boolean;
        /** The status codes that pass; no redirect is followed */
        statuses?: number[];
        /** What the first 64 KiB of the body must contain, in RE2’s syntax */
        bodyPattern?: any & any;
        /** How often it is tried, until it passes */
        attempts?: number;
        /** The same request to another port or path, which must not pass */
        control?: {
            port?: number;
            path?: string;
        };
    } | {
        /** A connection to each instance, by its private address */
        kind: "TCP";
        name: string;
        /** How long after the beginning of the hold it begins; default: 0 */
        afterSeconds?: number;
        /** Unless it passes, the drill does not; default: true, where it can be */
        required?: boolean;
        /** Which servers it is about: those of a wave (the first is 1), these, or those with these tags in DRS */
        "of"?: {
            wave: number;
        } | {
            sourceServerIds: string[];
        } | {
            /** The allowed values of each tag; a server must have one of them for every tag */
            tags: {
                [key: string]: string[];
            };
        };
        /** How long it may take from then on */
        timeoutSeconds?: number;
        port: number;
        /** How often it is tried, until it passes */
        attempts?: number;
        /** A port where nothing may listen */
        control?: {
            port: number;
        };
    } | {
        /** A host that must not be reachable from where they are */
        kind: "UNREACHABLE";
        name: string;
        /** How long after the beginning of the hold it begins; default: 0 */
        afterSeconds?: number;
        /** Unless it passes, the drill does not; default: true, where it can be */
        required?: boolean;
        /** Which servers it is about: those of a wave (the first is 1), these, or those with these tags in DRS */
        "of"?: {
            wave: number;
        } | {
            sourceServerIds: string[];
        } | {
            /** The allowed values of each tag; a server must have one of them for every tag */
            tags: {
                [key: string]: string[];
            };
        };
        /** How long it may take from then on */
        timeoutSeconds?: number;
        /** One of the deployment’s `isolationHosts` */
        host: string;
        port: number;
        /** A port of each instance that must be reachable in the same run */
        control: {
            port: number;
        };
    } | {
        /** A command document of AWS Systems Manager, run on each instance */
        kind: "SSM";
        name: string;
        /** How long after the beginning of the hold it begins; default: 0 */
        afterSeconds?: number;
        /** Unless it passes, the drill does not; default: true, where it can be */
        required?: boolean;
        /** Which servers it is about: those of a wave (the first is 1), these, or those with these tags in DRS */
        "of"?: {
            wave: number;
        } | {
            sourceServerIds: string[];
        } | {
            /** The allowed values of each tag; a server must have one of them for every tag */
            tags: {
                [key: string]: string[];
            };
        };
        /** How long it may take from then on */
        timeoutSeconds?: number;
        /** One of the deployment’s `checkDocuments` */
        document: string;
        /** The parameters of the document */
        parameters?: {
            [key: string]: string[];
        };
    } | {
        /** A function judges the drill as a whole */
        kind: "LAMBDA";
        name: string;
        /** How long after the beginning of the hold it begins; default: 0 */
        afterSeconds?: number;
        /** Unless it passes, the drill does not; default: true, where it can be */
        required?: boolean;
        /** Which servers it is about: those of a wave (the first is 1), these, or those with these tags in DRS */
        "of"?: {
            wave: number;
        } | {
            sourceServerIds: string[];
        } | {
            /** The allowed values of each tag; a server must have one of them for every tag */
            tags: {
                [key: string]: string[];
            };
        };
        /** How long it may take from then on */
        timeoutSeconds?: number;
        /** One of the deployment’s `checkFunctions` */
        functionArn: string;
        /** AFTER_CLEANUP: once everything is proved gone; then it is not required, and takes at most 900 s */
        when?: "HOLDING" | "AFTER_CLEANUP";
    } | {
        /** The screenshot and the console output of each instance, kept */
        kind: "CONSOLE";
        name: string;
        /** How long after the beginning of the hold it begins; default: 0 */
        afterSeconds?: number;
        /** Unless it passes, the drill does not; default: true, where it can be */
        required?: boolean;
        /** Which servers it is about: those of a wave (the first is 1), these, or those with these tags in DRS */
        "of"?: {
            wave: number;
        } | {
            sourceServerIds: string[];
        } | {
            /** The allowed values of each tag; a server must have one of them for every tag */
            tags: {
                [key: string]: string[];
            };
        };
        /** How long it may take from then on */
        timeoutSeconds?: number;
    })[];
    /** When the hold ends: after `holdSeconds`, or earlier, once every required check has a result */
    endHold?: "AT_END" | "WHEN_CHECKED";
    /** After a wave with failed servers: hold what was launched, continue with the next wave, or terminate */
    onLaunchFailure?: "HOLD" | "CONTINUE" | "TERMINATE";
    /** Validates and forecasts, launches nothing, and ends READY or REJECTED */
    dryRun?: boolean;
    /** A missed objective makes the outcome OBJECTIVE_MISSED */
    objectives?: {
        recoveryTimeSeconds?: number;
        recoveryPointSeconds?: number;
    };
    /** Checks that are waived */
    waivers?: {
        check: "replication-healthy" | "no-replication-error" | "lag" | "no-drill-instance" | "not-extended" | "drill-network";
        sourceServerId?: string;
        reason: any & any;
    }[];
    /** What it is for; lists of plans show it, and a drill does not use it */
    description?: any & any;
    /** The recovery plan under test; it becomes a tag of the DRS jobs */
    recoveryPlan?: any & any & any;
    /** Why, for the record; that of a plan is the default of each start */
    reason: any & any;
    /** The change ticket or a similar reference */
    changeReference?: any & any;
    /** Tags for the DRS jobs: at most 20, with at most 2048 characters in all */
    tags?: {
        [key: string]: string;
    };
}, { ifMatch, ifNoneMatch }: {
    ifMatch?: string;
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Plan;
    } | {
        status: 201;
        data: Plan;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 412;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 428;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/plans/${encodeURIComponent(name)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch,
            "If-None-Match": ifNoneMatch
        })
    }));
}
/**
 * Delete a plan
 */
export function deletePlan(name: string, ifMatch: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: PlanLine;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 412;
        data: Problem;
    } | {
        status: 428;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/plans/${encodeURIComponent(name)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    });
}
/**
 * List the versions of a plan, newest first
 */
export function listPlanVersions(name: string, { limit, cursor, ifNoneMatch }: {
    limit?: number;
    cursor?: string;
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            versions: PlanLine[];
            /** The cursor of the next page of the same query; null: there is none */
            cursor: string | null;
        };
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/plans/${encodeURIComponent(name)}/versions${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Get a version of a plan
 */
export function getPlanVersion(name: string, version: number, { ifNoneMatch }: {
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Plan;
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/plans/${encodeURIComponent(name)}/versions/${encodeURIComponent(version)}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Get the JSON Schema of a plan
 */
export function getPlanSchema({ ifNoneMatch }: {
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: PlanSchema;
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    }>("/v1/plan.schema.json", {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * List schedules, by name
 */
export function listSchedules({ limit, cursor, ifNoneMatch }: {
    limit?: number;
    cursor?: string;
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: SchedulePage;
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/schedules${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Get a schedule, with its coming times
 */
export function getSchedule(name: string, { ifNoneMatch }: {
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Schedule;
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/schedules/${encodeURIComponent(name)}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Create or change a schedule of a plan
 */
export function putSchedule(name: string, body: {
    /** The plan that is drilled */
    plan: string;
    /** The version of the plan; naming another one needs the right start */
    planVersion: number;
    /** When: cron(…), rate(…) or at(…), as EventBridge Scheduler takes them */
    expression: any & any;
    /** The IANA time zone of the expression */
    timeZone?: any & any;
    /** No run before this time; a rate counts from it */
    startAt?: string;
    /** No run from this time on; at most 400 days from now */
    endAt: string;
    /** How long after its time a run may begin */
    flexibleWindowMinutes?: number;
    enabled?: boolean;
    /** Every run is a dry run */
    dryRun?: boolean;
    /** Members that replace those of the plan */
    overrides?: {
        /** Why, for the record; that of a plan is the default of each start */
        reason?: any & any;
        /** How long the verified instances stay up; the maximum is set by this deployment */
        holdSeconds?: number;
        recoveryPoint?: {
            "type": "LATEST";
        } | {
            "type": "AT_OR_BEFORE";
            at: string;
        } | {
            "type": "ID";
            ids: {
                [key: string]: string;
            };
        };
        waivers?: {
            check: "replication-healthy" | "no-replication-error" | "lag" | "no-drill-instance" | "not-extended" | "drill-network";
            sourceServerId?: string;
            reason: any & any;
        }[];
        tags?: {
            [key: string]: string;
        };
        /** The change ticket or a similar reference */
        changeReference?: any & any;
    };
    /** From this time on a run with the waivers of `overrides` is refused; required with them, at most 90 days from now */
    waiversUntil?: string;
}, { ifMatch, ifNoneMatch }: {
    ifMatch?: string;
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Schedule;
    } | {
        status: 201;
        data: Schedule;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 412;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 428;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/schedules/${encodeURIComponent(name)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch,
            "If-None-Match": ifNoneMatch
        })
    }));
}
/**
 * Delete a schedule
 */
export function deleteSchedule(name: string, ifMatch: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Schedule;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 412;
        data: Problem;
    } | {
        status: 428;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/schedules/${encodeURIComponent(name)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    });
}
/**
 * Get the blackouts
 */
export function getBlackouts({ ifNoneMatch }: {
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Blackouts;
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/blackouts", {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Replace the blackouts
 */
export function setBlackouts(ifMatch: string, body: {
    /** One of the deployment’s Regions; default: all */
    region?: string | null;
    "from": string;
    /** The first moment after it */
    to: string;
    reason: any & any;
}[], opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Blackouts;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 412;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 428;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/blackouts", oazapfts.json({
        ...opts,
        method: "PUT",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    }));
}
/**
 * List the source servers of a Region, those without a recent pass first
 */
export function listServers({ evidence, region, overdue, limit, cursor, ifNoneMatch }: {
    evidence?: "BOOTED" | "REACHABLE" | "APPLICATION_CHECKED" | "ATTESTED";
    region?: string;
    overdue?: "true" | "false";
    limit?: number;
    cursor?: string;
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            servers: Server[];
            /** The cursor of the next page of the same query; null: there is none */
            cursor: string | null;
        };
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/servers${QS.query(QS.explode({
        evidence,
        region,
        overdue,
        limit,
        cursor
    }))}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Get a source server, and when it was last proved recoverable
 */
export function getServer(sourceServerId: string, { evidence, ifNoneMatch }: {
    evidence?: "BOOTED" | "REACHABLE" | "APPLICATION_CHECKED" | "ATTESTED";
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Server;
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/servers/${encodeURIComponent(sourceServerId)}${QS.query(QS.explode({
        evidence
    }))}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * List the drills of a source server, newest first
 */
export function listTrials(sourceServerId: string, { $from, to, limit, cursor, ifNoneMatch }: {
    $from?: string;
    to?: string;
    limit?: number;
    cursor?: string;
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            trials: Trial[];
            /** The cursor of the next page of the same query; null: there is none */
            cursor: string | null;
        };
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/servers/${encodeURIComponent(sourceServerId)}/drills${QS.query(QS.explode({
        "from": $from,
        to,
        limit,
        cursor
    }))}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * List the source servers that failed and have not passed verification since, with the reason
 */
export function listFindings({ limit, cursor, ifNoneMatch }: {
    limit?: number;
    cursor?: string;
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            findings: Finding[];
            /** The cursor of the next page of the same query; null: there is none */
            cursor: string | null;
        };
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/findings${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * List the statistics of ended drills
 */
export function listStatistics(by: CountedBy, { key, $from, to, limit, cursor, ifNoneMatch }: {
    key?: string;
    $from?: string;
    to?: string;
    limit?: number;
    cursor?: string;
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            statistics: Statistic[];
            /** The cursor of the next page of the same query; null: there is none */
            cursor: string | null;
        };
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/statistics${QS.query(QS.explode({
        by,
        key,
        "from": $from,
        to,
        limit,
        cursor
    }))}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * List the servers and recovery plans whose recovery time has regressed
 */
export function listRegressions({ limit, cursor, ifNoneMatch }: {
    limit?: number;
    cursor?: string;
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            regressions: Regression[];
            /** The cursor of the next page of the same query; null: there is none */
            cursor: string | null;
        };
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/regressions${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Get the report of a drill
 */
export function getReport(drillId: string, { ifNoneMatch, accept }: {
    ifNoneMatch?: string;
    accept?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Report;
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 406;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/drills/${encodeURIComponent(drillId)}/report`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch,
            Accept: accept
        })
    });
}
/**
 * Compare two drills
 */
export function getDifference(drillId: string, otherDrillId: string, { ifNoneMatch }: {
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Difference;
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/drills/${encodeURIComponent(drillId)}/diff/${encodeURIComponent(otherDrillId)}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Get links to the sealed evidence of a drill
 */
export function linkEvidence(body: {
    drillId: string;
    /** FIRST: sealed at the end or the quarantine; RESOLVED: at the end of a drill that was quarantined; NOTES: a week after the end, if notes came in */
    part?: "FIRST" | "RESOLVED" | "NOTES";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            drillId: string;
            part: BundlePart;
            files: {
                /** The name of the file in the bundle */
                name: string;
                /** Anybody who has this address can read the file until it expires */
                url: string;
            }[];
            expiresAt: Time;
            receipt: SealReceipt;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/evidence-links", oazapfts.json({
        ...opts,
        method: "POST",
        body
    }));
}
/**
 * Get the public key of the evidence
 */
export function getEvidenceKey({ ifNoneMatch }: {
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            keyId: string;
            /** SubjectPublicKeyInfo as PEM: ECDSA over P-256 */
            pem: string;
        };
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>("/v1/evidence-key", {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Add a note to a drill
 */
export function addNote(drillId: string, body: {
    kind: "PARTICIPANT";
    text: any & any;
    /** Who it is about */
    person: any & any;
    /** As what that person took part */
    role?: any & any;
} | {
    kind: "OBSERVER";
    text: any & any;
    /** Who it is about */
    person: any & any;
    /** As what that person took part */
    role?: any & any;
} | {
    kind: "LESSON";
    text: any & any;
    /** Where its follow-up is tracked */
    trackerUrl?: string;
} | {
    kind: "ATTESTATION";
    text: any & any;
    /** Whether you accept the drill as a successful test */
    accepted: boolean;
} | {
    kind: "REMARK";
    text: any & any;
}, { idempotencyKey }: {
    idempotencyKey?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Note;
    } | {
        status: 201;
        data: Note;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/drills/${encodeURIComponent(drillId)}/notes`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Get the notes of a drill, in order
 */
export function getNotes(drillId: string, { ifNoneMatch }: {
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            drillId: string;
            notes: Note[];
            /** Until when the drill takes notes: seven days after its end; null: it has not ended */
            acceptedUntil: Time | null;
        };
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/drills/${encodeURIComponent(drillId)}/notes`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Get what this deployment allows
 */
export function getSettings({ ifNoneMatch }: {
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Settings;
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>("/v1/settings", {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * Get this document
 */
export function getOpenapi({ ifNoneMatch }: {
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: OpenapiDocument;
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    }>("/v1/openapi.json", {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
