import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { families } from '../../src/catalog/schema.ts'
import { insert, insertRows, int, remove, select, selectAll, update } from '../../src/db/query.ts'
import { orders } from '../../src/orders/schema.ts'
import type { Shop } from '../../src/shop.ts'
import { openShop } from '../support/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const family = (code: string, position: number) => ({ code, position, nameZh: '茶', nameEn: `Tea “${code}”` })

test('built statements and written ones go in one batch, and each answers in its own shape', async () => {
  const { db } = shop
  const [, , rows, count] = await db.batch([
    db.run(insert(families).values(family('a', 90))),
    db.run(
      update(families)
        .set({ position: sql`${families.position} + ${int(1)}` })
        .where(eq(families.code, 'a')),
    ),
    db.all(selectAll(families).where(eq(families.code, 'a'))),
    db.all<{ n: number }>(sql`SELECT count(*) n FROM families WHERE code = 'a'`),
  ])
  expect(rows).toEqual([family('a', 91)])
  expect(count).toEqual([{ n: 1 }])
  await db.run(remove(families).where(eq(families.code, 'a')))
  expect(await db.all(selectAll(families).where(eq(families.code, 'a')))).toEqual([])
})

test('two tables that share a name of a column are read side by side', async () => {
  const { db } = shop
  await db.run(insertRows(families, [family('b', 91), family('c', 92)]))
  const rows = await db.all(
    select({ first: families.code, order: orders.code })
      .from(families)
      .leftJoin(orders, eq(orders.code, families.code))
      .where(eq(families.code, 'b')),
  )
  expect(rows).toEqual([{ first: 'b', order: null }])
})

test('any number of rows is one statement with one parameter', async () => {
  const { db } = shop
  const many = Array.from({ length: 300 }, (_, at) => family(`f-${at}`, 100 + at))
  await db.run(insertRows(families, many))
  const rows = await db.all(selectAll(families).where(sql`position >= 100`).orderBy(families.position))
  expect(rows).toEqual(many)
})
