/** A list to choose from. What the reader chose stays chosen while the list has it. */
import { element } from './element';

export interface Option { readonly value: string; readonly label: string }

export interface Choice {
  readonly element: HTMLSelectElement;
  /** The options on offer; the first is chosen where nothing else was. A list of one is not shown. */
  readonly offer: (options: readonly Option[]) => void;
  readonly value: () => string;
  readonly choose: (value: string) => void;
}

export function choice(label: string, changed: () => void): Choice {
  const made = element('select', { 'aria-label': label, title: label });
  made.addEventListener('change', changed);
  let offered = '';
  const choose = (value: string): void => { if ([...made.options].some((option) => option.value === value)) made.value = value; };
  return {
    element: made,
    offer: (options) => {
      const now = JSON.stringify(options);
      if (now === offered) return;
      offered = now;
      const before = made.value;
      made.replaceChildren(...options.map(({ value, label: text }) => element('option', { value }, text)));
      choose(before);
      made.hidden = options.length < 2;
    },
    value: () => made.value,
    choose,
  };
}
