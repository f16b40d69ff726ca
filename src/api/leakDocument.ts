import * as z from 'zod';

/** What a drill shows of what it cannot get rid of. */
export const leakDocument = {
  leftStanding: z.array(z.strictObject({ sourceServerId: z.string(), what: z.string() })).meta({
    description:
      'Once cleaning takes long: what of a server still stands, its instance with its state, and its volumes',
  }),
  terminationRefused: z.string().nullable().meta({
    description: 'Why DRS refused the last termination, in its own words',
  }),
};
