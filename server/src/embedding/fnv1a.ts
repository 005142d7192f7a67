/** FNV-1a, 32 bits, over the bytes of UTF-16 (Fowler, Noll, Vo; RFC 9923). Tells texts apart; it is no protection against anybody. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return hash >>> 0;
}
