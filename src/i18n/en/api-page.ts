import type * as zh from '../zh/api-page.ts'

export const apiPage: typeof zh.apiPage = {
  title: 'API',
  lead: 'For programs: browse goods and gardens, order, adopt, pay and verify certificates, by the same rules as the pages.',
  start: 'Start here',
  base: 'Address',
  document: 'Description for machines (OpenAPI 3.1)',
  startText:
    'No registration and no key. Anybody may browse and verify; an order is read, paid and cancelled with the token that placing it answered. Generate your client from the description above.',
  rules: 'Rules for all calls',
  guide: [
    [
      'Money, quantities, time',
      'Money is whole fen, in names that end in Fen: 15800 is ¥158. Weights are grams (G), areas mu (Mu, 667 m²). Instants are UTC milliseconds, dates are written 2027-02-28.',
    ],
    [
      'Languages',
      'Chinese unless the header Accept-Language: en asks for English names and messages. Codes, states and names of fields are the same in both: go by them.',
    ],
    [
      'Lists and cursors',
      'A list has items and nextCursor. null is the last page; anything else goes into cursor as it is, for the next one. Do not make cursors up and do not keep them for long.',
    ],
    [
      'Ordering and retrying',
      'Placing an order takes an Idempotency-Key of your own making, one for each order. Where no answer came, send the same request with the same key again: nothing is ordered twice, you get the same order. The same key with another request answers 422 idempotency_mismatch.',
    ],
    [
      'The token of an order',
      'Placing an order answers an accessToken. It goes into the header Authorization: Bearer and opens that order alone. Keep it like a password. A wrong token and an order that does not exist both answer 404.',
    ],
    [
      'Errors',
      'Errors are application/problem+json with type, title, status and code. Programs go by code, people read title. 422 validation has errors too, field by field. 409 says that things have changed, and what to: the new total, what is left, plots near by.',
    ],
    [
      'Rate limits',
      'Holding plots and trying promotion codes are counted by network. Counted answers carry RateLimit-Policy and RateLimit: the limit, what is left, and in how many seconds counting begins anew. Past it the answer is 429, and Retry-After is the seconds to wait. Browsing and ordering are not limited.',
    ],
    [
      'Versions',
      'v1 in the path is the major version. New calls, fields, optional parameters and codes come without a new one: ignore fields you do not know and have a default for unknown codes. Only what is removed or changes its meaning makes a v2, and both then run for at least 12 months.',
    ],
  ],
  calls: 'All calls',
  changes: 'Changes',
  codes: 'Problem codes',
  bearer: 'Needs the token of the order',
  open: 'Needs no token',
  parameters: 'Parameters',
  where: { path: 'path', query: 'query', header: 'header' },
  body: 'Body',
  answers: 'Answers',
  problems: 'Problems',
  request: 'Example request',
  answer: 'Example answer',
  required: 'required',
  mayLack: 'may be absent',
  nullable: 'may be null',
  noBody: 'no body',
}

export const apiChanges: typeof zh.apiChanges = [
  [
    '1.1.0',
    '2026-11-29',
    'The description is whole: parameters, answers, problem codes and examples, in both languages. Counted answers carry RateLimit; Retry-After is the time to the next window. A wrong query parameter is named in errors. New code sample: production sells no samples. A hold is let go without a content type.',
  ],
  ['1.0.0', '2026-11-24', 'Catalogue, gardens, orders, payments, certificates.'],
]
