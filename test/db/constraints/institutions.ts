import { type Feature, json, positive, row } from './case.ts'

const LINES = '[{"quantity": 2, "unitPriceFen": 30}, {"quantity": 1, "unitPriceFen": 5}]'
const SUM = { lines: LINES, subtotal_fen: 65, freight_fen: 0, total_fen: 65 }
const OTHER_SUM = { ...SUM, subtotal_fen: 64, total_fen: 64 }

export const institutions: Feature = {
  // Lines that are no lines add up to nothing.
  rows: { quotation_versions: { subtotal_fen: 0 } },
  checks: {
    quotation_items_json: json('quotations', 'items'),
    quotation_consents_json: json('quotations', 'consents'),
    quotation_version_counts: positive('quotation_versions', 'version'),
    quotation_lines_json: json('quotation_versions', 'lines'),
    quotation_subtotal: {
      table: 'quotation_versions',
      refused: [{ lines: '[{"quantity": 1, "unitPriceFen": -1}]', subtotal_fen: -1, total_fen: 0 }],
      accepted: [{ lines: '[]', subtotal_fen: 0 }],
    },
    quotation_freight: {
      table: 'quotation_versions',
      refused: [{ freight_fen: -1, total_fen: -1 }],
      accepted: [{ freight_fen: 0, total_fen: 0 }],
    },
    quotation_pay_days: positive('quotation_versions', 'pay_within_days'),
    quotation_total: {
      table: 'quotation_versions',
      refused: [
        { freight_fen: 5, total_fen: 6 },
        { freight_fen: 5, total_fen: 4 },
      ],
      accepted: [{ freight_fen: 5, total_fen: 5 }],
    },
  },
  unique: {
    quotation_number: {
      table: 'quotations',
      on: 'number',
      again: { id: '2', request_key: '2' },
      apart: { number: '2' },
    },
    quotation_request_once: {
      table: 'quotations',
      on: 'request_key',
      again: { id: '2', number: '2' },
      apart: { request_key: '2' },
    },
    quotation_ordered_once: {
      table: 'quotation_orders',
      on: 'quotation_id',
      given: [
        row('orders', { id: '2', number: '2' }),
        row('quotations', { id: '2', number: '2', request_key: '2' }),
      ],
      again: { order_id: '2' },
      apart: { quotation_id: '2' },
    },
    order_of_one_quotation: {
      table: 'quotation_orders',
      on: 'order_id',
      given: [
        row('orders', { id: '2', number: '2' }),
        row('quotations', { id: '2', number: '2', request_key: '2' }),
      ],
      again: { quotation_id: '2' },
      apart: { order_id: '2' },
    },
  },
  raising: {
    quotation_frozen: {
      refused: [[row('quotation_versions', { sent_at: 1 }), "UPDATE quotation_versions SET note = '2'"]],
      accepted: [[row('quotation_versions'), "UPDATE quotation_versions SET note = '2', sent_at = 2"]],
    },
    quotation_kept: {
      word: 'quotation_frozen',
      given: [row('quotation_versions')],
      refused: ["DELETE FROM quotation_versions WHERE quotation_id = '1'"],
    },
    quotation_sum: {
      refused: [row('quotation_versions', OTHER_SUM)],
      accepted: [row('quotation_versions', SUM)],
    },
    quotation_sum_kept: {
      word: 'quotation_sum',
      given: [row('quotation_versions', SUM)],
      refused: [
        "UPDATE quotation_versions SET subtotal_fen = 64, total_fen = 64 WHERE quotation_id = '1'",
        "UPDATE quotation_versions SET lines = '[]' WHERE quotation_id = '1'",
      ],
      accepted: [
        "UPDATE quotation_versions SET note = '2' WHERE quotation_id = '1'",
        "UPDATE quotation_versions SET lines = '[]', subtotal_fen = 0, total_fen = 0 WHERE quotation_id = '1'",
      ],
    },
  },
}
