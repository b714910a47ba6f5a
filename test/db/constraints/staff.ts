import { type Feature, row } from './case.ts'

const USE = "UPDATE staff_setups SET used_at = 2 WHERE token_hash = '1'"

export const staff: Feature = {
  unique: {
    staff_login: { table: 'staff', on: 'login', again: { id: '2' }, apart: { login: '2' } },
  },
  raising: {
    owner_stays: {
      given: [row('staff', { role: 'owner', sample: 0 })],
      refused: [
        "UPDATE staff SET role = 'viewer' WHERE id = '1'",
        // One who cannot sign in does not take their place.
        [
          row('staff', { id: '2', login: '2', role: 'owner', sample: 1 }),
          "UPDATE staff SET role = 'viewer' WHERE id = '1'",
        ],
      ],
      accepted: [
        [
          row('staff', { id: '2', login: '2', role: 'owner', sample: 0 }),
          "UPDATE staff SET role = 'viewer' WHERE id = '1'",
        ],
        "UPDATE staff SET role = 'owner' WHERE id = '1'",
      ],
    },
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
