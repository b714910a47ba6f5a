import type { Texts } from '../texts.ts'
import { monthName } from './months.ts'

export const cart: Texts['cart'] = {
  title: 'Cart',
  continueShopping: 'Continue shopping',
  empty: 'Your cart is still empty. See what is in season.',
  browse: 'Browse the shop',
  freight: 'Delivery',
  freeFreight: 'Free delivery',
  more: (yuan) => `Add ¥${yuan} more for free delivery`,
  addOne: 'Find something to add',
  leaves: (on) => `Ships by ${on}`,
  leavesOn: (on) => `Ships ${on}`,
  shipDays: (first, last) => `Ships ${first} to ${last}`,
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  date: (month, day) =>
    `${day} ${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][month - 1]}`,
  quantity: 'Quantity',
  quantityOf: (title) => `Quantity of ${title}`,
  less: (title) => `One less of ${title}`,
  plus: (title) => `One more of ${title}`,
  update: 'Update',
  remove: 'Remove',
  notAllBack: (most) => `A cart holds ${most} different goods at most; some were not put back.`,
  aside: 'Set aside',
  asideOf: (title) => `Set “${title}” aside`,
  asideTitle: 'Set aside for later',
  back: 'Back to the cart',
  backTitle: (title) => `Put “${title}” back into the cart`,
  removeTitle: (title) => `Remove ${title}`,
  removed: (title) => `Removed “${title}”`,
  undo: 'Undo',
  total: 'Order summary',
  destination: 'Deliver to',
  setDestination: 'Change',
  goods: (pieces) => (pieces === 1 ? '1 item' : `${pieces} items`),
  freightOf: (template) => template,
  payable: 'Total',
  was: 'Usual price',
  useCode: 'Add a discount code',
  toCheckout: 'Go to checkout',
  askQuotation: 'Buying for an organisation? Request a quote for this cart',
  noPersonalData: 'Choose a province to see the full price. No personal details needed yet.',
  mendFirst: 'Deal with the items marked above, or set them aside, then check out.',
  sample: 'Sample data',
  perishable: 'Fresh and perishable: no 7-day returns. Claim with photos within 24 hours of delivery.',
  priceChanged: (title, before, now) => `The price of “${title}” changed from ¥${before} to ¥${now}`,
  stockReduced: (title, left) => `Only ${left} of “${title}” left. We’ve changed your quantity to ${left}.`,
  soldOut: (title) => `“${title}” is sold out and being restocked. Remove it to check out.`,
  sharedStock: ({ title, others, part, available, together }) =>
    together === available
      ? `“${title}” shares “${part}” with ${others}: at most ${together} together`
      : `“${title}” shares “${part}” with ${others}: only ${available} of it left${together === null ? '' : `, at most ${together} together`}`,
  sharedReduced: (left) => `; we’ve changed your quantity to ${left}`,
  sharedNone: ', all of it in your cart already. Reduce the others, or remove it.',
  notSold: (name) => `“${name}” is no longer sold. Remove it to check out.`,
  outOfSeason: (title, month) =>
    month
      ? `“${title}” is expected in ${monthName(month)}. Remove it to check out.`
      : `“${title}” is not on sale yet. Remove it to check out.`,
  dispatchPaused: (title) =>
    `“${title}” is not shipping for now, and we don’t yet know when it will. Remove it to check out.`,
  byQuotation: (title) => `“${title}” is sold by quote. Request a quote below, or remove it to check out.`,
  undeliverable: (title, province) =>
    `We can’t deliver “${title}” to ${province}. Remove it or choose another destination.`,
  badQuantity: (limit) => `Enter a whole number from 1 to ${limit}. Your cart has not changed.`,
  tooMany: (limit) => `You can buy up to ${limit} of each item per order. Your cart has not changed.`,
  tooManyLines: (limit) => `Your cart can hold ${limit} different items. Remove some first.`,
  unknownSku: 'We can’t find that item. Your cart has not changed.',
  badRegion: 'Please choose a province from the list.',
}
