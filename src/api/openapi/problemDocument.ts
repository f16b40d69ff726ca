import * as z from 'zod';

const errorDocument = z
  .strictObject({
    pointer: z.string().optional().meta({ description: 'A JSON pointer (RFC 6901) into the body' }),
    parameter: z.string().optional().meta({ description: 'The name of a parameter' }),
    message: z.string().meta({ description: 'What is wrong there, and what is allowed' }),
  })
  .meta({ id: 'InputError' });
export type InputError = z.output<typeof errorDocument>;

/** What went wrong, as RFC 9457 writes it. */
export const problemDocument = z
  .strictObject({
    type: z.string().meta({ description: 'urn:drs-drill:problem: and the code; it never changes its meaning' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    code: z.string().meta({ description: 'For machines' }),
    instance: z.string().meta({ description: 'The path that was asked' }),
    requestId: z.string().meta({ description: 'The log has it by this' }),
    errors: z.array(errorDocument).optional().meta({ description: 'Everything that is wrong with the input' }),
  })
  .meta({ id: 'Problem', description: 'A problem document (RFC 9457)' });
export type ProblemDocument = z.output<typeof problemDocument>;
