import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/notices/${file}.ts`

/** What buyers are told by phone: at most once, not at night, not against their will. */
export const NOTICES: Mistake[] = [
  {
    file: 'src/notices/events.ts',
    was: ' AND s.out_at >= ${dayStart(now)}',
    is: '',
    breaks: 'that a parcel comes today is not said tomorrow',
  },
  {
    file: 'src/notices/events.ts',
    was: 'v.answered_at = ${Number(occurrence.slice(11))} AND ',
    is: '',
    breaks: 'a visit moved twice is told once, by what holds now',
  },
  {
    file: 'src/notices/events.ts',
    was: ' AND s.choice IS NULL AND a.released_at',
    is: ' AND a.released_at',
    breaks: 'who has chosen is not asked to choose',
  },
  {
    file: 'src/notices/events.ts',
    was: 'sealed: sql`coalesce(o.buyer_sealed, o.phone_sealed)`',
    is: 'sealed: sql`o.phone_sealed`',
    breaks: 'who ordered is told of the order, not who receives it',
    alsoIn: ['test/orders/buyers.d1.test.ts'],
  },
  {
    file: at('sending'),
    was: "    if (tried.state === 'sending') await leaveUnknown(db, tried.id)\n    return done\n",
    is: "    if (tried.state !== 'sending') return done\n",
    breaks: 'a try that broke off while it was sent is left as unknown',
  },
  {
    file: at('sending'),
    was: "  if (row && night !== null && !event.tonight?.(row, now)) return later('night', night)\n",
    is: '',
    breaks: 'what was owed by day and not tried before night waits for the morning',
  },
  {
    file: at('quiet'),
    was: 'minute >= ENDS_MIN && minute < BEGINS_MIN',
    is: 'minute >= ENDS_MIN || minute < BEGINS_MIN',
    breaks: 'nobody’s phone rings at night',
  },
  {
    file: at('claiming'),
    was: "AND purpose IN ('all', ${purpose})) THEN 'stopped'",
    is: "AND purpose = 'none') THEN 'stopped'",
    breaks: 'who said stop is told nothing',
  },
  {
    file: at('events'),
    was: 'WHERE s.order_id = ${id} AND s.delivered_at IS NULL AND',
    is: 'WHERE s.order_id = ${id} AND',
    breaks: 'what arrived by the morning is not told any more',
  },
  {
    file: at('events'),
    was: '...{ ...HOLDER, number: sql`d.number`, carrier:',
    is: '...{ ...HOLDER, sealed: sql`d.phone_sealed`, number: sql`d.number`, carrier:',
    breaks: 'a parcel of tea is told to who holds the garden, wherever it goes',
  },
  {
    file: at('code-sending'),
    was: "text: filledText(template, { code: '******' })",
    is: 'text: filledText(template, { code })',
    breaks: 'no code stands in what is kept',
  },
  {
    file: at('answer'),
    was: '    return known ?? unknown(`http ${answer.status}`)\n  } catch (error) {',
    is: "    return known ?? unknown(`http ${answer.status}`)\n  } catch (error) {\n    if (error) return { outcome: 'refused', code: 'x', again: true, stop: false }",
    breaks: 'an answer that got lost is not asked for again',
  },
  {
    file: at('hearing'),
    was: "WHERE d.state IN ('sent', 'unknown')\n",
    is: "WHERE d.state IN ('sent', 'unknown', 'delivered')\n",
    breaks: 'what arrived has arrived, whatever is reported after it',
  },
  {
    file: at('email/smtp'),
    was: '      begun = true\n',
    is: '',
    breaks: 'a letter whose answer got lost is not sent again',
  },
  {
    file: at('email/letter'),
    was: "text.replace(/\\p{Cc}+/gu, ' ').trim()",
    is: 'text.trim()',
    breaks: 'no sign that ends a line gets into a header',
  },
  {
    file: at('email/channel'),
    was: '    alsoStoppedBy: [await phoneMark(phonePepper, phone), kept.phoneHmac],\n',
    is: '',
    breaks: 'who said stop by phone is not written to either',
  },
  {
    file: at('email/stop-link'),
    was: 'mark && sameSecret(await signed(settings, mark), signature) ? mark : null',
    is: 'mark && signature ? mark : null',
    breaks: 'only our own links stop an address',
  },
  {
    file: 'src/customers/emails.ts',
    was: 'WHERE user_id = ${userId} AND token_hash = ${hash}\n',
    is: 'WHERE token_hash = ${hash}\n',
    breaks: 'a link proves an address for the account that asked alone',
    alsoIn: ['test/notices/mail.d1.test.ts'],
  },
  {
    file: at('sending'),
    was: 'again: elsewhere || (answer.again && asked < MOST_ASKED)',
    is: 'again: elsewhere || answer.again',
    breaks: 'a provider that says no is asked five times at most',
  },
  {
    file: 'src/payments/refunds/word.ts',
    was: "    sql`(SELECT state = 'succeeded' AND out_refund_no = ${outRefundNo} FROM refunds WHERE id = ${id})`,",
    is: '    sql`true`,',
    breaks: 'a refund is told once it stands as succeeded',
    alsoIn: ['test/notices/events.d1.test.ts'],
  },
  {
    file: at('wechat/message'),
    was: "return second.outcome === 'sent' ? second : first",
    is: 'return second',
    breaks: 'a no to the second asking says nothing of the first, which may have been sent',
  },
  {
    file: at('wechat/channel'),
    was: 'alsoStoppedBy: [phone, bound.phoneHmac]',
    is: 'alsoStoppedBy: [phone]',
    breaks: 'who said stop by their own phone is told nothing in WeChat either',
  },
  {
    file: at('wechat/token'),
    was: 'WHERE wechat_tokens.leased_until <= ${int(now)} AND',
    is: 'WHERE',
    breaks: 'of two runs at the same moment one asks for the token',
  },
  {
    file: at('wechat/fields'),
    was: 'if (!own(KINDS, kind)?.test(sent)) return null',
    is: 'if (!own(KINDS, kind)) return null',
    breaks: 'what does not fit its field is not sent by WeChat',
  },
  {
    file: at('code-sending'),
    was: "return answer.outcome === 'refused' ? 'failed' : 'sent'",
    is: "return answer.outcome === 'sent' ? 'sent' : 'failed'",
    breaks: 'a carrier whose answers get lost sends a phone no more codes than one that answers',
  },
  {
    file: at('email/confirmation-sending'),
    was: "return answer.outcome === 'refused' ? 'failed' : 'sent'",
    is: "return answer.outcome === 'sent' ? 'sent' : 'failed'",
    breaks: 'a carrier whose answers get lost fills no mailbox',
    alsoIn: ['test/notices/mail.d1.test.ts'],
  },
  {
    file: 'src/orders/routes.tsx',
    was: '  if (paidAt === null) return missing(c)\n',
    is: '',
    breaks: 'who typed somebody’s phone and never paid turns none of its messages off',
    alsoIn: ['test/notices/desk.d1.test.ts'],
  },
]
