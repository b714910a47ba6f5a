import { formatYuan, parseYuan } from '../../kernel/money.ts'
import type { Account } from '../../payments/account.ts'
import { type Goodwill, mostAllowed } from '../../payments/refunds/goodwill.ts'

export const LONGEST_REASON = 100

/** Reads the form for goodwill; where something is wrong, the field and the sentence that says so. */
export function parseGoodwill(
  values: Record<string, string>,
  account: Account,
): { goodwill: Goodwill } | { at: string; error: string } {
  const target = values['goodwill-line'] ?? ''
  const own = account.lines.find(({ line }) => String(line) === target)
  if (!own && target !== 'order') return { at: 'goodwill-line', error: '请选择补偿给整笔订单还是哪一件商品' }
  const line = own?.line ?? null
  const amountFen = parseYuan(values['goodwill-amount'] ?? '')
  if (!amountFen) return { at: 'goodwill-amount', error: '请填写金额，例如 20 或 20.5' }
  const most = mostAllowed(account, line)
  if (amountFen > most)
    return {
      at: 'goodwill-amount',
      error: `${line === null ? '这笔订单' : '这件商品'}最多还能补偿 ¥${formatYuan(most)}`,
    }
  const note = values['goodwill-note']?.trim() ?? ''
  if (!note || note.length > LONGEST_REASON)
    return { at: 'goodwill-note', error: `请写明原因，最多 ${LONGEST_REASON} 个字` }
  if (parseYuan(values['goodwill-again'] ?? '') !== amountFen)
    return {
      at: 'goodwill-again',
      error: `两次输入的金额不一样。请再输入一次 ${formatYuan(amountFen)} 确认，现在还没有退款`,
    }
  return { goodwill: { line, amountFen, note } }
}
