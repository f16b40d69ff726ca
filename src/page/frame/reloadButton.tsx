import Button from '@cloudscape-design/components/button';

/** Loads the page again, as it may have been updated since. */
export function ReloadButton() {
  return <Button onClick={() => location.reload()}>Load the page again</Button>;
}
