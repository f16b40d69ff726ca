import { type RefObject, useEffect } from 'react';
import { useLocation } from 'wouter';
import { type Box, neighbour } from './neighbour.ts';

/**
 * Pointer, focus and arrow keys of all cells together, because listeners for thousands of cells are slow. The Tab key
 * comes to one cell only, the last one that had the focus.
 */
export function useHeatMapKeys(cells: RefObject<HTMLDivElement | null>, point: (id: string | undefined) => void): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    const map = cells.current;
    if (map === null) return;
    const listeners = new AbortController();
    const on = (
      type: 'click' | 'keydown' | 'pointerover' | 'focusin',
      act: (event: Event, cell: HTMLElement) => void,
    ) => map.addEventListener(type, (event) => onCell(event, act), { signal: listeners.signal });
    on('pointerover', (_, cell) => point(cell.dataset['id']));
    on('focusin', (_, cell) => {
      point(cell.dataset['id']);
      for (const one of map.querySelectorAll<HTMLElement>('.heat-cell[tabindex="0"]')) one.tabIndex = -1;
      cell.tabIndex = 0;
    });
    on('click', (event, cell) => openHere(event as MouseEvent, cell, navigate));
    on('keydown', (event, cell) => move(event as KeyboardEvent, cell, map));
    return () => listeners.abort();
  }, [cells, point, navigate]);
}

function onCell(event: Event, act: (event: Event, cell: HTMLElement) => void): void {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('.heat-cell') : null;
  if (cell !== null) act(event, cell);
}

/** With a modifier the browser opens the server elsewhere, as with every link. */
function openHere(event: MouseEvent, cell: HTMLElement, navigate: (path: string) => void): void {
  const href = cell.getAttribute('href');
  if (href === null || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  navigate(href);
}

function move(event: KeyboardEvent, cell: HTMLElement, map: HTMLElement): void {
  const all = [...map.querySelectorAll<HTMLElement>('.heat-cell')];
  const next = neighbour(all.map(boxOf), all.indexOf(cell), event.key);
  if (next === undefined) return;
  event.preventDefault();
  all[next]?.focus();
}

function boxOf({ offsetLeft, offsetTop }: HTMLElement): Box {
  return { left: offsetLeft, top: offsetTop };
}
