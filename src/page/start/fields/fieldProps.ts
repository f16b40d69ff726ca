import type { ReactNode } from 'react';

/** What every field of the wizard has. */
export interface FieldProps {
  /** The member of the request, as a JSON pointer. */
  pointer: string;
  label: string;
  /** What it means, in a sentence. */
  description?: ReactNode;
  /** What is allowed, and what counts without a value. */
  constraint?: ReactNode;
  placeholder?: string;
  isOptional?: boolean;
}
