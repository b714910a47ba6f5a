import { type Feature, notNegative, row } from './case.ts'

const address = (n: number) => row('user_addresses', { id: `${n}`, mark: `${n}` })
const TWENTY = Array.from({ length: 20 }, (_, at) => address(at + 1))

const favourite = (n: number) => row('favourites', { slug: `${n}` })
const product = (n: number) => row('products', { id: `${n}`, slug: `${n}`, search_rank: 90_000 + n })
const HUNDRED = [
  ...Array.from({ length: 100 }, (_, at) => product(at + 2)),
  ...Array.from({ length: 100 }, (_, at) => favourite(at + 1)),
]

const KNOWN = { phone_hmac: '1', phone_sealed: '1' }

/** Accounts: users, their codes. */
export const accounts: Feature = {
  rows: {
    users: KNOWN,
    user_sessions: { opened_by: 'phone' },
    phone_changes: { tail: '1234', new_hmac: '2' },
  },
  checks: {
    user_gone: {
      table: 'users',
      refused: [{ gone_at: 1 }, { phone_hmac: null }, { phone_sealed: null }],
      accepted: [{ gone_at: 1, phone_hmac: null, phone_sealed: null }, {}],
    },
    phone_change_tail: { table: 'phone_changes', refused: [{ tail: '123' }], accepted: [{ tail: '0000' }] },
    phone_change_day: {
      table: 'phone_changes',
      refused: [{ asked_at: 1, due_at: 86_400_000 }],
      accepted: [{ asked_at: 1, due_at: 86_400_001 }, { due_at: null }],
    },
    phone_change_outcome: {
      table: 'phone_changes',
      refused: [{ ended_at: 1, outcome: '1', new_hmac: null }],
      accepted: ['taken', 'objected', 'stopped', 'untold'].map((outcome) => ({
        ...{ ended_at: 1, outcome, new_hmac: null },
      })),
    },
    phone_change_ended: {
      table: 'phone_changes',
      refused: [
        { ended_at: 1, new_hmac: null },
        { outcome: 'taken', new_hmac: null },
        { ended_at: 1, outcome: 'taken' },
        { new_hmac: null },
      ],
      accepted: [{ ended_at: 1, outcome: 'taken', new_hmac: null }, {}],
    },
    code_wrong: notNegative('sign_in_codes', 'wrong'),
    session_opened_by: {
      table: 'user_sessions',
      refused: [{ opened_by: 'robot' }],
      accepted: [{ opened_by: 'phone' }, { opened_by: 'wechat' }],
    },
  },
  unique: {
    user_phone_once: { table: 'users', on: 'phone_hmac', again: { id: '2' }, apart: { phone_hmac: '2' } },
    address_once: { table: 'user_addresses', on: 'user_id, mark', again: { id: '2' }, apart: { mark: '2' } },
    user_wechat_once: {
      table: 'user_wechats',
      on: 'user_id',
      given: [row('users', { id: '2', phone_hmac: '2' })],
      again: { openid_hmac: '2' },
      apart: { openid_hmac: '2', user_id: '2' },
    },
    phone_change_once: {
      table: 'phone_changes',
      on: 'user_id',
      again: { id: '2', new_hmac: '3' },
      apart: { ended_at: 1, outcome: 'taken', new_hmac: null },
    },
    phone_change_to_once: {
      table: 'phone_changes',
      on: 'new_hmac',
      given: [row('users', { id: '2', phone_hmac: '2' })],
      again: { id: '2', user_id: '2' },
      apart: { user_id: '2', ended_at: 1, outcome: 'taken', new_hmac: null },
    },
    favourite_once: { table: 'favourites', on: 'user_id, slug', given: [product(2)], apart: { slug: '2' } },
    code_once: { table: 'sign_in_codes', on: 'phone_hmac, purpose', apart: { purpose: '2' } },
  },
  raising: {
    favourite_limit: {
      given: HUNDRED,
      refused: [favourite(101)],
      accepted: [["DELETE FROM favourites WHERE slug = '1'", favourite(101)]],
    },
    address_limit: {
      given: TWENTY,
      refused: [address(21)],
      accepted: [["DELETE FROM user_addresses WHERE id = '1'", address(21)]],
    },
  },
}
