/** What keeps the local world from starting, in one line that says the way out. */
export class CannotStart extends Error {}
