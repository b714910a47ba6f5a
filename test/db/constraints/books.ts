import { type Feature, json, notNegative, row } from './case.ts'

const DAY = '2026-11-02'
const RESOLVED = { resolved_at: 1, resolved_by: '1', resolution: '1' }
const change = (table: string) => (to: string) => `UPDATE ${table} SET ${to}`
const difference = change('bill_differences')
const HASH = 'a'.repeat(64)
const MONTHS = { refused: ['2026', '2026-1', '2026-11-02', '26-11'], accepted: '2026-12' }
const months = (table: string, column: string) => ({
  table,
  refused: MONTHS.refused.map((month) => ({ [column]: month })),
  accepted: [{ [column]: MONTHS.accepted }],
})
const sheet = row('settlement_sheets')

/** Bills of providers and what differs, commissions, and months that are closed. */
export const books: Feature = {
  rows: {
    provider_bills: { day: DAY },
    bill_lines: { day: DAY },
    bill_differences: { day: DAY, there_fen: 1 },
    commission_rules: { from_month: '2026-11' },
    settlement_adjustments: { month: '2026-11' },
    settlement_sheets: { month: '2026-11', content: '{}', hash: HASH },
  },
  checks: {
    bill_day: {
      table: 'provider_bills',
      refused: [{ day: '2' }, { day: '2026-11-2' }],
      accepted: [{ day: '2026-11-30' }],
    },
    bill_line_amount: notNegative('bill_lines', 'amount_fen'),
    difference_differs: {
      table: 'bill_differences',
      refused: [{ here_fen: 1 }, { there_fen: null }],
      accepted: [{ here_fen: 2 }, { there_fen: null, here_fen: 1 }],
    },
    difference_resolved_by_somebody: {
      table: 'bill_differences',
      refused: [{ resolved_at: 1 }, { resolved_by: '1' }, { resolution: '1' }],
      accepted: [RESOLVED, {}],
    },
    commission_month: months('commission_rules', 'from_month'),
    commission_share: {
      table: 'commission_rules',
      refused: [{ basis_points: -1 }, { basis_points: 10_001 }],
      accepted: [{ basis_points: 0 }, { basis_points: 10_000 }],
    },
    adjustment_month: months('settlement_adjustments', 'month'),
    adjustment_amount: {
      table: 'settlement_adjustments',
      refused: [{ amount_fen: 0 }],
      accepted: [{ amount_fen: -1 }],
    },
    adjustment_reason: {
      table: 'settlement_adjustments',
      refused: [{ reason: ' ' }],
      accepted: [{ reason: '补' }],
    },
    sheet_month: months('settlement_sheets', 'month'),
    sheet_content: json('settlement_sheets', 'content'),
    sheet_hash: {
      table: 'settlement_sheets',
      refused: [{ hash: 'a' }],
      accepted: [{ hash: HASH }],
    },
  },
  unique: {
    bill_once: {
      table: 'provider_bills',
      on: 'provider, day',
      apart: [{ day: '2026-11-03' }, { provider: '2' }],
    },
    bill_line_once: {
      table: 'bill_lines',
      on: 'out_trade_no, out_refund_no, provider, day',
      again: { line: 2 },
      apart: [{ out_trade_no: '2' }, { out_refund_no: '2' }],
    },
    difference_once: {
      table: 'bill_differences',
      on: 'provider, day, kind, out_trade_no, out_refund_no',
      again: { id: '2' },
      apart: [{ kind: '2' }, { out_trade_no: '2' }, { out_refund_no: '2' }],
    },
    sheet_once: { table: 'settlement_sheets', on: 'producer_id, month', apart: { month: '2026-12' } },
  },
  raising: {
    bill_stays: { refused: [[row('provider_bills'), 'UPDATE provider_bills SET fee_fen = 2']] },
    bill_kept: { word: 'bill_stays', refused: [[row('provider_bills'), 'DELETE FROM provider_bills']] },
    bill_line_stays: {
      word: 'bill_stays',
      refused: [[row('bill_lines'), 'UPDATE bill_lines SET amount_fen = 2']],
    },
    bill_line_kept: { word: 'bill_stays', refused: [[row('bill_lines'), 'DELETE FROM bill_lines']] },
    difference_stays: {
      refused: [
        [row('bill_differences'), difference("kind = '2'")],
        [row('bill_differences'), difference('there_fen = 2')],
        [row('bill_differences', RESOLVED), difference("resolution = '2'")],
      ],
      accepted: [
        [
          row('bill_differences'),
          row('staff'),
          difference("resolved_at = 2, resolved_by = '1', resolution = '2'"),
        ],
      ],
    },
    difference_kept: {
      word: 'difference_stays',
      refused: [[row('bill_differences'), 'DELETE FROM bill_differences']],
    },
    sheet_stays: { refused: [[sheet, "UPDATE settlement_sheets SET content = '[]'"]] },
    sheet_kept: { word: 'sheet_stays', refused: [[sheet, 'DELETE FROM settlement_sheets']] },
    commission_before_sheet: {
      word: 'month_frozen',
      given: [sheet],
      refused: [row('commission_rules'), row('commission_rules', { from_month: '2026-10' })],
      accepted: [row('commission_rules', { from_month: '2026-12' })],
    },
    commission_changed_before_sheet: {
      word: 'month_frozen',
      given: [row('commission_rules'), sheet],
      refused: ['UPDATE commission_rules SET basis_points = 2'],
    },
    adjustment_before_sheet: {
      word: 'month_frozen',
      given: [sheet],
      refused: [row('settlement_adjustments')],
      accepted: [row('settlement_adjustments', { month: '2026-12' })],
    },
    adjustment_stays: {
      refused: [[row('settlement_adjustments'), 'UPDATE settlement_adjustments SET amount_fen = 2']],
    },
    adjustment_kept: {
      word: 'adjustment_stays',
      refused: [[row('settlement_adjustments'), 'DELETE FROM settlement_adjustments']],
    },
  },
}
