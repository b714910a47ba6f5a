import type { Texts } from '../texts.ts'

export const tooMany: Texts['tooMany'] = {
  because: {
    phone:
      'Three orders of this phone number are unpaid. Please pay or cancel one first; unpaid ones are cancelled when their time is over, and then you can order again.',
    phone_plots:
      'A phone number may have three unpaid plots at most. Please pay or cancel first; unpaid ones are let go of when their time is over, and then you can adopt again.',
    order_plots: 'One order takes three plots at most. Please order the others after paying.',
    visitor: 'You can keep three plots at a time. Please adopt or let go of one first.',
    order:
      'One unpaid order may take half of the stock at most. Please order fewer pieces, and more once they are paid for; large amounts are quoted under “Buying for institutions”.',
    network:
      'Unpaid orders from your network bind as many pieces as they may. Many people often share one network, so these orders need not be yours. Pay or cancel an order of your own, order fewer pieces, or try again once those orders have ended.',
    network_plots:
      'Plots that are kept or unpaid from your network are as many as there may be. Many people often share one network, so these plots need not be yours. Pay for or let go of a plot of your own, or try again in 15 minutes.',
    network_code:
      'Unpaid orders from your network use this code as often as they may. Many people often share one network, so these orders need not be yours. Pay or cancel an order of your own, or try again once those orders have ended; without the code you can order now.',
  },
  room: (title, most) =>
    most > 0
      ? `${title}: ${most} more ${most === 1 ? 'piece' : 'pieces'} can be ordered now.`
      : `${title}: no more can be ordered now.`,
  call: (phone) => `In a hurry? Please call ${phone}.`,
  pay: (number) => `Pay order ${number}`,
}
