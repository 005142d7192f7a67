/** Pieces of the page that stay while what they show changes: nothing flickers, nothing loses the keyboard or its scroll place. */

export interface Part<Value> {
  readonly element: HTMLElement;
  /** Changes what is not as it should be, and nothing else. */
  readonly show: (value: Value) => void;
}

/** A container that has one part for each value. Parts that are there are used again, in order. */
export function list<Value>(container: HTMLElement, make: (at: number) => Part<Value>): Part<readonly Value[]> {
  const parts: Part<Value>[] = [];
  return {
    element: container,
    show: (values) => {
      for (const [at, value] of values.entries()) {
        const part = parts[at] ?? make(at);
        if (parts[at] === undefined) { parts.push(part); container.append(part.element); }
        part.show(value);
      }
      for (const { element } of parts.splice(values.length)) element.remove();
    },
  };
}

/** Sets a text that may be the same as before; a screen reader is told of none that is. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets or removes an attribute. */
export function setAttribute(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
