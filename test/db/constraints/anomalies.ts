import { type Feature, notNegative, row } from './case.ts'

const RESOLVED = { resolved_at: 1, resolved_by: '1', resolution: '1' }
const change = (to: string) => `UPDATE payment_anomalies SET ${to}`

/** What a provider told and no order fits: kept as it came, ended once by somebody. */
export const anomalies: Feature = {
  checks: {
    anomaly_amount: notNegative('payment_anomalies', 'amount_fen'),
    anomaly_resolved_by_somebody: {
      table: 'payment_anomalies',
      refused: [
        { resolved_at: 1 },
        { resolved_by: '1' },
        { resolution: '1' },
        { ...RESOLVED, resolution: null },
      ],
      accepted: [RESOLVED, {}],
    },
  },
  unique: {
    anomaly_once: {
      table: 'payment_anomalies',
      on: 'provider, event_id',
      again: { id: '2' },
      apart: [{ event_id: '2' }, { provider: '2' }],
    },
  },
  following: {
    anomaly_told: {
      reads: ['SELECT count(*) FROM outbox'],
      from: [0],
      acts: [[row('payment_anomalies'), [1]]],
    },
  },
  raising: {
    anomaly_stays: {
      refused: [
        ...['kind', 'out_trade_no', 'event_id', 'provider', 'id'].map((column) => change(`${column} = '2'`)),
        ...['amount_fen', 'at', 'expected_fen'].map((column) => change(`${column} = 2`)),
      ]
        .map((said) => [row('payment_anomalies'), said])
        .concat([
          [row('payment_anomalies'), row('orders'), change("order_id = '1'")],
          [row('payment_anomalies', RESOLVED), change("resolution = '2'")],
        ]),
      accepted: [
        [
          row('payment_anomalies'),
          row('staff'),
          change("resolved_at = 2, resolved_by = '1', resolution = '2'"),
        ],
      ],
    },
    anomaly_kept: {
      word: 'anomaly_stays',
      refused: [[row('payment_anomalies'), 'DELETE FROM payment_anomalies']],
    },
  },
}
