import { useEffect, useState, useSyncExternalStore } from 'react';

/**
 * Whether the list of views is open. Beside the view it is, until somebody closes it, and then in the next views too.
 * Where it covers the view it is not, until somebody opens it; Escape closes it.
 */
export function useNavigation(): [boolean, (isOpen: boolean) => void] {
  const isWide = useSyncExternalStore(follow, () => wide.matches);
  const [isOpenBeside, setOpenBeside] = useState(() => sessionStorage.getItem(KEPT) !== CLOSED);
  const [isOpenAbove, setOpenAbove] = useState(false);
  useEffect(() => {
    if (!isOpenAbove) return undefined;
    const close = ({ key }: KeyboardEvent) => key === 'Escape' && setOpenAbove(false);
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [isOpenAbove]);
  return [isWide ? isOpenBeside : isOpenAbove, (isOpen) => setOpen(isOpen, { setOpenBeside, setOpenAbove })];
}

type Set = (isOpen: boolean) => void;

/** The layout closes the list when the window becomes narrow; that says nothing about the wide window before it. */
function setOpen(
  isOpen: boolean,
  { setOpenBeside, setOpenAbove }: Record<'setOpenBeside' | 'setOpenAbove', Set>,
): void {
  if (!wide.matches) return setOpenAbove(isOpen);
  sessionStorage.setItem(KEPT, isOpen ? 'open' : CLOSED);
  setOpenBeside(isOpen);
}

const KEPT = 'list-of-views';
const CLOSED = 'closed';

const wide = matchMedia('(min-width: 912px)');

function follow(changed: () => void): () => void {
  wide.addEventListener('change', changed);
  return () => wide.removeEventListener('change', changed);
}
