/** The first stop of the keyboard: leads past the list of views. It is seen only while it has the focus. */
export function SkipButton() {
  return (
    <button type="button" className="skip" onClick={focusContent}>
      Skip to the content
    </button>
  );
}

function focusContent(): void {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus();
}
