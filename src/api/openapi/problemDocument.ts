import * as z from 'zod';

const errorDocument = z
  .strictObject({
    pointer: z.string().optional().meta({ description: 'A JSON pointer (RFC 6901) into the body' }),
    parameter: z.string().optional().meta({ description: 'The name of a parameter' }),
    message: z.string().meta({ description: 'What is wrong, and what is allowed' }),
  })
  .meta({ id: 'InputError' });
export type InputError = z.output<typeof errorDocument>;

/** An error as an RFC 9457 problem document. */
export const problemDocument = z
  .strictObject({
    type: z.string().meta({ description: 'urn:drs-drill:problem: and the code; its meaning never changes' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    code: z.string().meta({ description: 'The machine-readable code' }),
    instance: z.string().meta({ description: 'The path of the request' }),
    requestId: z.string().meta({ description: 'The request ID in the logs' }),
    errors: z.array(errorDocument).optional().meta({ description: 'All errors of the input' }),
  })
  .meta({ id: 'Problem', description: 'A problem document (RFC 9457)' });
export type ProblemDocument = z.output<typeof problemDocument>;
