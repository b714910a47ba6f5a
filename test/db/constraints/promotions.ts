import { type Feature, json, notNegative, positive, row } from './case.ts'

const CODE = { starts_at: 10, ends_at: 20 }
const redeemed = (order: string, at: number, more: Record<string, string | number> = {}) =>
  row('code_redemptions', { order_id: order, at, ...more })
const promoted = (to: string) => `UPDATE variants SET ${to} WHERE sku = '1'`

export const promotions: Feature = {
  rows: { promo_codes: { ends_at: 2, limit_total: 9, limit_per_phone: 9 } },
  checks: {
    code_value: positive('promo_codes', 'value'),
    code_families_json: json('promo_codes', 'families'),
    code_minimum: notNegative('promo_codes', 'minimum_fen'),
    code_total: positive('promo_codes', 'limit_total'),
    code_phone: positive('promo_codes', 'limit_per_phone'),
    code_dates: {
      table: 'promo_codes',
      refused: [{ starts_at: 10, ends_at: 10 }],
      accepted: [{ starts_at: 10, ends_at: 11 }],
    },
    code_limit: {
      table: 'promo_codes',
      refused: [{ used: -1 }, { used: 10 }],
      accepted: [{ used: 0 }, { used: 9 }],
    },
    redemption_discount: positive('code_redemptions', 'discount_fen'),
  },
  unique: {
    code_of_adoption: {
      table: 'promo_codes',
      on: 'adoption_id',
      row: { adoption_id: '1' },
      again: { code: '2' },
      apart: { adoption_id: null },
    },
  },
  raising: {
    code_redeemable: [
      {
        word: 'code_over',
        refused: [
          [row('promo_codes', CODE), redeemed('1', 9)],
          [row('promo_codes', CODE), redeemed('1', 20)],
          [row('promo_codes', { ...CODE, ended_at: 15 }), redeemed('1', 15)],
        ],
        accepted: [
          [row('promo_codes', CODE), redeemed('1', 10)],
          [row('promo_codes', CODE), redeemed('1', 19)],
        ],
      },
      {
        word: 'code_per_phone',
        given: [row('promo_codes', { ...CODE, limit_per_phone: 2 }), redeemed('1', 10)],
        refused: [[redeemed('2', 10), redeemed('3', 10)]],
        accepted: [
          [redeemed('2', 10, { given_back_at: 11 }), redeemed('3', 10)],
          [redeemed('2', 10), redeemed('3', 10, { phone_hmac: '2' })],
        ],
      },
    ],
    redemption_stays: {
      given: [
        row('promo_codes', CODE),
        row('promo_codes', { ...CODE, code: '2' }),
        redeemed('1', 10, { given_back_at: 11 }),
      ],
      refused: ["code = '2'", "order_id = '2'", 'discount_fen = 2', 'given_back_at = NULL'].map(
        (to) => `UPDATE code_redemptions SET ${to}`,
      ),
      accepted: ["phone_hmac = ''", 'given_back_at = 12'].map((to) => `UPDATE code_redemptions SET ${to}`),
    },
    redemption_kept: {
      word: 'redemption_stays',
      given: [row('promo_codes', CODE), redeemed('1', 10)],
      refused: ['DELETE FROM code_redemptions'],
    },
    promo_lower: {
      given: [row('variants', { price_fen: 9 })],
      refused: [
        'promo_price_fen = 9, promo_from = 1, promo_until = 2',
        'promo_price_fen = 8, promo_from = 1',
        'promo_price_fen = 8, promo_until = 2',
      ].map(promoted),
      accepted: [
        promoted('promo_price_fen = 8, promo_from = 1, promo_until = 2'),
        promoted('promo_price_fen = NULL, promo_from = NULL, promo_until = NULL'),
        [
          promoted('promo_price_fen = 8, promo_from = 1, promo_until = 2'),
          "UPDATE variants SET price_fen = 7 WHERE sku = '1'",
        ],
      ],
    },
  },
  following: {
    code_used: {
      given: [row('promo_codes', CODE)],
      reads: ["SELECT used FROM promo_codes WHERE code = '1'"],
      from: [0],
      acts: [
        [redeemed('1', 10), [1]],
        [redeemed('2', 10), [2]],
      ],
    },
    code_given_back: {
      given: [row('promo_codes', CODE), redeemed('1', 10)],
      reads: ["SELECT used FROM promo_codes WHERE code = '1'"],
      from: [1],
      acts: [
        ["UPDATE code_redemptions SET given_back_at = 11 WHERE code = '1'", [0]],
        ["UPDATE code_redemptions SET given_back_at = 12 WHERE code = '1'", [0]],
      ],
    },
  },
}
