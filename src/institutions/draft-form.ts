import { isSku } from '../cart/cookie.ts'
import { MAX_LINES, type Shelf } from '../cart/quote.ts'
import { exactOf, type Form } from '../http/form.ts'
import { bareYuan, parseYuan } from '../kernel/money.ts'
import { addDays } from '../kernel/time.ts'
import type { FieldErrors } from '../orders/fields.tsx'
import type { Draft } from './drafting.ts'
import { type FreightProposal, proposeFreight } from './freight-proposal.ts'
import type { QuotationView } from './queries.ts'
import { LONGEST_PAY_DAYS, LONGEST_VALID_DAYS, MOST_FEN, type QuotedLine, sumsOf } from './quotation.ts'
import { isDayAhead, parsePieces } from './request-form.ts'

/** A quotation as staff typed it. */
export type DraftForm = {
  lines: { sku: string; quantity: string; price: string }[]
  freight: string
  validUntil: string
  payWithinDays: string
  note: string
  /** Words to find goods by. */
  q: string
  /** How far the quotation had come when the form was drawn. */
  seq: number
}

const VALID_DAYS = 15
const PAY_DAYS = 15
const LONGEST_NOTE = 500

export function readDraft(form: Form): DraftForm {
  const one = (name: string, longest = 30) => exactOf(form, name, longest)
  const skus = [...new Set(one('skus', 2000).split('~').filter(isSku))].slice(0, MAX_LINES)
  return {
    lines: skus.map((sku) => ({ sku, quantity: one(`pieces-${sku}`), price: one(`price-${sku}`) })),
    freight: one('freight'),
    validUntil: one('validUntil'),
    payWithinDays: one('payWithinDays'),
    note: one('note', 2 * LONGEST_NOTE).replace(/\r\n?/g, '\n'),
    q: one('q', 40),
    seq: Number(one('seq')) || 0,
  }
}

/** The form to begin with: the draft, else what was sent, else what was asked for at list prices. */
export function draftFormOf(quotation: QuotationView, shelf: Shelf, today: string): DraftForm {
  const from = quotation.draft ?? quotation.sent
  const asked = quotation.items.map(({ sku, quantity }) => ({
    sku,
    quantity,
    unitPriceFen: shelf.sellables.get(sku)?.priceFen ?? 0,
  }))
  return {
    lines: (from?.lines ?? asked).map(({ sku, quantity, unitPriceFen }) => ({
      sku,
      quantity: String(quantity),
      price: bareYuan(unitPriceFen),
    })),
    freight: from ? bareYuan(from.freightFen) : '',
    validUntil: from && from.validUntil > today ? from.validUntil : addDays(today, VALID_DAYS),
    payWithinDays: String(from?.payWithinDays ?? PAY_DAYS),
    note: from?.note ?? '',
    q: '',
    seq: quotation.seq,
  }
}

/** What of the form belongs to the quotation itself: what was typed to find goods does not, nor how far it had come. */
export const draftFields = ({ q: _q, seq: _seq, ...fields }: DraftForm): DraftFields => fields
export type DraftFields = Omit<DraftForm, 'q' | 'seq'>

export const addToDraft = (form: DraftForm, sku: string, shelf: Shelf): DraftForm =>
  form.lines.some((line) => line.sku === sku) || form.lines.length >= MAX_LINES
    ? form
    : {
        ...form,
        lines: [
          ...form.lines,
          { sku, quantity: '1', price: bareYuan(shelf.sellables.get(sku)?.priceFen ?? 0) },
        ],
      }

/** The lines that can be read already, and the freight the tables propose for them. */
export function proposalOf(form: DraftForm, shelf: Shelf, province: string): FreightProposal {
  const lines = form.lines.flatMap(({ sku, quantity, price }) => {
    const [pieces, unitPriceFen] = [parsePieces(quantity), parseYuan(price)]
    return pieces && unitPriceFen !== null ? [{ sku, quantity: pieces, unitPriceFen }] : []
  })
  return proposeFreight(lines, shelf, province)
}

/** A quotation that can be kept or sent, or the sentence to show at each field. `today` is a civil date. */
export function parseDraft(
  form: DraftForm,
  shelf: Shelf,
  province: string,
  today: string,
): { ok: true; value: Draft } | { ok: false; errors: FieldErrors } {
  const errors: FieldErrors = {}
  const lines = form.lines.flatMap((line) => quotedLine(line, shelf, errors))
  if (!form.lines.length) errors.q = '请先找到商品并加入'
  const proposal = proposeFreight(lines, shelf, province)
  const freightFen = form.freight.trim()
    ? parseYuan(form.freight)
    : proposal.complete
      ? proposal.feeFen
      : null
  if (freightFen === null)
    errors.freight = form.freight.trim()
      ? '运费填元，最多两位小数，如 120 或 85.5'
      : '有商品没有运费表，请填写运费（元），免运费填 0'
  if (!isDayAhead(form.validUntil, addDays(today, -1), LONGEST_VALID_DAYS))
    errors.validUntil = `有效期请选今天到${LONGEST_VALID_DAYS}天以内`
  const payWithinDays = parsePieces(form.payWithinDays)
  if (!payWithinDays || payWithinDays > LONGEST_PAY_DAYS)
    errors.payWithinDays = `付款期限填1到${LONGEST_PAY_DAYS}之间的整数`
  const note = form.note.replace(/[^\P{Cc}\n]+/gu, ' ').trim()
  if (note.length > LONGEST_NOTE) errors.note = `备注请控制在${LONGEST_NOTE}字以内`
  const tooDear = sumsOf(lines, 0).subtotalFen + (freightFen ?? 0) > MOST_FEN
  if (tooDear) errors.freight = '合计超过1亿元，请核对数量和单价'
  if (Object.keys(errors).length || freightFen === null || !payWithinDays) return { ok: false, errors }
  return { ok: true, value: { lines, freightFen, validUntil: form.validUntil, payWithinDays, note } }
}

const DEAREST_FEN = 100_000_000

function quotedLine(typed: DraftForm['lines'][number], shelf: Shelf, errors: FieldErrors): QuotedLine[] {
  const { sku } = typed
  const sellable = shelf.sellables.get(sku)
  const quantity = parsePieces(typed.quantity)
  const unitPriceFen = parseYuan(typed.price)
  if (!sellable) errors[`pieces-${sku}`] = `${sku} 已下架，请移除`
  else if (!quantity) errors[`pieces-${sku}`] = '数量填1到99999之间的整数'
  else if (unitPriceFen === null || unitPriceFen > DEAREST_FEN)
    errors[`price-${sku}`] = '单价填元，最多两位小数，如 150 或 148.5'
  if (!sellable || !quantity || unitPriceFen === null || unitPriceFen > DEAREST_FEN) return []
  const { titleZh, titleEn, specZh, specEn, returnRule, sample, priceFen: listPriceFen } = sellable
  return [{ sku, quantity, unitPriceFen, listPriceFen, titleZh, titleEn, specZh, specEn, returnRule, sample }]
}
