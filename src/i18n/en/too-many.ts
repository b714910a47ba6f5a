import { HOLD_MINUTES, MAX_HOLDS, MAX_PLOTS, MAX_UNPAID_ORDERS } from '../../kernel/limits.ts'
import type { Texts } from '../texts.ts'

export const tooMany: Texts['tooMany'] = {
  because: {
    phone: `This mobile number has ${MAX_UNPAID_ORDERS} unpaid orders. Pay for or cancel one first; orders not paid in time are closed, and then you can order again.`,
    phone_plots: `Each mobile number can have up to ${MAX_PLOTS} unpaid plots. Pay for or cancel one first; plots not paid in time are released, and then you can adopt again.`,
    order_plots: `Each order can have up to ${MAX_PLOTS} plots. Order the others after paying.`,
    visitor: `You can hold ${MAX_HOLDS} plots at a time. Adopt or release one first.`,
    order:
      'One unpaid order can take up to half of the stock. Order fewer now and more once they are paid for; for large amounts see “Orders for organisations”.',
    network:
      'Unpaid orders from your network have reached their limit. Many people often share one network, so these orders need not be yours. Pay or cancel an order of your own, order fewer pieces, or try again once those orders have ended.',
    network_plots: `Plots on hold or unpaid from your network have reached their limit. Many people often share one network, so these plots need not be yours. Pay for or release a plot of your own, or try again in ${HOLD_MINUTES} minutes.`,
    network_code:
      'Unpaid orders from your network have used this code as often as they can. Many people often share one network, so these orders need not be yours. Pay or cancel an order of your own, or try again once those orders have ended; without the code you can order now.',
  },
  room: (title, most) =>
    most > 0
      ? `${title}: ${most} more ${most === 1 ? 'piece' : 'pieces'} can be ordered now.`
      : `${title}: no more can be ordered now.`,
  call: (phone) => `Urgent? Call ${phone}.`,
  pay: (number) => `Pay order ${number}`,
}
