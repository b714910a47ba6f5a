import { DAY_MS } from '../../src/kernel/time.ts'
import { type CodeInput, insertCode } from '../../src/promotions/making.ts'
import type { Shop } from '../../src/shop.ts'

/** A code of ¥5 off everything, a month long, unless said otherwise. */
export async function giveCode(
  { db, now }: Shop,
  code: string,
  more: Partial<CodeInput> & { phoneHmac?: string } = {},
): Promise<string> {
  await insertCode(
    db,
    {
      code,
      kind: 'amount',
      value: 500,
      families: [],
      minimumFen: 0,
      startsAt: now - DAY_MS,
      endsAt: now + 30 * DAY_MS,
      limitTotal: 100,
      limitPerPhone: 100,
      ...more,
    },
    now,
  )
  return code
}
