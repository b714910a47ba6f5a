import { type Act, type Feature, type Raising, row } from './case.ts'

/** Every column of a list set to what it is: to name it is enough. */
const touched = (table: string, ...columns: string[]) =>
  columns.map((column) => `UPDATE ${table} SET ${column} = ${column}`)

const changed = (table: string, columns: string[], accepted: Act[] = []): Raising => ({
  given: [row(table)],
  refused: touched(table, ...columns),
  accepted,
})
const gone = (table: string, word: string): Raising => ({
  word,
  given: [row(table)],
  refused: [`DELETE FROM ${table}`],
})
const movement = (cause: string) => row('stock_movements', { cause })
const MOVEMENTS = [row('variants', { sku: '2' }), movement('opening'), movement('1')]
const PAID = row('payment_attempts', { state: 'paid', paid_at: 1 })

/** Rows that stand as they were written. */
export const kept: Feature = {
  raising: {
    movement_stays: {
      given: MOVEMENTS,
      refused: [
        ...["sku = '2'", "cause = 'opening', kind = '2'", "kind = '2'", 'quantity = 2', 'at = 2'].map(
          (to) => `UPDATE stock_movements SET ${to} WHERE cause = '1'`,
        ),
        ...["sku = '2'", "cause = '2'"].map(
          (to) => `UPDATE stock_movements SET ${to} WHERE cause = 'opening' AND sku = '1'`,
        ),
      ],
      accepted: ["UPDATE stock_movements SET quantity = 2 WHERE cause = 'opening' AND sku = '1'"],
    },
    movement_kept: {
      word: 'movement_stays',
      given: MOVEMENTS,
      refused: ["DELETE FROM stock_movements WHERE cause = '1'"],
      accepted: ["DELETE FROM stock_movements WHERE cause = 'opening' AND sku = '1'"],
    },
    page_revision_stays: changed('page_revisions', [
      'page',
      'revision',
      'body_zh',
      'body_en',
      'at',
      'staff_id',
    ]),
    page_revision_kept: gone('page_revisions', 'page_revision_stays'),
    order_event_stays: changed('order_events', ['order_id', 'seq', 'kind', 'at', 'actor']),
    order_event_kept: gone('order_events', 'order_event_stays'),
    attempt_paid_stays: {
      word: 'attempt_stays_paid',
      given: [PAID, row('orders', { id: '2', number: '2' })],
      refused: ["order_id = '2'", 'amount_fen = 2', 'paid_at = 2'].map(
        (to) => `UPDATE payment_attempts SET ${to}`,
      ),
      accepted: [
        "UPDATE payment_attempts SET order_id = '1', amount_fen = 1, paid_at = 1",
        [
          row('payment_attempts', { id: '2', out_trade_no: '2' }),
          "UPDATE payment_attempts SET amount_fen = 2, paid_at = 2 WHERE id = '2'",
        ],
      ],
    },
    capture_stays: changed('captures', ['order_id', 'attempt_id', 'amount_fen', 'at']),
    capture_kept: gone('captures', 'capture_stays'),
    refund_stays: changed(
      'refunds',
      ['id', 'order_id', 'attempt_id', 'amount_fen', 'reason', 'created_at', 'staff_id'],
      touched('refunds', 'out_refund_no', 'state', 'settled_at', 'failed', 'channel', 'note'),
    ),
    refund_kept: gone('refunds', 'refund_stays'),
    refund_line_stays: changed('refund_lines', [
      'refund_id',
      'order_id',
      'line',
      'quantity',
      'withheld',
      'amount_fen',
    ]),
    refund_line_kept: gone('refund_lines', 'refund_line_stays'),
    freight_stays: changed('refund_freight', ['order_id', 'place', 'refund_id', 'amount_fen']),
    freight_kept: gone('refund_freight', 'freight_stays'),
    allowance_stays: changed('refund_allowances', ['refund_id', 'order_id', 'line', 'amount_fen']),
    allowance_kept: gone('refund_allowances', 'allowance_stays'),
    shipped_stays: changed('shipment_lines', ['shipment_id', 'order_id', 'line', 'quantity']),
    shipped_kept: gone('shipment_lines', 'shipped_stays'),
  },
}
