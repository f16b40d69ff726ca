import { useEffect, useState } from 'react';

/** Whether the list of views is open. Where it covers the view, Escape closes it. */
export function useNavigation(): [boolean, (isOpen: boolean) => void] {
  const [isOpen, setOpen] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    if (!isOpen) return undefined;
    const close = ({ key }: KeyboardEvent) => {
      if (key === 'Escape' && !matchMedia(WIDE).matches) setOpen(false);
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [isOpen]);
  return [isOpen, setOpen];
}

const WIDE = '(min-width: 912px)';
