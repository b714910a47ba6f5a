import type { OrderView } from './queries.ts'

export const mayStillGoBack = (one: OrderView['adoptions'][number]): boolean =>
  one.state === 'adopted' && one.giftClaimedAt === null

/** Whether a paid order can go back as a whole. */
export const mayCallOff = (order: OrderView): boolean =>
  order.state === 'paid' &&
  !order.cancelled &&
  order.shippingStatus === 'unshipped' &&
  // What cannot be given back any more would only be refused.
  order.adoptions.every((one) => one.state === 'released' || mayStillGoBack(one))
