import { DESK_VIEWS, type DeskView } from '../../fulfilment/desk.ts'
import type { Ctx } from '../../http/context.ts'
import { isCivilDate } from '../../kernel/time.ts'

/** Which orders are listed or printed; what cannot be meant is left out. */
export function filterOf(c: Ctx, usual: DeskView) {
  const day = (name: string) => {
    const on = c.req.query(name) ?? ''
    return isCivilDate(on) ? on : undefined
  }
  return {
    view: DESK_VIEWS.find((name) => name === c.req.query('view')) ?? usual,
    channel: channelOf(c),
    from: day('from'),
    to: day('to'),
  }
}

/** A door may be named by whoever calls the API, in these letters. */
const channelOf = (c: Ctx) => /^[a-z0-9_-]{1,32}$/.exec(c.req.query('channel') ?? '')?.[0]
