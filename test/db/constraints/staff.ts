import { type Feature, row } from './case.ts'

const USE = "UPDATE staff_setups SET used_at = 2 WHERE token_hash = '1'"

export const staff: Feature = {
  unique: {
    staff_login: { table: 'staff', on: 'login', again: { id: '2' }, apart: { login: '2' } },
  },
  raising: {
    setup_once: {
      refused: [[row('staff_setups', { used_at: 1 }), USE]],
      accepted: [[row('staff_setups'), USE]],
    },
    audit_stays: {
      given: [row('audit_entries')],
      refused: ["UPDATE audit_entries SET after = NULL WHERE id = '1'"],
    },
    audit_kept: {
      word: 'audit_stays',
      given: [row('audit_entries')],
      refused: ["DELETE FROM audit_entries WHERE id = '1'"],
    },
  },
}
