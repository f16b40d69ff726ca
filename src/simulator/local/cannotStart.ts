/** Why the local world cannot start, in one line that includes the remedy. */
export class CannotStart extends Error {}
