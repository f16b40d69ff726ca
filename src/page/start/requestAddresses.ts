/** The wizard with the request of a drill, before a new dry run. */
export function againAddress(drillId: string): string {
  return `/start?again=${encodeURIComponent(drillId)}`;
}

/** The editor of a new plan with the request of a drill. */
export function asPlanAddress(drillId: string): string {
  return `/plans?new&drill=${encodeURIComponent(drillId)}`;
}
