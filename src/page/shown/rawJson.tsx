import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { CopyButton } from './copyButton.tsx';

interface RawJsonProps {
  of: unknown;
  title?: string;
  /** Whether it is shown at first. */
  isOpen?: boolean;
}

/** What the API answered, as it is. */
export function RawJson({ of, title = 'Raw JSON', isOpen = false }: RawJsonProps) {
  const text = JSON.stringify(of, null, 2);
  return (
    <ExpandableSection variant="footer" headerText={title} defaultExpanded={isOpen}>
      <CopyButton text={text} what={title} />
      <textarea className="raw" aria-label={title} readOnly spellCheck={false} value={text} />
    </ExpandableSection>
  );
}
