import { texts } from '../../i18n/texts.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { plainYuan } from '../../kernel/money.ts'
import { civilDate } from '../../kernel/time.ts'
import type { Told } from '../channel.ts'
import type { EventRow } from '../events.ts'

export const languageOf = ({ language }: EventRow) => (language === 'en' ? 'en' : 'zh')

/** What stands in a letter of an event; null where there is none of it. */
export function wordsOf({ event, row }: Told) {
  const { events } = texts(languageOf(row)).mail
  if (!Object.hasOwn(events, event)) return null
  return events[event as keyof typeof events]({
    no: formatOrderNumber(row.number),
    amount: row.amountFen === null ? '' : plainYuan(row.amountFen),
    date: row.dueAt === null ? (row.on ?? '') : civilDate(row.dueAt),
    season: row.season === null ? '' : String(row.season),
    invoiceNo: row.invoiceNo ?? '',
  })
}

/** The words of every letter, with the names of what is filled in, as staff look at them. */
export function letterWords(): { event: string; zh: string; en: string }[] {
  const name = (of: string) => `{${of}}`
  const named = {
    ...{ no: name('no'), amount: name('amount'), date: name('date') },
    ...{ invoiceNo: name('invoiceNo'), season: name('season') },
  }
  const of = (language: 'zh' | 'en', event: string) => {
    const { events } = texts(language).mail
    const { subject, lines } = events[event as keyof typeof events](named)
    return [subject, ...lines].join('\n')
  }
  return Object.keys(texts('zh').mail.events).map((event) => ({
    event,
    zh: of('zh', event),
    en: of('en', event),
  }))
}
