/**
 * Whether the message of a failed call has words of AWS, or of a function that it ran: the call and the name of the
 * error stand before those. Everything else the product or its client says, such as that no answer came.
 */
export function areTheirWords(message: string): boolean {
  return /^[A-Z]\w+: (?!(Timeout|Abort|Networking)?Error:)([\w.]+|the function failed): /.test(message);
}
