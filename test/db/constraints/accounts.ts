import { type Feature, notNegative, row } from './case.ts'

const address = (n: number) => row('user_addresses', { id: `${n}`, mark: `${n}` })
const TWENTY = Array.from({ length: 20 }, (_, at) => address(at + 1))

const KNOWN = { phone_hmac: '1', phone_sealed: '1' }

/** Accounts: users, their codes. */
export const accounts: Feature = {
  rows: { users: KNOWN },
  checks: {
    user_gone: {
      table: 'users',
      refused: [{ gone_at: 1 }, { phone_hmac: null }, { phone_sealed: null }],
      accepted: [{ gone_at: 1, phone_hmac: null, phone_sealed: null }, {}],
    },
    code_wrong: notNegative('sign_in_codes', 'wrong'),
  },
  unique: {
    user_phone_once: { table: 'users', on: 'phone_hmac', again: { id: '2' }, apart: { phone_hmac: '2' } },
    address_once: { table: 'user_addresses', on: 'user_id, mark', again: { id: '2' }, apart: { mark: '2' } },
    code_once: { table: 'sign_in_codes', on: 'phone_hmac, purpose', apart: { purpose: '2' } },
  },
  raising: {
    address_limit: {
      given: TWENTY,
      refused: [address(21)],
      accepted: [["DELETE FROM user_addresses WHERE id = '1'", address(21)]],
    },
  },
}
