import type * as zh from '../zh/api-calls.ts'

const CODES =
  'A code that takes nothing off answers 409 with why (code_…); minimumFen is the least it asks for. discountFen of the lines sums to discountFen; freight is not discounted and at least 1 fen stays to be paid.'
const STOCK =
  'The lines of a basket share the stock, bundles taken apart. A SKU that is short is named with available, the pieces with which the order succeeds, and where other lines took the rest with shared: the SKU they all draw on, its pieces, the SKUs it is shared with, and how many of all are possible together.'
const PAUSED = 'dispatch_paused: nothing of it leaves for months, and nobody knows from when on.'
const SAMPLE = 'sample: in production what is marked as a sample is neither ordered nor paid for.'
const CLOSED = 'closed_for_now: the shop takes no new orders and starts no payments; what was begun goes on.'
const TOO_MANY =
  'Answers 409 with too_many_open when what is unpaid binds as much as it may: by says whose limit it is, items how many pieces of a SKU can still be ordered, detail what helps. One network (an IPv6 address counts by its /64) binds a tenth of the stock without paying.'

export const apiCalls: typeof zh.apiCalls = {
  families: { summary: 'Product families', description: 'In the order of the shop, each with its count.' },
  products: {
    summary: 'Products',
    description:
      'By family, words and price. Words (q) go with family, sort, limit and cursor. Where they find nothing, items are of what was probably meant: didYouMean says what that is, null elsewhere.',
  },
  product: {
    summary: 'One product',
    description: 'Label facts, months of season, freight template, return rule and variants.',
  },
  impact: {
    summary: 'Sourced figures',
    description: 'Each figure has its date and source; our own sums stand apart and are never added to them.',
  },
  gardens: {
    summary: 'The campaign and its gardens',
    description: 'Sizes of each garden, their prices, and how many plots nobody has adopted.',
  },
  garden: {
    summary: 'One garden with its offer',
    description:
      'Without season it is the one on sale, else the newest. offer is null where that season has none.',
  },
  gardenPlots: {
    summary: 'Plots of a garden',
    description:
      'By code, each with its state and its place on the schematic plan. A season without an offer answers 422 with no_offer in errors.',
  },
  plotHolds: {
    summary: 'Keep a plot',
    description: `For 15 minutes, while somebody fills in the rest. The id is the secret of the hold: send it as holdId with the order. One that somebody else has answers 409 plot_taken with three near plots. out_of_season: it is not on sale.\n\n${TOO_MANY}\n\n${CLOSED}`,
  },
  plotHold: {
    summary: 'Let go of a plot',
    description: "By one's own id alone; another's, or one that is over, answers 404.",
  },
  certificate: {
    summary: 'Verify a certificate',
    description:
      'Open to everybody. Case, spaces and dashes of the code do not matter. The answer holds no phone and no address.',
  },
  checkoutPreview: {
    summary: 'Work out prices and freight',
    description: `Writes nothing. SKUs that cannot be ordered stand in undeliverable, plots that cannot be had in unavailable; the rest is worked out all the same.\n\n${CODES}\n\n${STOCK}\n\n${PAUSED}\n\n${SAMPLE}`,
  },
  orders: {
    summary: 'Place an order',
    description: `The same Idempotency-Key and request answer the same order: the order of keys, fields nobody knows, defaults spelt out and Accept-Language make no other request, and the answer follows the language of the retry. Another request under the same key answers 422 idempotency_mismatch.\n\nexpectedTotalFen that differs answers 409 price_changed with the new total.\n\nrecipient.region and recipient.street are needed unless the order holds gifted plots alone: the receiver of a gift says where its tea goes.\n\nbuyer.phone is the phone of who orders for somebody else: messages, look-up and codes bound to a phone go by it; left out, the recipient is the buyer.\n\nA tax number of 18 characters whose check character (GB 32100) is wrong is asked about once: 422 with tax_no_check at invoice.taxNo; sent again with confirmedTaxNo it is taken.\n\n${CODES}\n\n${STOCK}\n\n${PAUSED}\n\n${SAMPLE}\n\n${TOO_MANY}\n\n${CLOSED}`,
  },
  order: {
    summary: 'One order',
    description:
      'By the accessToken that placing it answered. No token, a wrong one and no such order all answer 404. What is personal of the recipient is partly hidden.',
  },
  orderPayments: {
    summary: 'Start a payment',
    description: `action says what is next: qr is shown as a code, redirect leads the buyer on, jsapi goes to WeChat, transfer is paid to an account with the reference. A method that is not set up, an order that was paid, and less than 3 minutes to the deadline answer 409 conflict. The same method asked for again is the same trade.\n\n${SAMPLE}\n\n${CLOSED}`,
  },
  orderCancellation: {
    summary: 'Cancel an order',
    description:
      'Needs no body. 200: cancelled, or refunding when the full refund stands, written now or before. 202: the provider is asked, read the order again later. 409 conflict: something was sent, or it can no longer be cancelled.',
  },
  openApi: {
    summary: 'This description',
    description: 'OpenAPI 3.1, in Chinese or English by Accept-Language.',
  },
}

export const apiTags: typeof zh.apiTags = {
  catalog: 'Catalogue',
  gardens: 'Gardens',
  orders: 'Orders and payments',
  description: 'Description',
}

export const apiParameters: typeof zh.apiParameters = {
  slug: 'Its name in addresses',
  code: 'Code of the plot',
  'certificate.code': 'Code of the certificate, 16 letters and digits; spaces and dashes do not matter',
  id: 'Secret of the hold',
  number: 'Number of the order, 12 letters and digits; spaces and dashes do not matter',
  family: 'Code of a family',
  q: 'Words: Chinese, pinyin, English or a SKU; what is longer than 40 characters is not read',
  sort: 'season puts what is in season first, price goes up, price_desc goes down; anything else is season',
  limit: 'Items of a page; more than the most counts as the most',
  cursor: 'nextCursor of the page before; one that is not ours answers 400',
  season: 'Which season, a calendar year',
  areaMu: 'This size only, in mu',
  'Idempotency-Key': 'Of your own making for each order, the same in every retry; 200 characters at most',
  'Accept-Language': 'en gives English texts, anything else Chinese; it makes no other request',
}

export const apiStatuses: typeof zh.apiStatuses = {
  200: 'Success',
  201: 'Created',
  202: 'Accepted, not decided yet',
  204: 'Success, no body',
}

export const apiHeaders: typeof zh.apiHeaders = {
  policy: 'The limit, such as "holds";q=240;w=900: 240 in 900 seconds. With counted requests alone',
  left: 'What is left and in how many seconds counting begins anew, such as "holds";r=239;t=900. With counted requests alone',
  retry: 'Seconds to wait',
}

export const apiAbout: typeof zh.apiAbout = {
  title: 'Puding shop API',
  summary: 'Browse goods and gardens; order, adopt, pay and verify certificates.',
  about:
    'Names are camelCase with units last; money is whole fen. Unknown fields of a request are ignored, never obeyed. Answers may gain fields. Errors are application/problem+json: go by code.',
  bearer: 'The accessToken that placing an order answered; it opens that order alone.',
  server: 'This shop',
  problem: (codes) => `Problem: ${codes.join(', ')}`,
}
