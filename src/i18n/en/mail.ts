import type { mail as zh } from '../zh/mail.ts'

export const mail: typeof zh = {
  hello: 'Hello,',
  seeOrder: 'See the order',
  seeGarden: 'See my garden',
  stop: 'No more e-mail, please',
  attached:
    'The files of the invoice are attached; XML and PDF are equally valid. What does not fit is on the page of the order.',
  notAttached: 'Open the page of the order and choose “Invoice” to download the files.',
  events: {
    'invoice.ready': ({ no, amount, invoiceNo }) => ({
      subject: `The invoice of order ${no} is ready`,
      lines: [`The invoice of order ${no} is ready: ¥${amount}, number ${invoiceNo}.`],
    }),
    'invoice.red': ({ no, amount, invoiceNo }) => ({
      subject: `The credit note of order ${no} is ready`,
      lines: [`The red invoice for the refund of order ${no} is ready: ¥${amount}, number ${invoiceNo}.`],
    }),
    'transfer.due': ({ no, amount, date }) => ({
      subject: `The transfer for order ${no} is due on ${date}`,
      lines: [
        `Order ${no} still waits for a transfer of ¥${amount}. Please send it by ${date}, with the order number as its reference.`,
        'If it does not arrive in time, the order is cancelled by itself. If you have sent it already, please ignore this e-mail.',
      ],
    }),
    'garden.update': () => ({
      subject: 'News from the tea garden you adopted',
      lines: ['Its keepers wrote a new entry. We send an e-mail like this once a month at most.'],
    }),
    'shortfall.choice': ({ season }) => ({
      subject: `A short ${season} season: please choose`,
      lines: [
        `Your plot gave less tea in ${season} than agreed. Open the page of your garden and choose more tea, a voucher code or a refund of the difference.`,
      ],
    }),
    'renewal.opens': ({ season, date }) => ({
      subject: `Your plot is kept for you for ${season}`,
      lines: [
        `Your plot is kept for you for the ${season} season until ${date}. To go on, renew on the page of your garden; otherwise there is nothing to do.`,
      ],
    }),
    'renewal.ends': ({ season, date }) => ({
      subject: `Your plot is kept for ${season} until ${date}`,
      lines: [
        `Your plot is kept for you for the ${season} season until ${date}; after that anybody may adopt it. If you do not wish to go on, there is nothing to do.`,
      ],
    }),
  },
  stopPage: {
    title: 'No more e-mail?',
    note: 'We will send nothing about orders, invoices or gardens to this address any more. Invoices can still be downloaded from the page of the order.',
    stop: 'Stop e-mail',
    stopped: 'E-mail is off',
    stoppedNote: 'We do not write to this address any more.',
    resume: 'Turn e-mail on again',
  },
  confirm: {
    subject: 'Please confirm your e-mail address',
    lines: [
      'Somebody wants to get notices of orders and tea gardens at this address. If it was you, please follow the link within 24 hours.',
      'If it was not you, please ignore this e-mail; we will not write again.',
    ],
    link: 'Confirm the address',
  },
}
