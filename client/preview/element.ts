/** Elements in one expression. Content is text or elements, never HTML: what the user wrote cannot become markup. */
type Attributes = Readonly<Record<string, string | boolean | undefined>>;
type Content = Node | string | undefined;

/** `<tag class="…" …>content</tag>`. `true` sets an empty attribute, `false` and `undefined` none. */
export function element<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes, ...content: readonly Content[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, '');
    else if (typeof value === 'string') made.setAttribute(name, value);
  }
  made.append(...content.filter((item) => item !== undefined));
  return made;
}

/** A button that says what it does and does it. */
export function button(label: string, attributes: Attributes, onClick: () => void, ...content: readonly Content[]): HTMLButtonElement {
  const made = element('button', { type: 'button', title: label, 'aria-label': label, ...attributes }, ...content);
  made.addEventListener('click', onClick);
  return made;
}
