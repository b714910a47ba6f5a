import { BOARD_NAME_MOST } from '../kernel/limits.ts'
import { isWholeText, plainText } from '../kernel/plain-text.ts'

/** Words the campaign never uses: it sells tea and services, no investment. */
const BARRED = ['认养', '分红', '收益', '回报率', '回购', '保本', '增值']

/** Name for the board as it will stand: trimmed, at most 12 characters; null when it is too long or holds a barred word. */
export function parseBoardName(typed: string): string | null {
  const name = typed.normalize('NFKC').replace(/\s+/g, ' ').trim()
  // Invisible and direction marks would make a board say what nobody reads.
  if (
    [...name].length > BOARD_NAME_MOST ||
    /[<>]/.test(name) ||
    plainText(name) !== name ||
    !isWholeText(name)
  )
    return null
  return BARRED.some((word) => name.replace(/ /g, '').includes(word)) ? null : name
}
