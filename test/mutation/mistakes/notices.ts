import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/notices/${file}.ts`

/** What buyers are told by phone: at most once, not at night, not against their will. */
export const NOTICES: Mistake[] = [
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
    file: 'src/payments/refunds/word.ts',
    was: "    sql`(SELECT state = 'succeeded' AND out_refund_no = ${outRefundNo} FROM refunds WHERE id = ${id})`,",
    is: '    sql`true`,',
    breaks: 'a refund is told once it stands as succeeded',
    alsoIn: ['test/notices/events.d1.test.ts'],
  },
]
