/**
 * Typed words as they may stand on a label, a slip or a certificate: control characters become a space, and invisible
 * and direction marks go, which would leave a name blank or show it backwards. `lines` keeps line breaks.
 */
export function plainText(typed: string, { lines = false } = {}): string {
  return typed
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(lines ? /[^\P{Cc}\n]+/gu : /\p{Cc}+/gu, ' ')
    .replace(/\p{Cf}+/gu, '')
    .trim()
}
