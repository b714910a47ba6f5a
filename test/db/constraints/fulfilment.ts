import { type Feature, positive, row } from './case.ts'

const shipped = (quantity: number, line = 1) => row('shipment_lines', { quantity, line })
const refunded = (quantity: number, withheld: number, line = 1) =>
  row('refund_lines', { quantity, withheld, line })
const queue = (column: string, storage: string) =>
  `SELECT ${column} FROM dispatch_queue WHERE order_id = '1' AND storage = '${storage}'`

export const fulfilment: Feature = {
  after: { shipments: [row('captures')], shipment_lines: [row('order_lines')] },
  checks: { shipped_quantity: positive('shipment_lines', 'quantity') },
  unique: {
    shipment_number_once: {
      table: 'shipments',
      on: 'order_id, carrier, tracking_no',
      again: { id: '2' },
      apart: { tracking_no: '2' },
    },
  },
  raising: {
    // The line has five pieces.
    shipped_limit: {
      refused: [
        shipped(6),
        shipped(1, 2),
        [
          shipped(3),
          row('shipments', { id: '2', tracking_no: '2' }),
          row('shipment_lines', { shipment_id: '2', quantity: 3 }),
        ],
        [refunded(2, 2), shipped(4)],
      ],
      accepted: [
        [row('order_lines', { line: 2 }), shipped(5, 2), shipped(5)],
        [refunded(2, 2), shipped(3)],
        [refunded(2, 0), shipped(5)],
      ],
    },
    shipped_of_order: {
      given: [
        row('orders', { id: '2', number: '2' }),
        row('order_lines', { order_id: '2' }),
        row('shipments'),
      ],
      refused: [row('shipment_lines', { order_id: '2' })],
      accepted: [row('shipment_lines')],
    },
    shipment_of_paid: {
      given: [row('orders', { id: '2', number: '2' })],
      refused: [
        row('shipments', { order_id: '2' }),
        [row('captures'), row('order_cancellations'), row('shipments')],
      ],
      accepted: [row('shipments')],
    },
    cancel_unshipped: {
      given: [row('orders', { id: '2', number: '2' })],
      refused: [[row('shipments'), row('order_cancellations')]],
      accepted: [[row('shipments'), row('order_cancellations', { order_id: '2' })]],
    },
    refund_line_limit: {
      refused: [
        refunded(6, 0),
        refunded(1, 0, 2),
        [
          refunded(3, 0),
          row('refunds', { id: '2', out_refund_no: '2' }),
          row('refund_lines', { refund_id: '2', quantity: 3, withheld: 0 }),
        ],
        [shipped(3), refunded(3, 3)],
      ],
      accepted: [
        [row('order_lines', { line: 2 }), refunded(5, 5, 2), refunded(5, 5)],
        [shipped(3), refunded(3, 2)],
      ],
    },
    freight_unsent: {
      given: [
        row('orders', { freight: '[{"skus": ["1"]}, {"skus": ["2"]}]' }),
        row('order_lines'),
        row('variants', { sku: '2' }),
        row('order_lines', { line: 2, sku: '2' }),
      ],
      refused: [[shipped(1), row('refund_freight', { place: 0 })]],
      accepted: [[shipped(1), row('refund_freight', { place: 1 })], row('refund_freight', { place: 0 })],
    },
  },
  following: {
    dispatch_paid: {
      given: [
        row('orders', {
          channel: 'wechat',
          freight: '[{"storage": "ambient"}, {"storage": "chilled", "shipOn": "2026-12-01"}]',
        }),
      ],
      reads: [
        queue('paid_at', 'ambient'),
        queue('ship_on', 'ambient'),
        queue('ship_on', 'chilled'),
        queue('channel', 'chilled'),
      ],
      from: [null, null, null, null],
      acts: [
        ["UPDATE orders SET closed_at = 4 WHERE id = '1'", [null, null, null, null]],
        ["UPDATE orders SET paid_at = 5 WHERE id = '1'", [5, null, '2026-12-01', 'wechat']],
        ["DELETE FROM dispatch_queue WHERE storage = 'ambient'", [null, null, '2026-12-01', 'wechat']],
        ["UPDATE orders SET paid_at = 6 WHERE id = '1'", [null, null, '2026-12-01', 'wechat']],
      ],
    },
    dispatch_called_off: {
      given: [
        row('orders', { id: '2', number: '2' }),
        row('dispatch_queue'),
        row('dispatch_queue', { order_id: '2' }),
      ],
      reads: ['SELECT group_concat(order_id) FROM dispatch_queue'],
      from: ['1,2'],
      acts: [[row('order_cancellations'), ['2']]],
    },
    shipment_channel: {
      given: [row('orders', { channel: 'institution' }), row('captures')],
      reads: ["SELECT channel FROM shipments WHERE id = '1'"],
      from: [null],
      acts: [[row('shipments'), ['institution']]],
      without: ['online'],
    },
  },
}
