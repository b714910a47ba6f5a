import { type Feature, json, notNegative, positive, row } from './case.ts'

const delivery = (state: string) => row('notice_deliveries', { state })
const to = (state: string) => `UPDATE notice_deliveries SET state = '${state}'`

/** What buyers are told by phone. */
export const notices: Feature = {
  rows: {
    notice_templates: { channel: 'sms', variables: '[]', state: 'draft' },
    notice_deliveries: { channel: 'sms', state: 'sent' },
    notice_stops: { purpose: 'all', reason: 'page' },
    notice_console: { channel: 'sms' },
  },
  checks: {
    notice_template_channel: {
      table: 'notice_templates',
      refused: [{ channel: '1' }],
      accepted: [{ channel: 'email' }],
    },
    notice_template_variables: json('notice_templates', 'variables'),
    notice_template_state: {
      table: 'notice_templates',
      refused: [{ state: '1' }],
      accepted: [{ state: 'refused' }],
    },
    notice_template_code: {
      table: 'notice_templates',
      refused: [{ state: 'approved', code: '' }],
      accepted: [{ state: 'approved', code: '1' }],
    },
    notice_nth: positive('notice_deliveries', 'nth'),
    notice_asked: notNegative('notice_deliveries', 'asked'),
    notice_channel: {
      table: 'notice_deliveries',
      refused: [{ channel: '1' }],
      accepted: [{ channel: 'wechat' }],
    },
    notice_state: { table: 'notice_deliveries', refused: [{ state: '1' }], accepted: [{ state: 'unknown' }] },
    notice_console_channel: {
      table: 'notice_console',
      refused: [{ channel: '1' }],
      accepted: [{ channel: 'email' }],
    },
    notice_stop_purpose: {
      table: 'notice_stops',
      refused: [{ purpose: '1' }],
      accepted: [{ purpose: 'gardens' }],
    },
    notice_stop_reason: {
      table: 'notice_stops',
      refused: [{ reason: '1' }],
      accepted: [{ reason: 'reply' }],
    },
  },
  unique: {
    notice_template_once: {
      table: 'notice_templates',
      on: 'event, channel, provider',
      apart: { provider: '2' },
    },
    notice_once: { table: 'notice_deliveries', on: 'notice_key, nth', again: { id: '2' }, apart: { nth: 2 } },
    notice_stop_once: { table: 'notice_stops', on: 'address_hmac, purpose', apart: { purpose: 'orders' } },
  },
  raising: {
    notice_not_again: {
      refused: ['sent', 'delivered', 'failed', 'unknown', 'dropped'].flatMap((state) => [
        [delivery(state), to('sending')],
        [delivery(state), to('queued')],
      ]),
      accepted: [
        [delivery('queued'), to('sending')],
        [delivery('sending'), to('queued')],
        [delivery('sent'), to('delivered')],
        [delivery('failed'), to('delivered')],
      ],
    },
  },
}
