import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'wouter';
import { timeOfDay } from '../words/timeOfDay.ts';

interface EntryRowProps {
  at: string;
  /** The entry of the journal; null: what is said is in no single one. */
  seq: number | null;
  /** Whether the address names it. */
  isSelected: boolean;
  children: ReactNode;
}

/** A line of the journal: when, which entry, and what. The number is an address that can be sent. */
export function EntryRow({ at, seq, isSelected, children }: EntryRowProps) {
  const line = useRef<HTMLLIElement>(null);
  const [parameters] = useSearchParams();
  useEffect(() => {
    if (isSelected) line.current?.scrollIntoView({ block: 'center' });
  }, [isSelected]);
  return (
    <li ref={line} {...(isSelected && { 'aria-current': true })}>
      <time dateTime={at} title={at}>
        {timeOfDay(Date.parse(at))}
      </time>
      {seq === null ? (
        <span />
      ) : (
        <Link href={`?${selecting(parameters, seq)}`} replace aria-label={`Journal entry ${seq}`}>
          #{seq}
        </Link>
      )}
      <div>{children}</div>
    </li>
  );
}

/** The chosen entry is shown among the others: filters stay, and the density is one that shows entries. */
function selecting(parameters: URLSearchParams, seq: number): string {
  const next = new URLSearchParams(parameters);
  next.set('entry', String(seq));
  next.delete('page');
  if (next.get('density') === null) next.set('density', 'facts');
  return next.toString();
}
