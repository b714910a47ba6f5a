import { type SQL, sql } from 'drizzle-orm'
import { type Db, mapped, type Statement } from '../db/client.ts'
import type { PictureType } from '../kernel/pictures.ts'
import { mediaKey } from './key.ts'
import type { Media } from './schema.ts'

export type PictureSize = { key: string; width: number; height: number }

/** A kept picture as pages show it; sizes narrowest first, px as shown. */
export type StoredPicture = {
  id: string
  hash: string
  key: string
  type: PictureType
  width: number
  height: number
  bytes: number
  altZh: string
  altEn: string
  sizes: PictureSize[]
  staffName: string
  at: number
}

const COLUMNS = sql`m.id, m.hash, m.type, m.width, m.height, m.bytes, m.alt_zh "altZh", m.alt_en "altEn", m.sizes,
  s.name "staffName", m.at FROM media m JOIN staff s ON s.id = m.staff_id`

type Row = Omit<StoredPicture, 'key' | 'sizes'> & Pick<Media, 'sizes'>

const read = (db: Db, where: SQL): Statement<StoredPicture[]> =>
  mapped(db.all<Row>(sql`SELECT ${COLUMNS} ${where}`), (rows) =>
    rows.map((row) => ({ ...row, key: mediaKey(row.hash, row.type), sizes: JSON.parse(row.sizes) })),
  )
const readOne = (db: Db, where: SQL): Statement<StoredPicture | null> =>
  mapped(read(db, where), ([picture]) => picture ?? null)

/** Pictures newest first, drawn covers left out, `limit` a page; `before` is the id of the last one seen. */
export const readPictures = (db: Db, query: { before?: string; limit: number }) =>
  read(
    db,
    sql`WHERE m.id IN (SELECT id FROM media INDEXED BY media_pictures WHERE kind = 'picture'
      AND id < ${query.before ?? '~'} ORDER BY id DESC LIMIT ${query.limit}) ORDER BY m.id DESC`,
  )

export const readPicture = (db: Db, id: string) => readOne(db, sql`WHERE m.id = ${id}`)

/** Several pictures by id in one read, for pages that show them; unknown ids are left out. */
export const readPicturesById = (db: Db, ids: string[]) =>
  read(db, sql`WHERE m.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)

export const readByClientKey = (db: Db, staffId: string, clientKey: string) =>
  readOne(db, sql`WHERE m.staff_id = ${staffId} AND m.client_key = ${clientKey}`)
