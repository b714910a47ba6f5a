import { sql } from 'drizzle-orm'
import type { Db, Query } from '../../db/client.ts'
import { insert, int } from '../../db/query.ts'
import { newId } from '../../kernel/ids.ts'
import { DAY_MS } from '../../kernel/time.ts'
import type { Place } from '../listings/refusal.ts'
import { type ListingSheet, type ListingSheetPart, listingSheetParts, listingSheets } from '../schema.ts'
import type { SheetRow, SheetTable } from './rows.ts'

/** Characters of one stored piece: a value of the database holds 2 MB, a character up to three bytes. */
const PIECE = 500_000
/** How long a sheet waits to be applied, and how long its rows stay to be looked at. */
export const SHEET_DAYS = 7

export type KeptSheet = Pick<ListingSheet, 'id' | 'staffId' | 'at'> & {
  /** Of the file. */
  name: ListingSheet['name']
  unknown: string[]
  /** Audit entry that applied it; null while it waits. */
  entry: ListingSheet['entry']
}

/** Items in pieces of JSON, none larger than fits; an item is never parted. */
export function piecesOf<T>(items: T[]): string[] {
  const pieces: string[][] = []
  let room = 0
  for (const item of items) {
    const text = JSON.stringify(item)
    if (text.length > room || !pieces.length) {
      pieces.push([])
      room = PIECE
    }
    pieces.at(-1)!.push(text)
    room -= text.length
  }
  return pieces.map((texts) => `[${texts.join(',')}]`)
}

export const insertParts = (sheetId: string, kind: 'rows' | 'changes', items: unknown[]): Query[] =>
  piecesOf(items).map((content, part) => insert(listingSheetParts).values({ sheetId, kind, part, content }))

/** Keeps an uploaded sheet until it is applied; its id. */
export async function keepSheet(
  { db, now }: Place,
  name: string,
  { rows, unknown }: SheetTable,
  by: string,
): Promise<string> {
  const id = newId('sht', now)
  await db.batch([
    db.run(
      insert(listingSheets).values({
        ...{ id, staffId: by, at: now },
        name: name.slice(0, 80),
        unknown: JSON.stringify(unknown),
      }),
    ),
    ...insertParts(id, 'rows', rows).map((statement) => db.run(statement)),
  ])
  return id
}

export async function readSheetHead(db: Db, id: string): Promise<KeptSheet | null> {
  const [row] = await db.all<Omit<KeptSheet, 'unknown'> & Pick<ListingSheet, 'unknown'>>(
    sql`SELECT id, staff_id staffId, name, at, unknown, entry FROM listing_sheets WHERE id = ${id}`,
  )
  return row ? { ...row, unknown: JSON.parse(row.unknown) as string[] } : null
}

async function readParts<T>(db: Db, id: string, kind: 'rows' | 'changes'): Promise<T[]> {
  const parts = await db.all<Pick<ListingSheetPart, 'content'>>(
    sql`SELECT content FROM listing_sheet_parts WHERE sheet_id = ${id} AND kind = ${kind} ORDER BY part`,
  )
  return parts.flatMap(({ content }) => JSON.parse(content) as T[])
}

export const readSheetRows = (db: Db, id: string) => readParts<SheetRow>(db, id, 'rows')

/** What an applied sheet changed, by its audit entry; none when there is no such sheet. */
export async function readSheetChanges<T>(db: Db, entry: string): Promise<T[]> {
  const [sheet] = await db.all<Pick<ListingSheet, 'id'>>(
    sql`SELECT id FROM listing_sheets WHERE entry = ${entry}`,
  )
  return sheet ? readParts<T>(db, sheet.id, 'changes') : []
}

/** Forgets sheets nobody applied and the rows of those applied, a week later; what they changed stays, to be undone. */
export async function forgetOldSheets(db: Db, now: number): Promise<void> {
  const old = sql`at < ${int(now - SHEET_DAYS * DAY_MS)}`
  await db.batch([
    db.run(sql`DELETE FROM listing_sheet_parts WHERE kind = 'rows' AND sheet_id IN (
      SELECT id FROM listing_sheets WHERE ${old})`),
    db.run(sql`DELETE FROM listing_sheets WHERE ${old} AND entry IS NULL`),
  ])
}
