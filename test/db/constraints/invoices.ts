import { type Feature, positive, type Row, row } from './case.ts'

const STAFF = row('staff', { id: '2', login: '2' })
const DIGITS = '00000000000000000001'
const begun = { state: 'issuing', amount_fen: 10, sheet: '{}' }
const request = (more: Row = {}) => row('invoice_requests', { state: 'requested', ...more })
const issued = (more: Row = {}) => request({ ...begun, state: 'issued', ...more })
const blue = (more: Row = {}) => row('invoice_documents', { amount_fen: 10, ...more })
const red = (more: Row = {}) =>
  row('invoice_documents', { id: '2', number: '00000000000000000002', red_of: '1', amount_fen: 10, ...more })
const event = (more: Row = {}) => row('invoice_events', { actor: 'buyer', ...more })

/** The order was paid by its attempt, and money of it goes back. */
const PAID = [row('orders'), row('payment_attempts', { amount_fen: 20 }), row('captures', { amount_fen: 20 })]
const back = (id: string, fen: number) =>
  row('refunds', { id, out_refund_no: id, amount_fen: fen, reason: '缺货', created_at: 7 })
const WISH = `UPDATE orders SET invoice = '{"kind":"company","title":"甲","taxNo":"9","email":"a"}'`

/** Invoices, and what they are made out of. */
export const invoices: Feature = {
  rows: {
    invoice_requests: { kind: 'ordinary', title_type: 'personal', state: 'requested', red_due_fen: 0 },
    invoice_events: { actor: 'buyer' },
    invoice_documents: { number: DIGITS, differs: '', reason: '', tax_fen: 0 },
  },
  checks: {
    variant_tax_code: {
      table: 'variants',
      refused: [{ tax_code: '1' }, { tax_code: '103010101010000000A' }],
      accepted: [{ tax_code: '1030101010100000000' }, { tax_code: null }],
    },
    variant_tax_rate: {
      table: 'variants',
      refused: [{ tax_rate_bp: -1 }, { tax_rate_bp: 10_001 }],
      accepted: [{ tax_rate_bp: 0 }, { tax_rate_bp: 10_000 }],
    },
    variant_tax_exempt: {
      table: 'variants',
      refused: [{ tax_exempt_reason: '1', tax_rate_bp: 1 }, { tax_exempt_reason: '1' }],
      accepted: [{ tax_exempt_reason: '1', tax_rate_bp: 0 }],
    },
    invoice_kind: { table: 'invoice_requests', refused: [{ kind: '1' }], accepted: [{ kind: 'ordinary' }] },
    invoice_title_type: {
      table: 'invoice_requests',
      refused: [{ title_type: '1' }],
      accepted: [{ title_type: 'company' }],
    },
    invoice_state: {
      table: 'invoice_requests',
      refused: [{ state: '1' }],
      accepted: [{ state: 'cancelled' }],
    },
    invoice_seq: positive('invoice_requests', 'seq'),
    invoice_sheet: {
      table: 'invoice_requests',
      refused: [{ ...begun, sheet: '{' }],
      accepted: [begun],
    },
    invoice_amount: {
      table: 'invoice_requests',
      refused: [{ ...begun, amount_fen: 0 }],
      accepted: [{ ...begun, amount_fen: 1 }],
    },
    invoice_special: {
      table: 'invoice_requests',
      refused: [{ kind: 'special' }],
      accepted: [{ kind: 'special', title_type: 'company' }],
    },
    invoice_begun: {
      table: 'invoice_requests',
      refused: [{ state: 'issuing' }, { amount_fen: 1, sheet: '{}' }, { ...begun, sheet: null }],
      accepted: [begun, { ...begun, state: 'red' }, {}],
    },
    invoice_red_due: {
      table: 'invoice_requests',
      refused: [
        { ...begun, red_due_fen: 11 },
        { ...begun, red_due_fen: -1 },
        { ...begun, state: 'red_pending' },
        { ...begun, state: 'issued', red_due_fen: 1 },
      ],
      accepted: [
        { ...begun, red_due_fen: 10 },
        { ...begun, state: 'red_pending', red_due_fen: 1 },
        { ...begun, state: 'issued' },
      ],
    },
    invoice_event_seq: positive('invoice_events', 'seq'),
    invoice_event_actor: {
      table: 'invoice_events',
      refused: [{ actor: '1' }],
      accepted: [{ actor: 'money' }],
    },
    invoice_event_by: {
      table: 'invoice_events',
      refused: [{ actor: 'staff' }, { staff_id: '1' }],
      accepted: [{ actor: 'staff', staff_id: '1' }, {}],
    },
    invoice_digits: {
      table: 'invoice_documents',
      refused: [{ number: '1' }, { number: '0000000000000000000A' }],
      accepted: [{ number: '26442000000000000001' }],
    },
    invoice_document_amount: positive('invoice_documents', 'amount_fen'),
    invoice_document_tax: {
      table: 'invoice_documents',
      refused: [{ tax_fen: -1 }, { tax_fen: 2, amount_fen: 1 }],
      accepted: [{ tax_fen: 1, amount_fen: 1 }],
    },
    invoice_differs: {
      table: 'invoice_documents',
      refused: [{ differs: '1' }, { reason: '1' }],
      accepted: [{ differs: '1', reason: '1' }, {}],
    },
  },
  unique: {
    invoice_once: {
      table: 'invoice_requests',
      on: 'order_id',
      again: { id: '2' },
      apart: { state: 'cancelled' },
    },
    invoice_event_once: { table: 'invoice_events', on: 'request_id, seq', apart: { seq: 2 } },
    invoice_number: {
      table: 'invoice_documents',
      on: 'number',
      again: { id: '2', red_of: '1' },
      apart: { number: '00000000000000000002' },
    },
    invoice_blue_once: {
      table: 'invoice_documents',
      on: 'request_id',
      again: { id: '2', number: '00000000000000000002' },
      apart: { red_of: '1' },
    },
  },
  raising: {
    invoice_document_stands: {
      given: [issued(), STAFF],
      refused: [
        ...['amount_fen = 9', "number = '00000000000000000003'", 'tax_fen = 1', 'at = 9', "issued_on = '9'"],
        ...["confirm_no = '9'", "differs = '9', reason = '9'", "staff_id = '2'", "pdf_sha256 = '9'"],
        ...["files_key = '9', amount_fen = 9", 'files_key = NULL'],
      ].map((to) => [blue(), `UPDATE invoice_documents SET ${to}`]),
      accepted: [[blue(), "UPDATE invoice_documents SET files_key = '9', pdf_sha256 = '9'"]],
    },
    invoice_document_kept: {
      word: 'invoice_document_stands',
      given: [issued()],
      refused: [[blue(), 'DELETE FROM invoice_documents']],
    },
    invoice_kept: { word: 'invoice_stands', refused: [[request(), 'DELETE FROM invoice_requests']] },
    invoice_event_stands: {
      given: [request(), STAFF],
      refused: ['seq = 2', "kind = '2'", 'at = 2', "actor = 'money'", 'amount_fen = 2'].map((to) => [
        event(),
        `UPDATE invoice_events SET ${to}`,
      ]),
      accepted: [[event(), "UPDATE invoice_events SET note = ''"]],
    },
    invoice_event_kept: {
      word: 'invoice_event_stands',
      given: [request()],
      refused: [[event(), 'DELETE FROM invoice_events']],
    },
    invoice_red_limit: {
      given: [issued(), blue()],
      refused: [
        red({ amount_fen: 11 }),
        [red({ amount_fen: 6 }), red({ id: '3', number: '00000000000000000003', amount_fen: 5 })],
      ],
      accepted: [[red({ amount_fen: 6 }), red({ id: '3', number: '00000000000000000003', amount_fen: 4 })]],
    },
  },
  following: {
    invoice_wished: {
      given: [row('orders'), WISH, row('payment_attempts', { amount_fen: 20 })],
      reads: [
        "SELECT coalesce(group_concat(title_type || title || tax_no || state), '') FROM invoice_requests",
      ],
      from: [''],
      acts: [[row('captures', { amount_fen: 20 }), ['company甲9requested']]],
    },
    invoice_refunded: {
      given: [...PAID, issued(), event({ kind: 'issued' })],
      reads: [
        'SELECT state || red_due_fen || seq FROM invoice_requests',
        "SELECT group_concat(kind || coalesce(amount_fen, '')) FROM invoice_events",
      ],
      from: ['issued01', 'issued'],
      acts: [
        [back('1', 4), ['red_pending42', 'issued,refunded4']],
        // It never holds the refund up.
        [back('2', 9), ['red_pending103', 'issued,refunded4,refunded9']],
      ],
    },
    invoice_forgotten: {
      given: [request({ title: '陈', email: 'a' }), event({ kind: 'requested', note: '急' })],
      reads: [
        'SELECT state || title || email || seq FROM invoice_requests',
        'SELECT group_concat(kind || note) FROM invoice_events',
      ],
      from: ['requested陈a1', 'requested急'],
      acts: [['UPDATE orders SET forgotten_at = 1', ['cancelled2', 'requested,cancelled']]],
    },
  },
}
