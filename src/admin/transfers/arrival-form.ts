import { parseOrderNumber } from '../../kernel/ids.ts'
import { formatYuan, parseYuan } from '../../kernel/money.ts'
import { civilDate, isCivilDate } from '../../kernel/time.ts'
import { REFERENCE_LENGTH } from '../../payments/refunds/repaying.ts'
import { plainSerial } from '../../payments/transfer/arrival.ts'
import type { Registering } from '../../payments/transfer/registering.ts'
import { couldBeReturnedOn, type ReturnWay } from '../../payments/transfer/returning.ts'

export type Errors = Record<string, string | undefined>
export type Typed = Record<string, string>

/** The fields of an arrival; the bank's slip names them. */
export const ARRIVAL_FIELDS = [
  { name: 'receivedOn', label: '到账日期', type: 'date' as const, required: true },
  {
    ...{ name: 'amount', label: '金额', unit: '元', inputmode: 'decimal' as const, maxlength: 16 },
    required: true,
  },
  { name: 'payer', label: '付款人户名', maxlength: 80, required: true },
  {
    ...{ name: 'bankSerial', label: '银行流水号', maxlength: 64, required: true },
    hint: '回单上的交易流水号，同一笔只能登记一次',
  },
  { name: 'remark', label: '附言（可不填）', maxlength: 200 },
  {
    ...{ name: 'number', label: '订单号（可不填）', maxlength: 40 },
    hint: '填了就记到这笔订单；不填先放在“待分配”',
  },
]

/** Reads the form; errors name the fields. */
export function parseArrival(typed: Typed, now: number): { arrival: Registering } | { errors: Errors } {
  const text = (name: string) => (typed[name] ?? '').trim()
  const amountFen = parseYuan(text('amount'))
  const number = text('number') ? parseOrderNumber(text('number')) : null
  const [receivedOn, payer, bankSerial] = [
    text('receivedOn'),
    text('payer'),
    plainSerial(text('bankSerial')).slice(0, 64),
  ]
  const errors: Errors = {
    receivedOn:
      isCivilDate(receivedOn) && receivedOn <= civilDate(now)
        ? undefined
        : '请填写到账那天的日期，不晚于今天',
    amount: amountFen ? undefined : '请填写到账的金额，例如 3160.00',
    payer: payer ? undefined : '请填写回单上的付款人户名',
    bankSerial: bankSerial ? undefined : '请填写回单上的流水号',
    number: text('number') && !number ? '订单号是12位字母和数字，请核对' : undefined,
  }
  if (Object.values(errors).some(Boolean)) return { errors }
  return { arrival: { receivedOn, amountFen: amountFen!, payer, bankSerial, remark: text('remark'), number } }
}

const { least, most } = REFERENCE_LENGTH

/** Reads how the rest goes back; the sum is typed, since money moves. */
export function parseReturn(
  typed: Typed,
  arrival: { receivedOn: string; restFen: number },
  now: number,
): { way: ReturnWay; note: string } | { errors: Errors } {
  const text = (name: string) => (typed[name] ?? '').trim()
  const credit = text('way') === 'credit'
  const reference = plainSerial(text('reference')).slice(0, 64)
  const errors: Errors = {
    way: credit || text('way') === 'transfer' ? undefined : '请选一种退法',
    paidOn:
      credit || couldBeReturnedOn(text('paidOn'), arrival.receivedOn, now)
        ? undefined
        : '请填写转出那天的日期：不早于到账那天，也不晚于今天',
    reference:
      credit || (reference.length >= least && reference.length <= most)
        ? undefined
        : `请填写转出的银行流水号，${least} 到 ${most} 个字`,
    note: text('note') ? undefined : '请写明原因，例如“多付，单位要求退回”',
    confirm:
      parseYuan(text('confirm')) === arrival.restFen
        ? undefined
        : `请输入 ${formatYuan(arrival.restFen)} 确认，现在还没有退`,
  }
  if (Object.values(errors).some(Boolean)) return { errors }
  const way: ReturnWay = credit ? { kind: 'credit' } : { kind: 'transfer', paidOn: text('paidOn'), reference }
  return { way, note: text('note').slice(0, 100) }
}
