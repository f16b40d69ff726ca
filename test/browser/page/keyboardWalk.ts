import type { Page } from 'playwright-core';

/** What a person who has only a keyboard meets on a view. */
export interface Walk {
  /** Controls that no Tab reaches. */
  unreached: string[];
  /** Controls that do not show that they have the focus. */
  unseen: string[];
  /** False: Tab came to an end of the view, and did not go round inside a part of it. */
  isTrapped: boolean;
  steps: number;
}

/** Presses Tab from the beginning of the view until the focus leaves it. */
export async function walked(page: Page): Promise<Walk> {
  await page.evaluate(MARK);
  let steps = 0;
  let last = '';
  let isTrapped = true;
  for (; steps < STEPS_MAX; steps += 1) {
    await page.keyboard.press('Tab');
    last = String(await page.evaluate(VISIT));
    if (last !== 'left') continue;
    isTrapped = false;
    break;
  }
  const { unreached, unseen } = (await page.evaluate(LEFT_OVER)) as Pick<Walk, 'unreached' | 'unseen'>;
  return { unreached, unseen, isTrapped, steps };
}

const STEPS_MAX = 400;

/**
 * Names every control that can be seen and used. A group of radio buttons, tabs or menu items is one stop of Tab; the
 * arrow keys move in it.
 */
const MARK = `(() => {
  document.activeElement?.blur();
  window.scrollTo(0, 0);
  const usable = (one) => {
    if (one.disabled || one.getAttribute('aria-disabled') === 'true' || one.closest('[inert], [aria-hidden="true"]')) return false;
    if (one.tabIndex < 0 || (one.type === 'radio' && one.name !== '')) return false;
    const style = getComputedStyle(one);
    return style.visibility !== 'hidden' && one.getClientRects().length > 0;
  };
  /** What shows the focus: an outline, a shadow or a border of the control, of its pseudo-elements, or of what is around it. */
  const look = (one) =>
    [one, one.parentElement, one.parentElement?.parentElement, one.nextElementSibling]
      .filter((each) => each instanceof Element)
      .flatMap((each) => [undefined, '::before', '::after'].map((pseudo) => {
        const { outline, boxShadow, borderColor, content } = getComputedStyle(each, pseudo);
        return [outline, boxShadow, borderColor, content].join();
      }))
      .concat(one instanceof SVGElement ? one.outerHTML : '')
      .join();
  window.walk = { look, before: new Map(), controls: [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(usable), visited: new Set(), unseen: [] };
  for (const one of walk.controls) walk.before.set(one, look(one));
})()`;

/** A control that came later has no look from before; it is judged on the next view that has it from the beginning. */
const VISIT = `(() => {
  const one = document.activeElement;
  if (one === null || one === document.body || one === document.documentElement) return 'left';
  if (walk.visited.has(one)) return 'again';
  walk.visited.add(one);
  if (walk.before.get(one) === walk.look(one)) walk.unseen.push(one.outerHTML.slice(0, 200));
  return 'visited';
})()`;

const LEFT_OVER = `({
  unreached: walk.controls.filter((one) => one.isConnected && !walk.visited.has(one)).map((one) => one.outerHTML.slice(0, 200)),
  unseen: walk.unseen,
})`;
