import * as z from 'zod';

/** What a drill shows of what it cannot get rid of. */
export const leakDocument = {
  leftStanding: z
    .array(
      z.strictObject({
        sourceServerId: z.string(),
        what: z.string(),
        isProtected: z.boolean().meta({ description: 'EC2’s disableApiTermination' }),
        failback: z.string().nullable().meta({ description: 'DRS’s failback.state, once a failback was begun' }),
        lastWords: z.string().nullable().meta({
          description: 'The last failure of this server in the log of a terminate job, with its event',
        }),
      }),
    )
    .meta({
      description:
        'Once cleaning takes long: what of a server still stands, its instance with its state, its volumes, and what the drill itself never terminates: conversion servers that DRS’s log names, and instances whose server or job nobody tells; and why, as far as AWS says',
    }),
  terminationRefused: z.string().nullable().meta({
    description: 'Why DRS refused the last termination, in its own words',
  }),
};
