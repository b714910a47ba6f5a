import { type Feature, json, positive, row } from './case.ts'

const TEN_MINUTES = 600_000
type Draw = { order?: string; network?: string | null; payBefore?: number; counted?: 0 | 1 }
const drawn = (pieces: number, { order = '1', network = 'net', payBefore = 0, counted = 1 }: Draw = {}) =>
  `INSERT INTO stock_draws (sku, order_id, quantity, at, network_hmac, pay_before, counted)
    VALUES ('1', '${order}', ${pieces}, 0, ${network && `'${network}'`}, ${payBefore}, ${counted})`
const NO_VIEW = 'cannot modify stock_draws because it is a view'
/** A network that has bound pieces before. */
const bound = (pieces: number) => row('network_claims', { network_hmac: 'net', bound: `{"1": ${pieces}}` })

const uses = (of: number) => row('network_claims', { bound: `{"code:1": ${of}}` })
const codes = (limit: number, used: number) => row('promo_codes', { limit_total: limit, used })

const unpaid = (id: number, more: Record<string, string | number> = {}) =>
  row('orders', { id: String(id), number: String(id), pay_before: 10, ...more })

const unpaidOf = (sku: string) => `SELECT unpaid FROM variants WHERE sku = '${sku}'`
/** An order of 6 pieces of one SKU and 3 of another, with a code; what its network has bound; an order of another's. */
const NETWORK_ORDER = (orders: number, bound: Record<string, number>) => [
  row('variants', { unpaid: 10 }),
  row('variants', { sku: '2', unpaid: 10 }),
  row('promo_codes'),
  row('orders', { network_hmac: 'net', code: '1' }),
  row('order_lines', {
    ...{ line: 1, quantity: 2, amount_fen: 2 },
    stock: '[{"sku": "1", "quantity": 3}, {"sku": "2", "quantity": 1}]',
  }),
  row('order_lines', {
    line: 2,
    sku: '2',
    quantity: 1,
    amount_fen: 1,
    stock: '[{"sku": "2", "quantity": 1}]',
  }),
  row('network_claims', { network_hmac: 'net', orders, bound: JSON.stringify(bound) }),
  row('orders', { id: '2', number: '2', network_hmac: 'other' }),
  row('order_lines', { order_id: '2', stock: '[{"sku": "1", "quantity": 1}]' }),
  row('network_claims', { network_hmac: 'other', bound: '{"1":5}' }),
]
const SETTLED = [
  ...['1', '2'].map(unpaidOf),
  "SELECT orders FROM network_claims WHERE network_hmac = 'net'",
  "SELECT bound FROM network_claims WHERE network_hmac = 'net'",
  "SELECT group_concat(coalesce(network_hmac, '-')) FROM orders WHERE phone_hmac = '1'",
  "SELECT orders || bound FROM network_claims WHERE network_hmac = 'other'",
]

export const limits: Feature = {
  checks: {
    network_orders: positive('network_claims', 'orders'),
    network_bound_json: json('network_claims', 'bound'),
  },
  raising: {
    // Of 300 unsold pieces a network may bind 30, its only open order 150.
    stock_drawn: [
      {
        otherwise: NO_VIEW,
        word: 'too_many_open:order',
        given: [row('variants', { available: 200, unpaid: 100 })],
        refused: [drawn(151)],
        accepted: [drawn(150), drawn(200, { network: null })],
      },
      {
        otherwise: NO_VIEW,
        word: 'too_many_open:network',
        given: [row('variants', { available: 200, unpaid: 100 }), bound(10)],
        refused: [drawn(21)],
        accepted: [drawn(20)],
      },
      {
        otherwise: NO_VIEW,
        word: 'pay_sooner',
        given: [row('variants', { available: 200, unpaid: 100 }), bound(10)],
        refused: [drawn(6, { payBefore: TEN_MINUTES + 1 })],
        accepted: [drawn(6, { payBefore: TEN_MINUTES }), drawn(5, { payBefore: TEN_MINUTES + 1 })],
      },
      {
        // A tenth is 20 pieces at least.
        otherwise: NO_VIEW,
        word: 'too_many_open:network',
        given: [row('variants', { available: 30 }), bound(10)],
        refused: [drawn(11)],
        accepted: [drawn(10)],
      },
      {
        otherwise: NO_VIEW,
        word: 'CHECK constraint failed: stock_available',
        given: [row('variants', { available: 5 })],
        refused: [drawn(6)],
        accepted: [drawn(5)],
      },
    ],
    code_of_network: [
      {
        word: 'too_many_open:network_code',
        given: [codes(300, 100)],
        refused: [
          uses(23),
          [
            uses(22),
            `INSERT INTO network_claims (network_hmac, orders, bound) VALUES ('1', 1, '{"code:1": 1}')
              ON CONFLICT (network_hmac) DO UPDATE SET orders = orders + 1`,
          ],
        ],
        accepted: [uses(22)],
      },
      {
        word: 'too_many_open:network_code',
        given: [codes(30, 25)],
        refused: [uses(21)],
        accepted: [uses(20)],
      },
    ],
    order_open_limit: {
      word: 'too_many_open:phone',
      given: [unpaid(1), unpaid(2)],
      refused: [[unpaid(3), unpaid(4, { placed_at: 9 })]],
      accepted: [
        [unpaid(3), unpaid(4, { placed_at: 10 })],
        [unpaid(3), unpaid(4, { phone_hmac: '2' })],
        [unpaid(3), unpaid(4, { channel: 'institution' })],
        [unpaid(3, { paid_at: 1 }), unpaid(4)],
        [unpaid(3, { closed_at: 1 }), unpaid(4)],
        [unpaid(3, { channel: 'institution' }), unpaid(4)],
      ],
    },
    order_plots_limit: {
      word: 'too_many_open:phone_plots',
      refused: [unpaid(1, { plots: 4 }), [unpaid(1, { plots: 2 }), unpaid(2, { plots: 2, placed_at: 9 })]],
      accepted: [
        [unpaid(1, { plots: 2 }), unpaid(2, { plots: 1 })],
        [unpaid(1, { plots: 2 }), unpaid(2, { plots: 2, placed_at: 10 })],
        [unpaid(1, { plots: 2 }), unpaid(2, { plots: 2, phone_hmac: '2' })],
        [unpaid(1, { plots: 2, paid_at: 1 }), unpaid(2, { plots: 2 })],
        [unpaid(1, { plots: 2, closed_at: 1 }), unpaid(2, { plots: 2 })],
        [unpaid(1, { plots: 3 }), unpaid(2)],
      ],
    },
  },
  following: {
    stock_drawn: {
      given: [row('variants', { available: 100 })],
      reads: [
        "SELECT available FROM variants WHERE sku = '1'",
        "SELECT unpaid FROM variants WHERE sku = '1'",
        "SELECT group_concat(cause || ' ' || kind || ' ' || quantity, ', ') FROM stock_movements WHERE sku = '1'",
      ],
      from: [100, 0, null],
      acts: [
        [drawn(3), [97, 3, '1 reserved 3']],
        [drawn(5, { order: '2', network: null, counted: 0 }), [92, 3, '1 reserved 3, 2 reserved 5']],
      ],
      without: NO_VIEW,
    },
    order_settled: [
      {
        given: NETWORK_ORDER(2, { 1: 9, 2: 3, 'code:1': 1 }),
        reads: SETTLED,
        from: [10, 10, 2, '{"1":9,"2":3,"code:1":1}', 'net,other', '1{"1":5}'],
        acts: [
          ["UPDATE orders SET paid_at = 5 WHERE id = '1'", [4, 7, 1, '{"1":3}', '-,other', '1{"1":5}']],
          ["UPDATE orders SET closed_at = 6 WHERE id = '1'", [4, 7, 1, '{"1":3}', '-,other', '1{"1":5}']],
        ],
      },
      {
        given: NETWORK_ORDER(1, { 1: 6, 2: 3, 'code:1': 1 }),
        reads: SETTLED,
        from: [10, 10, 1, '{"1":6,"2":3,"code:1":1}', 'net,other', '1{"1":5}'],
        acts: [["UPDATE orders SET closed_at = 5 WHERE id = '1'", [4, 7, null, null, '-,other', '1{"1":5}']]],
      },
      {
        // What an institution ordered was never counted.
        given: [...NETWORK_ORDER(1, { 1: 6 }), "UPDATE orders SET channel = 'institution' WHERE id = '1'"],
        reads: SETTLED,
        from: [10, 10, 1, '{"1":6}', 'net,other', '1{"1":5}'],
        acts: [
          ["UPDATE orders SET paid_at = 5 WHERE id = '1'", [10, 10, 1, '{"1":6}', 'net,other', '1{"1":5}']],
          ["UPDATE orders SET paid_at = 5 WHERE id = '2'", [5, 10, 1, '{"1":6}', 'net,-', null]],
        ],
      },
    ],
  },
}
