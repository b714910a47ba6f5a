const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/**
 * Canonical 统一社会信用代码 (18 characters, GB 32100) from what was typed; null when its form or its check letter
 * is wrong, so that a slip of the finger is found at once.
 */
export function parseCreditCode(text: string): string | null {
  const code = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return null
  let sum = 0
  for (let at = 0, weight = 1; at < 17; at += 1, weight = (weight * 3) % 31)
    sum += LETTERS.indexOf(code[at]!) * weight
  return LETTERS[(31 - (sum % 31)) % 31] === code[17] ? code : null
}
