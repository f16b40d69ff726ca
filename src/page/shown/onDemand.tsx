import { type ReactNode, useState } from 'react';

interface OnDemandProps {
  /** What opens it. */
  summary: ReactNode;
  children(): ReactNode;
}

/** Something long, which is drawn only once it is opened. */
export function OnDemand({ summary, children }: OnDemandProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen && children()}
    </details>
  );
}
