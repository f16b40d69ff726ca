import type { Page } from 'playwright-core';

/** Presses the button of a question that has its name, and waits until the question is gone. */
export async function confirmed(page: Page, name: string): Promise<void> {
  const question = page.getByRole('dialog', { name });
  await question.getByRole('button', { name }).click();
  await question.waitFor({ state: 'hidden' });
}
