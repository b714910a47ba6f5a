/** Fen as Alipay writes them: yuan with two places. */
export const yuanText = (fen: number): string =>
  `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

/** Fen of yuan as Alipay writes them; null where it is no amount. */
export function fenOf(yuan: string | null | undefined): number | null {
  const found = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(yuan ?? '')
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : null
}
