import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Shop } from '../shop.ts'
import type { SheetRow } from './sheet.ts'
import { planSheet } from './sheet-planning.ts'
import { parcelStatements, sentMeanwhile } from './shipping.ts'

/**
 * Sends every matched row in one batch, or nothing: planned afresh, since time passed since the dry run.
 * Refusal: conflict (somebody sent or called off one of them at this very moment, or nothing matches).
 */
export async function shipSheet(
  shop: Shop,
  rows: SheetRow[],
  staffId: string,
): Promise<Result<{ sent: number }>> {
  const planned = (await planSheet(shop, rows)).filter((row) => row.status === 'matched')
  if (!planned.length) return refuse({ code: 'conflict' })
  const parcels = planned.map((row) => ({
    orderId: row.order!.id,
    number: row.number!,
    storage: row.storage!,
    carrier: row.carrier!,
    trackingNo: row.trackingNo!,
    lines: row.lines.map(({ line, left }) => ({ line, quantity: left })),
  }))
  try {
    await shop.db.batch(parcelStatements(shop, parcels, staffId).statements)
  } catch (error) {
    if (sentMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok({ sent: planned.length })
}
