/** Marks nobody sees, fillers and blanks that pass for letters, and points that are no character. */
const UNSEEN = /[\p{Cf}\p{Noncharacter_Code_Point}\u115f\u1160\u2800\u3164\uffa0]+/gu

/** Whether a text can be stored and sent on whole: NUL ends it early elsewhere, half a character is none. */
export const isWholeText = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** A text with a mark that is seen where something of it cannot be read. */
export const markSpoilt = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd')

/**
 * Typed words as they may stand on a label, a slip or a certificate: control characters become a space, and invisible
 * and direction marks go, which would leave a name blank or show it backwards. `lines` keeps line breaks.
 */
export function plainText(typed: string, { lines = false } = {}): string {
  return typed
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(lines ? /[^\P{Cc}\n]+/gu : /\p{Cc}+/gu, ' ')
    .replace(UNSEEN, '')
    .trim()
}
