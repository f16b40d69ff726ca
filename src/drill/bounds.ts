/** Every limit and duration of the product, named with its unit. Those marked "settable" are a deployment's defaults. */

/** EventBridge and DRS count in seconds, the clock in milliseconds. */
export const SECOND_MS = 1000;
export const MINUTE_SECONDS = 60;
export const HOUR_SECONDS = 3600;
export const DAY_SECONDS = 86_400;

/** Our own bound on a drill, so that its record stays well under DynamoDB's 400 KB. */
export const SERVERS_PER_DRILL_MAX = 300;
export const WAVES_PER_DRILL_MAX = 20;
/**
 * A drill of so many servers that has to wait for its turn first asks whether DRS knows them, in a call for 200: room would be kept for it
 * once it has waited long. A smaller one learns it when it is validated, a few seconds after its turn.
 */
export const KNOWN_FIRST_SERVERS_MIN = 25;
/** Naming a recovery point for each server takes room in the record; more servers are launched from LATEST or AT_OR_BEFORE. */
export const PINNED_SERVERS_MAX = 200;
/** All texts of a request together (reason, waivers, tags …), as JSON, in bytes of UTF-8. */
export const TERMS_BYTES_MAX = 4000;
/**
 * Open drills of a site, and the servers that they claim. Its record is one item of at most 400 KB (DynamoDB developer guide:
 * constraints), in which a drill takes some 180 bytes and each of its servers 22: 264 KB, and the lever has its 10 KB beside them.
 * DRS allows 4,000 source servers in an account and Region (AWS general reference: DRS quotas).
 */
export const OPEN_DRILLS_MAX = 500;
export const CLAIMED_SERVERS_MAX = 8000;
/**
 * What one requester may have of both: a fifth of the drills is left to others, and nobody needs more servers than DRS allows a site,
 * so whoever claims more has invented some.
 */
export const REQUESTERS_DRILLS_MAX = 400;
export const REQUESTERS_SERVERS_MAX = 4000;
/** Until a site with that many open drills is asked again. */
export const ROOM_TIMEOUT_SECONDS = 300;
/** DRS endpoints and quotas page: 100 source servers in a single job. We stay below, so that a refusal hits fewer. Settable. */
export const SERVERS_PER_JOB = 50;
/** DRS endpoints and quotas page: 20 concurrent jobs; half are left for a real recovery, of ours 2 for cleaning. Settable. */
export const JOBS_MAX = 10;
/** DRS endpoints and quotas page: 500 servers in all jobs; the rest is left for a real recovery. Settable. */
export const SERVERS_IN_JOBS_MAX = 300;
/** An effect that asks about each server by itself stays well under its function's timeout with this many. */
export const SERVERS_PER_EFFECT = 25;
/** One that asks a single question about each; what is found of each is an item of its own, and a transaction has 100. */
export const SERVERS_PER_QUESTION = 50;
/** One that asks about all of them together and finds nothing new: DRS and EC2 take 200 ids at once. */
export const SERVERS_PER_LISTING = 150;

export const HOLD_SECONDS_DEFAULT_MAX = DAY_SECONDS;
export const HOLD_SECONDS_MAX = 7 * DAY_SECONDS;
/** Each extension takes a hard stop of its own. */
export const HOLD_EXTENSION_SECONDS_MIN = 60;
export const LAG_SECONDS_DEFAULT = 900;
export const LAG_SECONDS_MAX = 30 * DAY_SECONDS;
export const BOOT_SECONDS_DEFAULT = 1800;
export const BOOT_SECONDS_MIN = 60;
export const BOOT_SECONDS_MAX = 2 * HOUR_SECONDS;
export const LAUNCH_ALLOWANCE_SECONDS_DEFAULT = 5400;
export const LAUNCH_ALLOWANCE_SECONDS_MIN = 600;
export const LAUNCH_ALLOWANCE_SECONDS_MAX = 6 * HOUR_SECONDS;
export const START_WITHIN_SECONDS_DEFAULT = HOUR_SECONDS;
export const START_WITHIN_SECONDS_MIN = 60;
export const START_WITHIN_SECONDS_MAX = 7 * DAY_SECONDS;
/** A drill that waits names the first of those before it. */
export const EARLIER_DRILLS_KEPT = 10;
export const OBJECTIVE_SECONDS_MAX = 30 * DAY_SECONDS;

export const REASON_CHARACTERS_MAX = 256;
export const WAIVERS_MAX = 30;
/** Beside our own, and all together, so that the record stays small; a DRS job may carry 50. */
export const TAGS_MAX = 20;
export const TAGS_CHARACTERS_MAX = 2048;
/** AWS general reference, tagging AWS resources: a key has at most 128 characters, a value 256. */
export const TAG_KEY_CHARACTERS_MAX = 128;
export const TAG_CHARACTERS_MAX = 256;
/** What the record keeps, in bytes of UTF-8, of a server's error as AWS says it, of our own reasons, and of a failed check; the journal has more. */
export const ERROR_BYTES_KEPT = 110;
export const REASON_BYTES_KEPT = 80;
export const CHECK_BYTES_KEPT = 240;
/** What the journal keeps of one server's error, and of all errors that one look finds: a transaction has 4 MB. */
export const ERROR_CHARACTERS_MAX = 8000;
export const ERRORS_CHARACTERS_MAX = 400_000;
/** What the record keeps of failed checks and unfit findings; all of them are in the journal. */
export const FAILED_CHECKS_KEPT = 20;
export const WAIVED_CHECKS_KEPT = 10;
export const WARNINGS_KEPT = 10;

/** Between the two empty looks that show that nothing is left of a server's last real recovery. */
export const RECOVERY_UNSEEN_SECONDS = 300;
/** What was learnt of each server by itself is asked again when it is older than this at the moment its launch is due. */
export const INSPECTION_FRESH_SECONDS = 600;
/** A look that began longer ago than this is made again before StartRecovery. */
export const LOOK_FRESH_SECONDS = 60;
/** A job ends a few seconds after its last server has launched; one look then sees both (real job of 2022-12-07: 2 s). */
export const LAUNCH_SETTLE_SECONDS = 5;
/** Events may stay away: so long after the end that earlier drills of the same servers let expect, a look is made all the same. */
export const EXPECTED_MARGIN_SECONDS = 20;
/** However long an earlier launch has hung: the look must come well before the wave's allowance ends. */
export const LAUNCH_EXPECTED_SECONDS_MAX = 30 * MINUTE_SECONDS;
/** The same without such a drill; DRS FAQ: launches usually take 5 to 20 minutes. */
export const LAUNCH_FIRST_LOOK_SECONDS = 12 * MINUTE_SECONDS;
/** After the first server has reported, the rest of its wave should not be far. */
export const LAUNCH_REST_LOOK_SECONDS = 60;
/** All have reported, yet the look did not see it. */
export const LAUNCH_REPORTED_LOOK_SECONDS = 30;
export const LAUNCH_LOOK_SECONDS_MIN = 60;
export const LAUNCH_LOOK_SECONDS_MAX = 300;
/** DRS lists an instance some seconds after its job is over; asked earlier, it would have to be asked again. */
export const INSTANCE_LISTED_SECONDS = 15;
/** DRS's answers lag: a recovery point that it does not list is asked for again, until it has not been listed for this long. */
export const POINT_LOOK_SECONDS = 60;
export const POINT_TIMEOUT_SECONDS = 120;
/** EC2 user guide, status checks: they are made every minute; so old may be what a look is told, with the delay of EC2's answers. */
export const STATUS_AGE_SECONDS = MINUTE_SECONDS;
export const BOOT_LOOK_SECONDS_MIN = 30;
export const BOOT_LOOK_SECONDS_MAX = 180;
/** Post-launch actions begin when Systems Manager sees its agent; then they are looked at the less often, the longer they take. */
export const ACTIONS_FIRST_LOOK_SECONDS = 120;
export const ACTIONS_LOOK_SECONDS_MIN = 60;
/** From the end of the hold until the last look at them must have been answered; cleaning goes on meanwhile. */
export const ACTIONS_TIMEOUT_SECONDS = 15 * MINUTE_SECONDS;
/** What the record keeps of runs that have not succeeded; each look's fact has all of them, and DRS allows 200 actions a server. */
export const ACTION_RUNS_KEPT = 20;
export const ACTION_NAME_BYTES_KEPT = 60;
/** What the journal keeps of the names and reasons that one look tells: a transaction has 4 MB. */
export const ACTIONS_CHARACTERS_MAX = 400_000;
/** EC2 needs a few minutes to terminate and to say so; its event usually comes first. */
export const LEFTOVER_LOOK_SECONDS_MIN = 60;
export const LEFTOVER_LOOK_SECONDS_MAX = 300;
/** Of the time that earlier drills took: EC2 is asked for nothing, so the first look may well come too early. */
export const LEFTOVER_EXPECTED_PERCENTS = 90;
/** However long earlier drills took to terminate: a termination that fails must be seen, and asked for again. */
export const LEFTOVER_EXPECTED_SECONDS_MAX = 15 * MINUTE_SECONDS;
/** Volumes go a moment after their instance. */
export const VOLUME_LOOK_SECONDS = 20;
/** Instances that DRS did not list yet when the others were terminated are asked for again after this. */
export const TERMINATION_PAUSE_SECONDS = 30;
/** An accepted termination that shows nothing for this long is asked for again: with the pause of two looks, within 15 minutes. */
export const TERMINATION_TIMEOUT_SECONDS = 600;
/** A real recovery's job is looked at this often until it is over; so many are remembered at once. */
export const RECOVERY_LOOK_SECONDS = 120;
export const RECOVERIES_MAX = 20;
/** A real recovery comes in waves: for so long after its newest job's end nothing is terminated, for DRS would refuse the next one. */
export const RECOVERY_PAUSE_SECONDS = 15 * MINUTE_SECONDS;
/** A real recovery's job that has logged nothing for this long may be released by a person; a site remembers so many of them. */
export const SILENCE_SECONDS = 2 * HOUR_SECONDS;
export const RELEASES_MAX = 10;
/** The later of the two empty looks that prove an instance gone is at least this long after the job's end. */
export const EMPTY_LOOK_SECONDS = 300;
/** A loss this close to the hold's end may lie after it, and be our own termination: EC2 tells whole seconds, and hosts' clocks differ. */
export const LOSS_CLOCK_SECONDS = 10;
/**
 * EC2 shows a terminated instance for "a short while" (EC2 user guide, Terminate instances), seen as about an hour; so what nobody shows
 * this soon after the hold's end was terminated before it.
 */
export const TERMINATED_SHOWN_SECONDS = 30 * MINUTE_SECONDS;
/** From here on what is still not proved gone is called a leak. */
export const LEAK_AFTER_SECONDS = 2 * HOUR_SECONDS;
/** From here on what is seen to stand is kept in words, so that a leak can say what it is. */
export const STANDING_AFTER_SECONDS = HOUR_SECONDS;
/** Of so many servers; the journal has them all. */
export const STANDING_SERVERS_KEPT = 20;
/** What the record keeps of what stands of a server, in bytes of UTF-8; the journal has all of it. */
export const STANDING_BYTES_KEPT = 160;
/** The conversion servers that DRS's log names of a failed launch: each try of DRS's makes one; the newest are remembered. */
export const CONVERSION_SERVERS_KEPT = 3;
/** The terminate jobs whose logs are read once something does not go: the newest ones, for each try makes one. */
export const TERMINATE_JOBS_KEPT = 6;
/** DRS's last words of a server: what the journal takes of them, in characters, and the record, in bytes of UTF-8. */
export const LAST_WORDS_CHARACTERS_MAX = 600;
export const LAST_WORDS_BYTES_KEPT = 280;
/** A leak is said again this often, until it is proved gone or acknowledged. */
export const LEAK_AGAIN_SECONDS = HOUR_SECONDS;

/** A failed question or refused act is asked again after this long, doubling up to the maximum. */
export const RETRY_SECONDS_MIN = 5;
export const RETRY_SECONDS_MAX = 240;
/** In VALIDATING nothing runs yet, so giving up is cheap. */
export const VALIDATION_SECONDS_MAX = 1800;
/** Until AWS has taken a connection, has answered a question, and has answered an act; a client gives up later than that. */
export const CONNECT_SECONDS_MAX = 2;
export const ANSWER_SECONDS_MAX = 8;
export const ACT_ANSWER_SECONDS_MAX = 25;
/** How often a client asks a question, the first time included, and the longest `Retry-After` that it waits for by itself. */
export const QUESTION_ATTEMPTS_MAX = 3;
export const CLIENT_RETRY_AFTER_SECONDS_MAX = 5;
/** A performer that asks about many servers waits for AWS, and begins no further question, only so long: its function lives for 60 s. */
export const QUESTIONS_SECONDS_MAX = 20;
/** How long it waits, unless AWS says so, before it asks again what AWS had no room for; and how often. */
export const QUESTION_PAUSE_SECONDS = 1;
export const QUESTION_PAUSES_MAX = 60;
/** After a throttled call everybody at the site waits as long as AWS says, within these bounds, and comes back spread out. */
export const PACE_SECONDS_MIN = 2;
export const PACE_SECONDS_MAX = 60;
export const PACE_SPREAD_SECONDS = 10;
/** An effect without an answer for this long is asked again: longer than any performer may live, and than DRS's listings lag. */
export const EFFECT_TIMEOUT_SECONDS = 180;
/** A performer that took an effect is certainly dead after this long (Lambda timeout plus clock difference). */
export const PERFORMER_SECONDS_MAX = 120;
/** A drill for which there is no room is passed by others that fit, until it has waited so long. */
export const PASSED_SECONDS_MAX = 15 * MINUTE_SECONDS;
/** A drill that waits for its turn asks again by itself, in case the call was lost. */
export const TURN_LOOK_SECONDS = 300;

/** SQS DelaySeconds allows 900 (SQS API reference: SendMessage); longer waits are one-time schedules. */
export const DELAY_SECONDS_MAX = 900;
/** What the hard stop adds to the time a phase may take, for the looks, queues and schedules in between. */
export const HARD_STOP_MARGIN_SECONDS = 600;
/** A hard stop that cannot be armed is tried so often, which takes five minutes and more. */
export const HARD_STOP_FAILURES_MAX = 7;
/** No open drill is left alone for longer than this, whatever it waits for. */
export const IDLE_SECONDS_MAX = 3600;
/** A hard stop that found something alive comes again after this. */
export const HARD_STOP_AGAIN_SECONDS = 300;
/** The sweep leaves what is overdue for less than this to its own wake. */
export const SWEEP_GRACE_SECONDS = 60;

/** DynamoDB allows 100 items a transaction: entries read, journal parts, pointers and effects must fit together. */
export const INBOX_ENTRIES_MAX = 25;
export const SAVE_ATTEMPTS_MAX = 8;
/** Who starts a drill or moves the lever is answered late rather than refused; API Gateway waits for 30 s (HTTP API quotas). */
export const PERSON_ATTEMPTS_MAX = 30;
export const PERSON_TIMEOUT_SECONDS = 20;
/** A function reads an inbox that refills meanwhile so many times, and leaves the rest to the next one. */
export const INBOX_ROUNDS_MAX = 8;
/** Every drill that ends changes its day's and its Region's statistic; to give up early would have the drill told again. */
export const COUNT_ATTEMPTS_MAX = 32;
/** Each takes two reads and a transaction; a drill of SERVERS_PER_DRILL_MAX is done in seconds. */
export const CONCURRENT_TRIALS_MAX = 10;
/** Until a table that is throttled or out of reach is asked again. */
export const TABLE_TIMEOUT_SECONDS = 2;
export const JOURNAL_PART_BYTES_MAX = 200_000;
/** A record as it is kept, deflated, of the largest drill. */
export const RECORD_BYTES_MAX = 40_000;
export const SUMMARY_BYTES_MAX = 2048;
/** A listing of DRS or EC2 that has not ended after so many pages will not be read within a function's time. */
export const PAGES_MAX = 1000;
/** Inbox entries and answered effects are of no use after this. */
export const EXPIRY_SECONDS = 7 * DAY_SECONDS;
/** So long it can be seen that somebody has asked for a server that DRS does not know: anybody who may ask can invent any number of them. */
export const UNKNOWN_SERVER_SECONDS = 30 * DAY_SECONDS;

/** A distribution's buckets end here: no hold, launch or lag that we allow comes near it. Its maximum stays exact beyond. */
export const DISTRIBUTION_SECONDS_MAX = 3650 * DAY_SECONDS;
/** The newest recovery times that are kept of a server or recovery plan: two years of fortnightly drills. */
export const SAMPLES_KEPT = 52;
/** Fewer samples before the newest one are no history to leave. */
export const REGRESSION_SAMPLES_MIN = 5;
/** Less than this is our own doing: BOOT_LOOK_SECONDS_MAX lies between two looks, and the later one ends the recovery time. */
export const REGRESSION_FLOOR_SECONDS = 180;
/** Of the median: a recovery of hours that varies by minutes is not worth a person's look. */
export const REGRESSION_FLOOR_PERCENTS = 10;
