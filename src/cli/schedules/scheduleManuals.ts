import type { Manual } from '../terminal/manual.ts';

export const SCHEDULE: Manual = {
  summary: 'drill plans by the clock',
  description:
    'Sets, shows and steers schedules. A schedule drills a version of a plan at its times, in its time zone, until its end. A scheduled time makes at most one drill, and none while an earlier drill of the schedule is open.',
  examples: [
    [
      'Every working day at 2 in Berlin',
      "drs-drill schedule set nightly --plan web-shop --when 'cron(0 2 ? * MON-FRI *)' --zone Europe/Berlin --end 365d",
    ],
    ['Its coming times', 'drs-drill schedule next nightly'],
  ],
  exits: [],
};

export const SET: Manual = {
  summary: 'create or change a schedule',
  description:
    'Creates a schedule, or changes what the options name; the rest stays. Without `--plan-version` a new schedule pins the newest version of its plan, and an existing one keeps its version. To pin another version needs the right to start drills. A schedule has an end, at most 400 days away: renew it by setting a later one.',
  examples: [
    ['A dry run every night', "drs-drill schedule set check --plan web-shop --when 'rate(1 day)' --end 90d --dry-run"],
    ['Pin a newer version', 'drs-drill schedule set nightly --plan-version 4'],
    ['Renew it', 'drs-drill schedule set nightly --end 365d'],
    ['Its waivers and other members from a file', 'drs-drill schedule set nightly --file nightly.yaml'],
  ],
  exits: [],
};

export const GET: Manual = {
  summary: 'show a schedule',
  description: 'Shows a schedule with its plan, its overrides, its coming times, its newest drill, and who renewed it.',
  examples: [['Its newest drill', 'drs-drill schedule get nightly --query lastRun.drillId']],
  exits: [],
};

export const ENABLE: Manual = {
  summary: 'enable a schedule',
  description: 'Lets a schedule make drills again. Times that have passed are not caught up.',
  examples: [['After the holidays', 'drs-drill schedule enable nightly']],
  exits: [],
};

export const DISABLE: Manual = {
  summary: 'disable a schedule',
  description: 'A disabled schedule makes no drills. A drill that is open goes on.',
  examples: [['For now', 'drs-drill schedule disable nightly']],
  exits: [],
};

export const DELETE: Manual = {
  summary: 'delete a schedule',
  description: 'Deletes a schedule. A drill that is open goes on.',
  examples: [['In a script', 'drs-drill schedule delete nightly --yes']],
  exits: [],
};

export const NEXT: Manual = {
  summary: 'show the coming times of a schedule',
  description:
    'Shows the next five times, in UTC and in the time zone of the schedule. A time that the change of clocks skips is left out, as in AWS; blackouts are not.',
  examples: [['The very next one', "drs-drill schedule next nightly --query 'nextTimes[0]'"]],
  exits: [],
};

export const BLACKOUT: Manual = {
  summary: 'keep drills away from certain times',
  description:
    'Sets and lists blackouts. In a blackout no drill is accepted and nothing is launched, whoever requests it; running drills clean up as ever.',
  examples: [['All of them', 'drs-drill blackout list']],
  exits: [],
};

export const BLACKOUT_SET: Manual = {
  summary: 'add a blackout, or remove all',
  description:
    'Adds a blackout of one Region or of all to those that are not over yet, or removes all of them with `--clear`.',
  examples: [
    [
      'The closing of the year',
      'drs-drill blackout set --from 2026-12-20 --to 2027-01-05 --reason "closing of the year"',
    ],
    ['For four hours, in one Region', 'drs-drill blackout set --to 4h --site eu-west-1 --reason "release 42"'],
    ['None any more', 'drs-drill blackout set --clear --yes'],
  ],
  exits: [],
};

export const BLACKOUT_LIST: Manual = {
  summary: 'list the blackouts',
  description: 'Lists all blackouts, and who set them.',
  examples: [['Those in force', "drs-drill blackout list --query 'blackouts[?inForce]'"]],
  exits: [],
};
