/** The forms as tabs: one is selected, arrow keys move between them. */
import type { DerivationView, Form } from '../../protocol/derivation';
import { element } from './element';
import { list, type Part, setAttribute, setText } from './part';

const STEPS: Readonly<Record<string, (at: number) => number>> = { ArrowRight: (at) => at + 1, ArrowLeft: (at) => at - 1, Home: () => 0, End: () => -1 };

interface Tab { readonly form: Form; readonly label: string; readonly isSelected: boolean }

export function tabsPart(choose: (form: Form) => void): Part<DerivationView> {
  const row = element('div', { role: 'tablist', class: 'tabs', 'aria-label': 'Form of the derivative' });
  const tabs = list<Tab>(row, () => tabPart(choose));
  row.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    const made = [...row.querySelectorAll<HTMLElement>('[role=tab]')];
    const at = made.findIndex((tab) => tab === document.activeElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    const next = made.at(step(at) % made.length);
    next?.focus();
    next?.click();
  });
  return {
    element: row,
    show: ({ form, forms }) => {
      row.hidden = forms.length < 2;
      tabs.show(forms.map((entry) => ({ ...entry, isSelected: entry.form === form })));
    },
  };
}

function tabPart(choose: (form: Form) => void): Part<Tab> {
  const made = element('button', { type: 'button', role: 'tab', 'aria-controls': 'form' });
  let own: Form | undefined;
  made.addEventListener('click', () => { if (own !== undefined && made.ariaSelected !== 'true') choose(own); });
  return {
    element: made,
    show: ({ form, label, isSelected }) => {
      own = form;
      setText(made, label);
      setAttribute(made, 'id', `tab-${form}`);
      setAttribute(made, 'aria-selected', String(isSelected));
      // One stop for the Tab key; arrows do the rest.
      setAttribute(made, 'tabindex', isSelected ? '0' : '-1');
    },
  };
}
