import { parseMobile } from '../../kernel/phone.ts'
import type { Sms } from './settings.ts'

/** What became of a message, by its provider. `id` is ours where it comes back, else theirs. */
export type Report = { id: string | null; providerId: string | null; arrived: boolean; why: string | null }
/** What somebody answered to a message. */
export type Reply = { phone: string; text: string }

type Told = Record<string, unknown>

/** The entries of what was pushed: one or a list; none when it cannot be read. */
function entriesOf(body: string): Told[] {
  try {
    const told: unknown = JSON.parse(body)
    return [told].flat().filter((each): each is Told => typeof each === 'object' && each !== null)
  } catch {
    return []
  }
}

const word = (value: unknown): string | null =>
  typeof value === 'string' && value ? value.slice(0, 80) : null

/** Reports in our words; what is none of theirs is left out. Pure. */
export const reportsIn = (provider: Sms['provider'], body: string): Report[] =>
  entriesOf(body).map((told) =>
    provider === 'aliyun'
      ? {
          id: word(told.out_id),
          providerId: word(told.biz_id),
          arrived: told.success === true || told.success === 'true',
          why: word(told.err_code),
        }
      : {
          id: null,
          providerId: word(told.sid),
          arrived: told.report_status === 'SUCCESS',
          why: word(told.errmsg),
        },
  )

/** Replies in our words. Pure. */
export const repliesIn = (provider: Sms['provider'], body: string): Reply[] =>
  entriesOf(body).flatMap((told) => {
    const [from, text] = provider === 'aliyun' ? [told.phone_number, told.content] : [told.mobile, told.text]
    const phone = typeof from === 'string' ? parseMobile(from) : null
    return phone && typeof text === 'string' ? [{ phone, text }] : []
  })

/** What a provider reads as "taken"; anything else makes it push again. */
export const takenBy = (provider: Sms['provider']) =>
  provider === 'aliyun' ? { code: 0, msg: '接收成功' } : { result: 0, errmsg: 'OK' }

/** Whether a reply asks for no more messages. */
export const saysStop = (text: string): boolean =>
  /^(?:退订|拒收|停止|TD|T|R|N|STOP)$/i.test(text.normalize('NFKC').replace(/[\s。.!！]/g, ''))
