import type { ReactNode } from 'react';

interface HeadRowProps {
  name: string;
  /** What the picture says; empty: the picture is text itself. */
  text: string;
  /** In lines of text; default: 1. */
  lines?: number;
  children: ReactNode;
}

/** A row of the timeline above its servers. */
export function HeadRow({ name, text, lines = 1, children }: HeadRowProps) {
  return (
    <div className="timeline-row timeline-head">
      <div className="timeline-label">{name}</div>
      <div
        className={lines === 1 ? 'timeline-track' : 'timeline-track timeline-limits'}
        style={lines === 1 ? {} : { minHeight: `${lines * LINE_PIXELS + 2}px` }}
        {...(text !== '' && { role: 'img', 'aria-label': `${name}: ${text}` })}
      >
        {children}
      </div>
    </div>
  );
}

const LINE_PIXELS = 20;
