/**
 * Whether the message of a failed call has words of AWS, or of a function that it ran: the call and the name of the
 * error stand before those. Everything else the product says itself, such as that no answer came.
 */
export function areTheirWords(message: string): boolean {
  return /^[A-Z]\w+: ([\w.]+|the function failed): /.test(message);
}
