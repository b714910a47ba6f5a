import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/api/${file}.ts`

/** The JSON API. */
export const API: Mistake[] = [
  {
    file: at('order-routes'),
    was: '!number || !token || !(await tokenOpens(shop, number, token))',
    is: '!number || !token',
    breaks: 'an order opens to its own token only',
  },
  {
    file: at('order-routes'),
    was: "  await cancelOrder(shop, number, 'timeout')\n",
    is: '',
    breaks: 'an order past its deadline is told as closed, not as payable',
  },
  {
    file: at('order-routes'),
    was: 'accessToken: own ? await adoptionToken(settings, one.id, null) : null',
    is: 'accessToken: await adoptionToken(settings, one.id, one.giftClaimedAt)',
    breaks: 'the buyer of a gift that was taken is handed no right to it',
  },
  {
    file: at('order-routes'),
    was: "cancelled.value.state === 'cancelling' ? 202 : 200",
    is: '200',
    breaks: 'who calls off an order that waits for its provider is told that it is not over',
  },
]
