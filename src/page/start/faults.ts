/** What is wrong with a member of the request. */
export interface Fault {
  /** A JSON pointer (RFC 6901) into the request; empty: the request as a whole. */
  pointer: string;
  message: string;
}

/** The step of the wizard that has the member of a fault: 0 is what is drilled, 1 are the terms. */
export function stepOf({ pointer }: Fault): 0 | 1 {
  return /^\/(waves|plan|planVersion|accountId|region)(\/|$)/.test(pointer) ? 0 : 1;
}

/** The words at a field; undefined: nothing is wrong with it. */
export function wordsAt(faults: readonly Fault[], pointer: string): string | undefined {
  const words = faults.filter((fault) => fault.pointer === pointer).map(({ message }) => sentence(message));
  return words.length === 0 ? undefined : words.join(' ');
}

/** The words at a part that has no field for each of its members. */
export function wordsBelow(faults: readonly Fault[], pointer: string): string | undefined {
  const below = faults.filter((fault) => isWithin(fault.pointer, pointer));
  const words = below.map((fault) => {
    const place = fault.pointer.slice(pointer.length + 1);
    return place === '' ? sentence(fault.message) : `${place}: ${fault.message}.`;
  });
  return words.length === 0 ? undefined : [...new Set(words)].join(' ');
}

/** The faults that still count once a member has another value. */
export function faultsAfter(faults: readonly Fault[], pointer: string): Fault[] {
  return faults.filter((fault) => !isWithin(fault.pointer, pointer) && !isWithin(pointer, fault.pointer));
}

/** Where a member of the draft is in the request. */
export function requestedPointer(pointer: string): string {
  return pointer
    .replace(/^\/tagRows.*/, '/tags')
    .replace(/^(\/waves\/\d+)\/(tagRows|exclude|sample).*/, '$1/servers')
    .replace(/^(\/checks\/\d+)\/text$/, '$1');
}

/** Where a fault is, for people: `Check 2, port`. */
export function placeText({ pointer }: Fault): string {
  const [first = '', index = '', ...rest] = pointer.split('/').slice(1);
  const name = LISTS[first];
  if (name === undefined || !/^\d+$/.test(index))
    return [first, index, ...rest].filter((part) => part !== '').join(', ');
  return [`${name} ${Number(index) + 1}`, ...rest].join(', ');
}

const LISTS: Record<string, string> = { waves: 'Wave', checks: 'Check', waivers: 'Waiver' };

/** Whether a member is a part, or the same. */
export function isWithin(pointer: string, part: string): boolean {
  return pointer === part || pointer.startsWith(`${part}/`);
}

/** The API’s words continue the name of a member: `must be a port`. */
function sentence(message: string): string {
  const first = message.slice(0, 1).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
