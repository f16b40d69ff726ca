/** Where a cell is, in pixels. */
export interface Box {
  left: number;
  top: number;
}

/** The cell to which a key moves from another one, as in a text: rows differ in length. Undefined: it does not move. */
export function neighbour(boxes: readonly Box[], from: number, key: string): number | undefined {
  const to = target(boxes, from, key);
  return to === undefined || to < 0 || to >= boxes.length || to === from ? undefined : to;
}

function target(boxes: readonly Box[], from: number, key: string): number | undefined {
  if (key === 'ArrowRight') return from + 1;
  if (key === 'ArrowLeft') return from - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return boxes.length - 1;
  if (key === 'ArrowDown') return inNextRow(boxes, from, 1);
  return key === 'ArrowUp' ? inNextRow(boxes, from, -1) : undefined;
}

/** The cell of the next row that is closest to being above or below. */
function inNextRow(boxes: readonly Box[], from: number, step: 1 | -1): number | undefined {
  const here = boxes[from];
  if (here === undefined) return undefined;
  let best: { index: number; top: number; distance: number } | undefined;
  for (let index = from + step; index >= 0 && index < boxes.length; index += step) {
    const box = boxes[index];
    if (box === undefined || box.top === here.top) continue;
    if (best !== undefined && box.top !== best.top) break;
    const distance = Math.abs(box.left - here.left);
    if (best === undefined || distance < best.distance) best = { index, top: box.top, distance };
  }
  return best?.index;
}
