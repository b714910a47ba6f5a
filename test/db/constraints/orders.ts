import { type Feature, json, row } from './case.ts'

const SECOND = row('orders', { id: '2', number: '2', code: '2' })
const givenBack = (order: string) => `SELECT given_back_at FROM code_redemptions WHERE order_id = '${order}'`
/** Order 1 with the code of a short season, orders 2 and 3 with any other. */
const CODES = [
  row('promo_codes', { adoption_id: '1' }),
  row('orders', { code: '1' }),
  row('code_redemptions'),
  row('promo_codes', { code: '2', ends_at: 2 }),
  SECOND,
  row('code_redemptions', { code: '2', order_id: '2' }),
  row('code_redemptions', { code: '2', order_id: '3' }),
]
const ORDERS = ['1', '2', '3']

export const orders: Feature = {
  rows: { order_lines: { sku: '1', quantity: 5, amount_fen: 5 } },
  checks: {
    order_subtotal: {
      table: 'orders',
      refused: [{ subtotal_fen: -1, freight_fen: 3 }],
      accepted: [{ subtotal_fen: 0, freight_fen: 2 }],
    },
    order_freight: {
      table: 'orders',
      refused: [{ freight_fen: -1, subtotal_fen: 3 }],
      accepted: [{ freight_fen: 0, subtotal_fen: 2 }],
    },
    order_discount: {
      table: 'orders',
      refused: [{ discount_fen: -1, total_fen: 3 }],
      accepted: [{ discount_fen: 0, total_fen: 2 }],
    },
    buyer_forgotten: {
      table: 'orders',
      refused: [{ buyer_sealed: '1', forgotten_at: 1 }],
      accepted: [
        { buyer_sealed: '1', forgotten_at: null },
        { buyer_sealed: null, forgotten_at: 1 },
      ],
    },
    order_freight_json: json('orders', 'freight'),
    order_total: {
      table: 'orders',
      refused: [{ total_fen: 0 }, { total_fen: 2 }, { discount_fen: 3, total_fen: -1 }],
      accepted: [{ discount_fen: 2, total_fen: 0 }],
    },
    line_quantity: {
      table: 'order_lines',
      refused: [{ quantity: 0, amount_fen: 0 }],
      accepted: [{ quantity: 1, amount_fen: 1 }],
    },
    line_unit_price: {
      table: 'order_lines',
      refused: [{ unit_price_fen: -1, amount_fen: -5 }],
      accepted: [{ unit_price_fen: 0, amount_fen: 0 }],
    },
    line_stock_json: json('order_lines', 'stock'),
    line_discount: {
      table: 'order_lines',
      refused: [{ discount_fen: -1 }, { discount_fen: 6 }],
      accepted: [{ discount_fen: 0 }, { discount_fen: 5 }],
    },
    line_amount: {
      table: 'order_lines',
      refused: [{ amount_fen: 4 }, { amount_fen: 6 }],
      accepted: [{ unit_price_fen: 3, amount_fen: 15 }],
    },
    line_of_one_thing: {
      table: 'order_lines',
      refused: [{ sku: null }, { adoption_id: '1', quantity: 1, amount_fen: 1 }],
      accepted: [{ sku: null, adoption_id: '1', quantity: 1, amount_fen: 1 }],
    },
    line_of_one_plot: {
      table: 'order_lines',
      refused: [{ sku: null, adoption_id: '1', quantity: 2, amount_fen: 2 }],
      accepted: [{ sku: null, adoption_id: '1', quantity: 1, amount_fen: 1 }],
    },
    note_length: {
      table: 'order_notes',
      refused: [{ note: '' }, { note: '记'.repeat(501) }],
      accepted: [{ note: '记' }, { note: '记'.repeat(500) }],
    },
    consent_given_json: json('consents', 'given'),
  },
  unique: {
    order_number: { table: 'orders', on: 'number', again: { id: '2' }, apart: { number: '2' } },
    idempotency_key: { table: 'idempotency_keys', on: 'key_hash', apart: { key_hash: '2' } },
  },
  raising: {
    consents_stay: {
      given: [row('consents')],
      refused: ["UPDATE consents SET given = '{}' WHERE subject = '1'"],
    },
    consents_kept: {
      word: 'consents_stay',
      given: [row('consents')],
      refused: ["DELETE FROM consents WHERE subject = '1'"],
    },
  },
  following: {
    code_of_closed_order: {
      given: CODES,
      reads: ORDERS.map(givenBack),
      from: [null, null, null],
      acts: [
        ["UPDATE orders SET paid_at = 3 WHERE id = '1'", [null, null, null]],
        ["UPDATE orders SET closed_at = 4 WHERE id = '2'", [null, 4, null]],
        ["UPDATE orders SET closed_at = 5 WHERE id = '2'", [null, 4, null]],
      ],
    },
    code_of_cancelled_order: {
      given: CODES,
      reads: ORDERS.map(givenBack),
      from: [null, null, null],
      acts: [
        [row('order_cancellations', { order_id: '2', at: 4 }), [null, null, null]],
        [row('order_cancellations', { order_id: '1', at: 5 }), [5, null, null]],
      ],
    },
    code_of_forgotten_order: {
      given: CODES,
      reads: ORDERS.map((order) => `SELECT phone_hmac FROM code_redemptions WHERE order_id = '${order}'`),
      from: ['1', '1', '1'],
      acts: [["UPDATE orders SET phone_hmac = '' WHERE id = '2'", ['1', '', '1']]],
    },
  },
}
