import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';

interface CopyButtonProps {
  text: string;
  /** What is copied, as in `the hash`. */
  what: string;
  /** Where there is room only for an icon. */
  isIcon?: boolean;
}

/** Copies a text. */
export function CopyButton({ text, what, isIcon = false }: CopyButtonProps) {
  return (
    <CopyToClipboard
      variant={isIcon ? 'icon' : 'button'}
      textToCopy={text}
      copyButtonText="Copy"
      copyButtonAriaLabel={`Copy ${what}`}
      copySuccessText="Copied"
      copyErrorText="The browser did not allow it"
    />
  );
}
