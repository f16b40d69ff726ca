import * as z from 'zod';

/** What a drill shows of resources that it cannot clean up. */
export const leakDocument = {
  leftStanding: z
    .array(
      z.strictObject({
        sourceServerId: z.string(),
        what: z.string(),
        isProtected: z.boolean().meta({ description: 'EC2’s disableApiTermination' }),
        failback: z.string().nullable().meta({ description: 'DRS’s failback.state, once a failback has started' }),
        lastWords: z.string().nullable().meta({
          description: 'The last failure of this server in the log of a termination job, with its event',
        }),
      }),
    )
    .meta({
      description:
        'Set once the cleanup takes long: what is left of a server (its instance with its state, its volumes) and what the drill never terminates (conversion servers named in DRS’s log, and instances of unknown server or job), with the reason as far as AWS reports one',
    }),
  terminationRefused: z.string().nullable().meta({
    description: 'Why DRS refused the last termination, as DRS reported it',
  }),
};
