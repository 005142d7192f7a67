/** The forms as tabs: one is selected, arrow keys move between them. */
import type { DerivationView, Form } from '../../protocol/derivation';
import { element } from './element';

export function tabs({ form, forms }: DerivationView, choose: (form: Form) => void): HTMLElement | undefined {
  if (forms.length < 2) return undefined;
  const list = element('div', { role: 'tablist', class: 'tabs', 'aria-label': 'Form of the derivative' });
  const made = forms.map((entry) => {
    const selected = entry.form === form;
    const tab = element('button', { type: 'button', role: 'tab', id: `tab-${entry.form}`, 'aria-selected': String(selected), 'aria-controls': 'form', tabindex: selected ? '0' : '-1' }, entry.label);
    tab.addEventListener('click', () => { if (!selected) choose(entry.form); });
    return tab;
  });
  const STEPS: Readonly<Record<string, (at: number) => number>> = { ArrowRight: (at) => at + 1, ArrowLeft: (at) => at - 1, Home: () => 0, End: () => made.length - 1 };
  list.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    const at = made.findIndex((tab) => tab === document.activeElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    const next = made.at(step(at) % made.length);
    next?.focus();
    next?.click();
  });
  list.append(...made);
  return list;
}
