/** Every limit and duration of the product, named with its unit. "Settable" marks defaults of a deployment. */

/** EventBridge and DRS count in seconds, the clock in milliseconds. */
export const SECOND_MS = 1000;
export const MINUTE_SECONDS = 60;
export const HOUR_SECONDS = 3600;
export const DAY_SECONDS = 86_400;

/** Our own limit, which keeps a drill's record well under DynamoDB's 400 KB. */
export const SERVERS_PER_DRILL_MAX = 300;
export const WAVES_PER_DRILL_MAX = 20;
/**
 * A drill of at least this many servers checks that DRS knows them, in one call for up to 200, before it takes its
 * turn. Otherwise quota would be kept for servers that do not exist. A smaller drill checks them in its validation,
 * seconds after its turn.
 */
export const KNOWN_FIRST_SERVERS_MIN = 25;
/** A recovery point for each server takes space in the record. Larger drills launch from LATEST or AT_OR_BEFORE. */
export const PINNED_SERVERS_MAX = 200;
/** All texts of a request together (reason, waivers, tags …), as JSON, in bytes of UTF-8. */
export const TERMS_BYTES_MAX = 4000;
/**
 * Open drills of a site, and the servers that they claim. The site's record is one item of at most 400 KB (DynamoDB
 * developer guide: constraints). A drill takes some 180 bytes in it and each of its servers 22, which makes 264 KB; the
 * lever has 10 KB more. DRS allows 4,000 source servers in an account and Region (AWS general reference: DRS quotas).
 */
export const OPEN_DRILLS_MAX = 500;
export const CLAIMED_SERVERS_MAX = 8000;
/**
 * The share of one requester. A fifth of the drills is left to other requesters. DRS allows no more servers at a site,
 * so a requester that claims more has made some up.
 */
export const REQUESTERS_DRILLS_MAX = 400;
export const REQUESTERS_SERVERS_MAX = 4000;
/** Until a request is retried at a site with the maximum of open drills. */
export const ROOM_TIMEOUT_SECONDS = 300;
/**
 * DRS endpoints and quotas page: 100 source servers in a single job. We stay below, so that a refusal affects fewer
 * servers. Settable.
 */
export const SERVERS_PER_JOB = 50;
/**
 * DRS endpoints and quotas page: 20 concurrent jobs. Half of them are left for a real recovery, and 2 of ours for
 * cleaning. Settable.
 */
export const JOBS_MAX = 10;
/** DRS endpoints and quotas page: 500 servers in all jobs; the rest is left for a real recovery. Settable. */
export const SERVERS_IN_JOBS_MAX = 300;
/** An effect that calls AWS for each server stays well under its function's timeout with this many. */
export const SERVERS_PER_EFFECT = 25;
/**
 * For an effect with one call per server. The result for each server is one item, and a transaction has at most 100.
 */
export const SERVERS_PER_QUESTION = 50;
/** For an effect with one call for all servers and no new findings to store: DRS and EC2 take 200 ids at once. */
export const SERVERS_PER_LISTING = 150;

/** Checks during the hold. */
export const CHECKS_PER_DRILL_MAX = 20;
/** All checks of a request together, as JSON, in bytes of UTF-8. The record keeps them. */
export const CHECKS_BYTES_MAX = 16_000;
/** All servers of all checks that ask each of their servers. The record keeps those without a result. */
export const CHECKED_PAIRS_MAX = 1000;
/** SSM API reference, SendCommand: at most 50 instance ids. Other checks ask about as many in one call. */
export const CHECKED_SERVERS_PER_CALL = 50;
/** What the record keeps of servers that did not pass. The journal has all of them. */
export const CHECK_FAILURES_KEPT = 20;
export const CHECK_SECONDS_DEFAULT = 300;
/** How long the probe or a customer's function may take to answer. `performCheck` lives a little longer. */
export const FUNCTION_ANSWER_SECONDS_MAX = 50;
/** How long the probe may take for one target, and for all targets of a call: 16 at a time, each with a control. */
export const PROBE_TIMEOUT_SECONDS = 5;
export const PROBE_BUDGET_SECONDS = 40;
/** What the probe takes in one call: 50 bodies of 64 KiB in Base64 fit the answer (Lambda quotas: 6 MB). */
export const PROBE_TARGETS_MAX = 50;
/** From the beginning of a check on, agents of Systems Manager may take this long to register. */
export const AGENT_SECONDS = 120;
/** SSM API reference, SendCommand: how long a command may wait for its agent, at least 30 s. */
export const COMMAND_DELIVERY_SECONDS = 60;
/** After the cleanup a drill waits at most this long for a function. */
export const AFTER_CLEANUP_SECONDS_MAX = 900;
export const ATTEMPTS_MAX = 20;
/** Between two attempts. */
export const ATTEMPT_PAUSE_SECONDS = 15;
/** A command is looked at this often, because an event may get lost, and this soon after an event. */
export const COMMAND_LOOK_SECONDS = 30;
export const COMMAND_REPORTED_SECONDS = 2;
/** The last look begins this long before the check's time is over, so that its answer comes in time. */
export const COMMAND_LAST_LOOK_SECONDS = 10;
/** What the record keeps of each in bytes of UTF-8: its message, and who gave its verdict. The journal has more. */
export const CHECK_MESSAGE_BYTES_KEPT = 110;
export const CHECKER_BYTES_KEPT = 110;
/** The address of a verdict's proof, which the record keeps whole. */
export const EVIDENCE_URL_CHARACTERS_MAX = 256;

export const HOLD_SECONDS_DEFAULT_MAX = DAY_SECONDS;
export const HOLD_SECONDS_MAX = 7 * DAY_SECONDS;
/** Each extension needs its own hard stop. */
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
/** A waiting drill names the first of the drills before it. */
export const EARLIER_DRILLS_KEPT = 10;
/** A pause before a wave. */
export const WAVE_WAIT_SECONDS_MAX = 2 * HOUR_SECONDS;
/** Tags in a choice of servers, and the values of each. */
export const CHOICE_TAGS_MAX = 10;
export const CHOICE_VALUES_MAX = 20;
/** All choices of a request together, as JSON, in bytes of UTF-8. The record keeps them until they are made. */
export const CHOICES_BYTES_MAX = 16_000;
/**
 * A server that kept its newest drill from proving it is left out of samples for this long: the third night after it
 * may choose it again.
 */
export const RETEST_AFTER_SECONDS = 60 * HOUR_SECONDS;
/** From the request until the servers must be chosen. */
export const CHOICE_SECONDS_MAX = 1800;
export const OBJECTIVE_SECONDS_MAX = 30 * DAY_SECONDS;

export const REASON_CHARACTERS_MAX = 256;
/** What a plan or a drill is for, in its request. */
export const DESCRIPTION_CHARACTERS_MAX = 1000;
/** People's notes of a drill. The newest of them must be read to add one, and a list shows all of them. */
export const NOTES_PER_DRILL_MAX = 200;
/** All texts of a note together, as JSON, in bytes of UTF-8. */
export const NOTE_BYTES_MAX = 8192;
/** The name of a person in a note, and what the person did. */
export const PERSON_CHARACTERS_MAX = 128;
/** From the end of a drill until it takes no more notes. The addendum of its evidence is sealed after that. */
export const NOTES_ACCEPTED_SECONDS = 7 * DAY_SECONDS;
/** A request as it was given, and the body of a plan, as canonical JSON: one item each, in bytes of UTF-8. */
export const GIVEN_BYTES_MAX = 65_536;
/** The number of a plan's version has eight digits in its key. */
export const PLAN_VERSIONS_MAX = 99_999_999;
export const WAIVERS_MAX = 30;
/** In addition to our own tags, and in total, so that the record stays small. A DRS job may carry 50. */
export const TAGS_MAX = 20;
export const TAGS_CHARACTERS_MAX = 2048;
/** AWS general reference, tagging AWS resources: a key has at most 128 characters, a value 256. */
export const TAG_KEY_CHARACTERS_MAX = 128;
export const TAG_CHARACTERS_MAX = 256;
/**
 * What the record keeps, in bytes of UTF-8: a server's error from AWS, our own reasons, and a failed check. The journal
 * has more.
 */
export const ERROR_BYTES_KEPT = 110;
export const REASON_BYTES_KEPT = 80;
export const CHECK_BYTES_KEPT = 240;
/**
 * What the journal keeps of one server's error, and of all errors that one look finds. A transaction has at most 4 MB.
 */
export const ERROR_CHARACTERS_MAX = 8000;
export const ERRORS_CHARACTERS_MAX = 400_000;
/** What the record keeps of failed checks, waived checks and warnings. The journal has all of them. */
export const FAILED_CHECKS_KEPT = 20;
export const WAIVED_CHECKS_KEPT = 10;
export const WARNINGS_KEPT = 10;

/** The pause between the two empty looks that prove that nothing is left of a server's last real recovery. */
export const RECOVERY_UNSEEN_SECONDS = 300;
/** An inspection that is older than this when its launch is due is repeated. */
export const INSPECTION_FRESH_SECONDS = 600;
/** A look that began longer ago than this is repeated before StartRecovery. */
export const LOOK_FRESH_SECONDS = 60;
/**
 * A job ends a few seconds after its last server has launched. One look then sees both (real job of 2022-12-07: 2 s).
 */
export const LAUNCH_SETTLE_SECONDS = 5;
/** Events may get lost. A look follows this long after the end that earlier drills of the same servers suggest. */
export const EXPECTED_MARGIN_SECONDS = 20;
/** Caps the expectation from an earlier launch that hung: the look must come well before the wave's allowance ends. */
export const LAUNCH_EXPECTED_SECONDS_MAX = 30 * MINUTE_SECONDS;
/** The first look if there was no earlier drill. DRS FAQ: launches usually take 5 to 20 minutes. */
export const LAUNCH_FIRST_LOOK_SECONDS = 12 * MINUTE_SECONDS;
/** Once the first server has reported, the rest of its wave should follow soon. */
export const LAUNCH_REST_LOOK_SECONDS = 60;
/** All servers have reported, but the look did not show it yet. */
export const LAUNCH_REPORTED_LOOK_SECONDS = 30;
export const LAUNCH_LOOK_SECONDS_MIN = 60;
export const LAUNCH_LOOK_SECONDS_MAX = 300;
/** DRS lists an instance some seconds after its job has completed. An earlier call would have to be repeated. */
export const INSTANCE_LISTED_SECONDS = 15;
/**
 * DRS is eventually consistent. A recovery point that it does not list is looked for again until this time has passed.
 */
export const POINT_LOOK_SECONDS = 60;
export const POINT_TIMEOUT_SECONDS = 120;
/** EC2 user guide, status checks: they run every minute. A status may be this old, including the delay of EC2's API. */
export const STATUS_AGE_SECONDS = MINUTE_SECONDS;
export const BOOT_LOOK_SECONDS_MIN = 30;
export const BOOT_LOOK_SECONDS_MAX = 180;
/** Post-launch actions begin when Systems Manager sees its agent. The longer they take, the less often we look. */
export const ACTIONS_FIRST_LOOK_SECONDS = 120;
export const ACTIONS_LOOK_SECONDS_MIN = 60;
/** From the end of the hold until the last look at the actions must be answered. Cleaning continues meanwhile. */
export const ACTIONS_TIMEOUT_SECONDS = 15 * MINUTE_SECONDS;
/**
 * Runs that have not succeeded, as kept in the record. Each look's fact has all runs; DRS allows 200 actions per
 * server.
 */
export const ACTION_RUNS_KEPT = 20;
export const ACTION_NAME_BYTES_KEPT = 60;
/** The names and reasons of one look that the journal keeps. A transaction has at most 4 MB. */
export const ACTIONS_CHARACTERS_MAX = 400_000;
/** EC2 needs a few minutes to terminate an instance and to show it. Its event usually comes first. */
export const LEFTOVER_LOOK_SECONDS_MIN = 60;
export const LEFTOVER_LOOK_SECONDS_MAX = 300;
/** Percent of the time that earlier drills took. EC2 is not polled before, so the first look may come early. */
export const LEFTOVER_EXPECTED_PERCENTS = 90;
/** Caps the expectation from earlier drills: a failed termination must be noticed and requested again. */
export const LEFTOVER_EXPECTED_SECONDS_MAX = 15 * MINUTE_SECONDS;
/** Volumes disappear a moment after their instance. */
export const VOLUME_LOOK_SECONDS = 20;
/** Instances that DRS did not list when the others were terminated are looked for again after this. */
export const TERMINATION_PAUSE_SECONDS = 30;
/**
 * An accepted termination without visible effect is requested again after this. With the pause of two looks it takes
 * less than 15 minutes.
 */
export const TERMINATION_TIMEOUT_SECONDS = 600;
/** A real recovery's job is looked at this often until it has completed; at most so many are kept at once. */
export const RECOVERY_LOOK_SECONDS = 120;
export const RECOVERIES_MAX = 20;
/**
 * A real recovery comes in waves. Nothing is terminated for this long after the end of its newest job, because DRS
 * would refuse the next wave.
 */
export const RECOVERY_PAUSE_SECONDS = 15 * MINUTE_SECONDS;
/**
 * An operator may release a real recovery's job that has logged nothing for this long. A site keeps so many releases.
 */
export const SILENCE_SECONDS = 2 * HOUR_SECONDS;
export const RELEASES_MAX = 10;
/**
 * Schedules of a deployment, which are listed in one page. A site keeps the open drill of each, of which there is at
 * most one.
 */
export const SCHEDULES_MAX = 100;
/** A schedule is renewed by a person at least this often. */
export const SCHEDULE_DAYS_MAX = 400;
/** So long before its end people are told that a schedule ends. */
export const SCHEDULE_NOTICE_DAYS = 30;
/** A standing waiver is renewed by a person at least this often. */
export const STANDING_WAIVER_DAYS_MAX = 90;
/** EventBridge Scheduler API reference, FlexibleTimeWindow: at most a day. */
export const FLEXIBLE_WINDOW_MINUTES_MAX = 1440;
/** A run that is delivered later than this makes no drill: nobody expects one at that hour. */
export const RUN_LATE_SECONDS_MAX = 2 * HOUR_SECONDS;
/** The coming times of a schedule that are shown. */
export const COMING_TIMES_MAX = 5;
/** Overdue servers of a site that people are told of at once. */
export const OVERDUE_SERVERS_MAX = 50;
/** Blackouts of a deployment. Every launch reads them. */
export const BLACKOUTS_MAX = 50;
/** Two empty looks prove an instance gone. The later one comes at least this long after the job's end. */
export const EMPTY_LOOK_SECONDS = 300;
/**
 * A loss this close to the hold's end may in fact be our own termination after it: EC2 reports whole seconds, and
 * clocks differ.
 */
export const LOSS_CLOCK_SECONDS = 10;
/**
 * EC2 shows a terminated instance for "a short while" (EC2 user guide, Terminate instances), about an hour in practice.
 * An instance that is not shown this soon after the hold's end was terminated before it.
 */
export const TERMINATED_SHOWN_SECONDS = 30 * MINUTE_SECONDS;
/** From here on, anything not proved gone is reported as a leak. */
export const LEAK_AFTER_SECONDS = 2 * HOUR_SECONDS;
/** From here on the record describes what still exists, so that a leak report can name it. */
export const STANDING_AFTER_SECONDS = HOUR_SECONDS;
/** For at most this many servers; the journal has them all. */
export const STANDING_SERVERS_KEPT = 20;
/** What the record keeps for a server that still has something, in bytes of UTF-8. The journal has all of it. */
export const STANDING_BYTES_KEPT = 160;
/**
 * Conversion servers that DRS's job log names for a failed launch. Each retry of DRS creates one; the newest are kept.
 */
export const CONVERSION_SERVERS_KEPT = 3;
/**
 * The terminate jobs whose logs are read for an instance that does not go: the newest, because each retry creates one.
 */
export const TERMINATE_JOBS_KEPT = 6;
/**
 * The last failure that DRS logged for a server: what the journal keeps, in characters, and the record, in bytes of
 * UTF-8.
 */
export const LAST_WORDS_CHARACTERS_MAX = 600;
export const LAST_WORDS_BYTES_KEPT = 280;
/** A leak is reported again this often, until it is proved gone or acknowledged. */
export const LEAK_AGAIN_SECONDS = HOUR_SECONDS;
/** A leak is reported without its reason when AWS has not answered for this long. */
export const LEAK_LOOK_SECONDS = 10 * MINUTE_SECONDS;

/** A failed question or refused act is retried after this long. The pause doubles up to the maximum. */
export const RETRY_SECONDS_MIN = 5;
export const RETRY_SECONDS_MAX = 240;
/** In VALIDATING nothing runs yet, so the drill can give up early. */
export const VALIDATION_SECONDS_MAX = 1800;
/**
 * Timeouts for the connection, the response to a question and the response to an act. The client gives up at the
 * timeout.
 */
export const CONNECT_SECONDS_MAX = 2;
export const ANSWER_SECONDS_MAX = 8;
export const ACT_ANSWER_SECONDS_MAX = 25;
/** Attempts of a question, the first one included, and the longest `Retry-After` that a client waits for itself. */
export const QUESTION_ATTEMPTS_MAX = 3;
export const CLIENT_RETRY_AFTER_SECONDS_MAX = 5;
/**
 * How long a performer with calls for many servers waits for AWS and begins new calls. Its function lives for 60 s.
 */
export const QUESTIONS_SECONDS_MAX = 20;
/** The pause before a throttled question is retried, unless AWS names a longer one, and the maximum of such pauses. */
export const QUESTION_PAUSE_SECONDS = 1;
export const QUESTION_PAUSES_MAX = 60;
/** After a throttled call the whole site waits as long as AWS says, within these bounds. Retries are spread out. */
export const PACE_SECONDS_MIN = 2;
export const PACE_SECONDS_MAX = 60;
export const PACE_SPREAD_SECONDS = 10;
/**
 * An effect without an answer is requested again after this. That is longer than any performer lives, and longer than
 * the lag of DRS's listings.
 */
export const EFFECT_TIMEOUT_SECONDS = 180;
/** A performer that took an effect is certainly dead after this long (Lambda timeout plus clock difference). */
export const PERFORMER_SECONDS_MAX = 120;
/** Smaller drills may pass a drill that does not fit yet, until it has waited this long. */
export const PASSED_SECONDS_MAX = 15 * MINUTE_SECONDS;
/** A drill that waits for its turn checks by itself this often, in case the call was lost. */
export const TURN_LOOK_SECONDS = 300;

/** SQS DelaySeconds allows 900 (SQS API reference: SendMessage); longer waits are one-time schedules. */
export const DELAY_SECONDS_MAX = 900;
/** Margin of the hard stop beyond a phase's allowance, for the looks, queues and schedules in between. */
export const HARD_STOP_MARGIN_SECONDS = 600;
/** Attempts to arm a hard stop before the drill gives up. Together they take more than five minutes. */
export const HARD_STOP_FAILURES_MAX = 7;
/** An open drill is woken at least this often, whatever it waits for. */
export const IDLE_SECONDS_MAX = 3600;
/** A hard stop that found something alive fires again after this. */
export const HARD_STOP_AGAIN_SECONDS = 300;
/** The sweep skips a drill that is overdue for less than this: its own wake may still come. */
export const SWEEP_GRACE_SECONDS = 60;

/** DynamoDB allows 100 items a transaction: entries read, journal parts, pointers and effects must fit together. */
export const INBOX_ENTRIES_MAX = 25;
export const SAVE_ATTEMPTS_MAX = 8;
/**
 * A request that moves the lever is answered late rather than refused. API Gateway waits for 30 s (HTTP API quotas).
 */
export const PERSON_ATTEMPTS_MAX = 30;
export const PERSON_TIMEOUT_SECONDS = 20;
/** How often a function reads an inbox that keeps filling. It leaves the rest to the next invocation. */
export const INBOX_ROUNDS_MAX = 8;
/**
 * Every drill that ends changes the statistics of its day and its Region. If the function gave up early, the drill
 * would have to be redelivered.
 */
export const COUNT_ATTEMPTS_MAX = 32;
/** Each takes two reads and a transaction. A drill of SERVERS_PER_DRILL_MAX takes seconds. */
export const CONCURRENT_TRIALS_MAX = 10;
/** Until a throttled or unreachable table is called again. */
export const TABLE_TIMEOUT_SECONDS = 2;
export const JOURNAL_PART_BYTES_MAX = 200_000;
/** The stored, compressed record of the largest drill. */
export const RECORD_BYTES_MAX = 40_000;
export const SUMMARY_BYTES_MAX = 2048;
/** A DRS or EC2 listing with more pages than this cannot be read within a function's time. */
export const PAGES_MAX = 1000;
/** Inbox entries and answered effects are not needed after this. */
export const EXPIRY_SECONDS = 7 * DAY_SECONDS;
/** How long a request for a server that DRS does not know stays visible. Any caller could make up any number of ids. */
export const UNKNOWN_SERVER_SECONDS = 30 * DAY_SECONDS;

/** A distribution's last bucket. No allowed hold, launch or lag comes near it. The maximum stays exact beyond it. */
export const DISTRIBUTION_SECONDS_MAX = 3650 * DAY_SECONDS;
/** The newest recovery times kept for a server or recovery plan: two years of fortnightly drills. */
export const SAMPLES_KEPT = 52;
/** The newest drills of a server that a forecast rests on. The lines of a whole site are read for it. */
export const TIMINGS_KEPT = 12;
/** AWS's list prices are read again after this. */
export const PRICES_FRESH_SECONDS = 7 * DAY_SECONDS;
/** With fewer samples before the newest one there is no history to compare with. */
export const REGRESSION_SAMPLES_MIN = 5;
/**
 * Smaller differences come from our own looks: BOOT_LOOK_SECONDS_MAX lies between two looks, and the later one ends the
 * recovery time.
 */
export const REGRESSION_FLOOR_SECONDS = 180;
/** Percent of the median: a recovery of hours that varies by minutes needs no attention. */
export const REGRESSION_FLOOR_PERCENTS = 10;

/** How many drills of a plan, newest first, are searched for the one that a report is compared with, and loaded. */
export const EARLIER_DRILLS_MAX = 100;
export const LOADED_DRILLS_MAX = 20;
/** A note that was accepted in the last moment is in the table before the addendum is made. */
export const NOTES_GRACE_SECONDS = 5 * MINUTE_SECONDS;
/** How many drills one hourly look seals. Each takes about a second. */
export const SEALED_DRILLS_MAX = 100;
/** How many of what is due an hourly look lists. */
export const DUE_SEALS_MAX = 2000;
/** How long the address of a file of a bundle can be used. */
export const EVIDENCE_LINK_SECONDS = 15 * MINUTE_SECONDS;
/** Evidence that is due for longer raises an alarm. */
export const UNSEALED_SECONDS_MAX = 2 * HOUR_SECONDS;
