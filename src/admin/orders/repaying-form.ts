import { formatYuan, parseYuan } from '../../kernel/money.ts'
import { couldBeRepaidOn, REFERENCE_LENGTH, type Transfer } from '../../payments/refunds/repaying.ts'
import type { Refund } from '../../payments/schema.ts'

const { least, most } = REFERENCE_LENGTH

export const REPAID_FIELDS = [
  { name: 'repaid-on', label: '转账日期', type: 'date' as const, required: true },
  { name: 'repaid-reference', label: '银行流水号', maxlength: most, required: true },
  { name: 'repaid-note', label: '说明（可不填）', maxlength: 100, hint: '同事看得到。不要写姓名和账号。' },
  { name: 'repaid-amount', label: '输入金额（元）确认', inputmode: 'decimal' as const, maxlength: 12 },
]

/** Reads the form for money sent back by hand; where something is wrong, the field and the sentence that says so. */
export function parseTransfer(
  values: Record<string, string>,
  refund: Refund,
  now: number,
): { transfer: Transfer } | { at: string; error: string } {
  const paidOn = values['repaid-on']?.trim() ?? ''
  if (!couldBeRepaidOn(paidOn, refund, now))
    return { at: 'repaid-on', error: '请填写转账那天的日期：不早于退款那天，也不晚于今天' }
  const reference = values['repaid-reference']?.replace(/\s/g, '') ?? ''
  if (reference.length < least || reference.length > most)
    return { at: 'repaid-reference', error: `请填写银行回单上的流水号，${least} 到 ${most} 个字` }
  if (parseYuan(values['repaid-amount'] ?? '') !== refund.amountFen)
    return { at: 'repaid-amount', error: `请输入 ${formatYuan(refund.amountFen)} 确认，现在还没有登记` }
  return { transfer: { paidOn, reference, note: values['repaid-note']?.trim().slice(0, 100) || null } }
}
