import type { Texts } from '../texts.ts'

export const cart: Texts['cart'] = {
  title: 'Cart',
  continueShopping: 'Continue shopping',
  empty: 'Your cart is still empty. See what is in season.',
  browse: 'Browse the shop',
  freight: 'Delivery',
  freeFreight: 'Free delivery',
  more: (yuan) => `¥${yuan} more for free delivery`,
  freeReached: 'Delivery is free',
  addOne: 'Add something',
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
  removeTitle: (title) => `Remove ${title}`,
  removed: (title) => `Removed “${title}”`,
  undo: 'Undo',
  total: 'Summary',
  destination: 'Deliver to',
  setDestination: 'Change',
  goods: (pieces) => (pieces === 1 ? '1 item' : `${pieces} items`),
  freightOf: (template) => template,
  payable: 'Total',
  was: 'Usual price',
  useCode: 'Use a code',
  toCheckout: 'Check out',
  askQuotation: 'For an institution? Ask for a quotation',
  noPersonalData: 'Choose a province to see the full price; no personal data needed.',
  mendFirst: 'Please settle the marked items before you check out.',
  sample: 'Sample data',
  perishable: 'Fresh: no seven-day return. Claim with photos within 24 hours of arrival.',
  priceChanged: (title, before, now) => `The price of “${title}” changed from ¥${before} to ¥${now}`,
  stockReduced: (title, left) => `Only ${left} of “${title}” left; we set the quantity to ${left}`,
  soldOut: (title) => `“${title}” is being restocked. Please remove it for now.`,
  sharedStock: ({ title, others, part, available, together }) =>
    together === available
      ? `“${title}” shares “${part}” with ${others}: at most ${together} together`
      : `“${title}” shares “${part}” with ${others}: only ${available} of it left${together === null ? '' : `, at most ${together} together`}`,
  sharedReduced: (left) => `; we set the quantity to ${left}`,
  sharedNone: ', all taken. Please take fewer of the others, or remove it.',
  notSold: (name) => `“${name}” is no longer sold. Please remove it.`,
  outOfSeason: (title, month) =>
    month
      ? `“${title}” is expected in month ${month}. Please remove it for now.`
      : `“${title}” is not on sale yet. Please remove it for now.`,
  dispatchPaused: (title) =>
    `“${title}” is not sent for now and the day it starts again is not known. Please remove it.`,
  byQuotation: (title) => `“${title}” is sold by quotation. Ask for one below, or remove it to check out.`,
  undeliverable: (title, province) =>
    `“${title}” cannot be delivered to ${province}. Remove it or choose another address.`,
  badQuantity: (limit) => `The quantity must be a whole number from 1 to ${limit}. Your cart is unchanged.`,
  tooMany: (limit) => `At most ${limit} of each item in one order. Your cart is unchanged.`,
  tooManyLines: (limit) => `A cart holds at most ${limit} different items. Please remove some first.`,
  unknownSku: 'We could not find this item. Your cart is unchanged.',
  badRegion: 'Please choose a province from the list.',
}
