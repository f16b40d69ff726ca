/**
 * Brings the details of a drill into sight and focuses their open tab, because they may be far below what led to them.
 * `partId` is an element within that tab, where more than its beginning is meant.
 */
export function showDetails(partId?: string): void {
  requestAnimationFrame(() => {
    const details = document.getElementById(DETAILS_ID);
    const part = partId === undefined ? null : document.getElementById(partId);
    (part ?? details)?.scrollIntoView({ block: 'start' });
    details?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus({ preventScroll: true });
  });
}

/** The element with the tabs of a drill. */
export const DETAILS_ID = 'details';
