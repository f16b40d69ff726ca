import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import { type ReactNode, useState } from 'react';

interface ActionButtonProps
  extends Pick<ButtonProps, 'variant' | 'ariaLabel' | 'wrapText' | 'disabled' | 'disabledReason'> {
  text: string;
  /** False: there is no button, but a question that is open stays. */
  isOffered?: boolean;
  /** The question, once the button was clicked. */
  children(close: () => void): ReactNode;
}

/** A button that opens the one question of its action. */
export function ActionButton({ text, isOffered = true, children, ...button }: ActionButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {isOffered && (
        <Button {...button} onClick={() => setOpen(true)}>
          {text}
        </Button>
      )}
      {isOpen && children(() => setOpen(false))}
    </>
  );
}
