import { type Feature, json, row } from './case.ts'

const POSTED =
  "SELECT group_concat(term) FROM (SELECT term FROM order_postings WHERE order_id = '1' ORDER BY term)"
const KNOWN = [row('orders'), 'UPDATE unindexed_orders SET noted = 7']
const order = (change: string) => `UPDATE orders SET ${change} WHERE id = '1'`
const WAITS = "SELECT count(*) FROM unindexed_orders WHERE order_id = '1'"
const SAME = "SELECT (SELECT noted FROM unindexed_orders WHERE order_id = '1') IS 7"

/** What the desk finds orders by. */
export const search: Feature = {
  after: { unindexed_orders: ['DELETE FROM unindexed_orders'] },
  rows: { order_terms: { terms: '[1, 2]' } },
  checks: { order_terms_json: json('order_terms', 'terms') },
  following: {
    terms_posted: {
      given: [row('orders')],
      reads: [POSTED],
      from: [null],
      acts: [[row('order_terms', { terms: '[3, 4, 3]' }), ['3,4']]],
    },
    terms_posted_anew: {
      given: [row('order_terms')],
      reads: [POSTED],
      from: ['1,2'],
      acts: [["UPDATE order_terms SET terms = '[2, 3]'", ['2,3']]],
    },
    terms_taken_back: {
      given: [row('order_terms'), row('order_postings', { term: 1, order_id: '2' })],
      reads: [POSTED, 'SELECT count(*) FROM order_postings'],
      from: ['1,2', 3],
      acts: [['DELETE FROM order_terms', [null, 1]]],
    },
    order_to_index: {
      reads: [WAITS],
      from: [0],
      acts: [[row('orders'), [1]]],
    },
    order_to_index_anew: {
      given: KNOWN,
      reads: [SAME, WAITS],
      from: [1, 1],
      acts: [
        [order("state = '2', recipient_name = '1'"), [1, 1]],
        [order("recipient_name = '2'"), [0, 1]],
        [
          ['UPDATE unindexed_orders SET noted = 7', order("street = '2'")],
          [0, 1],
        ],
        [
          ['DELETE FROM unindexed_orders', order("phone_sealed = '2'")],
          [0, 1],
        ],
        [order("region_code = '2'"), [0, 1]],
      ],
      without: [0, 0],
    },
    order_unindexed: {
      given: [row('order_terms')],
      reads: [POSTED, WAITS],
      from: ['1,2', 1],
      acts: [[order('forgotten_at = 1, recipient_name = 2'), [null, 0]]],
    },
    parcel_to_index: [
      {
        given: [...KNOWN, row('captures')],
        reads: [SAME],
        from: [1],
        acts: [[row('shipments'), [0]]],
      },
      {
        given: [...KNOWN, row('captures'), row('shipments'), 'DELETE FROM unindexed_orders'],
        reads: [WAITS],
        from: [0],
        acts: [[row('shipments', { id: '2', tracking_no: '2' }), [1]]],
      },
    ],
    parcel_to_index_anew: {
      given: [...KNOWN, row('captures'), row('shipments'), 'UPDATE unindexed_orders SET noted = 7'],
      reads: [SAME],
      from: [1],
      acts: [
        ["UPDATE shipments SET delivered_at = 1, tracking_no = '1'", [1]],
        ["UPDATE shipments SET tracking_no = '2'", [0]],
      ],
    },
  },
}
