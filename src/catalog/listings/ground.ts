import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import type { BundleComponent, Family, Product, StoredProducer, StoredTemplate, Variant } from '../schema.ts'
import type { ListingInput } from './input.ts'
import { type ListingProblem, listingProblems } from './problems.ts'
import type { Before } from './publication.ts'

/** A SKU elsewhere in the shop, as a gift box or a clash of names has to know it. */
export type OtherSku = Pick<Variant, 'sku' | 'productId' | 'specZh' | 'priceFen' | 'retired'> &
  Pick<Product, 'nameZh' | 'sample' | 'factsMissing'> & { bundle: number }

/** What a listing stands on: words it may name, SKUs it names, boxes that name its SKUs. */
export type Ground = {
  families: string[]
  producers: string[]
  templates: string[]
  slugOwner: string | null
  skus: Pick<Map<string, OtherSku>, 'get'>
  boxes: { sku: string; box: string }[]
}

export async function readGround(db: Db, content: ListingInput, before: Before | null): Promise<Ground> {
  const named = content.variants.flatMap((variant) => [
    variant.sku,
    ...variant.components.map(({ sku }) => sku),
  ])
  const own = before?.skus.map(({ sku }) => sku) ?? []
  const [families, producers, templates, owners, skus, boxes] = await db.batch([
    db.all<Pick<Family, 'code'>>(sql`SELECT code FROM families LIMIT 100`),
    db.all<Pick<StoredProducer, 'id'>>(
      sql`SELECT id FROM producers WHERE id = ${content.producerId} AND name_zh <> ''`,
    ),
    db.all<Pick<StoredTemplate, 'code'>>(sql`SELECT code FROM freight_templates LIMIT 100`),
    db.all<Pick<Product, 'id'>>(sql`SELECT id FROM products WHERE slug = ${content.slug}`),
    db.all<OtherSku>(sql`
      SELECT v.sku, v.product_id productId, p.name_zh nameZh, v.spec_zh specZh, v.price_fen priceFen,
        v.components IS NOT NULL bundle, v.retired, p.sample, p.facts_missing factsMissing
      FROM json_each(${JSON.stringify([...new Set(named)])}) j CROSS JOIN variants v ON v.sku = j.value
      CROSS JOIN products p ON p.id = v.product_id`),
    db.all<{
      sku: BundleComponent['componentSku']
      box: Product['nameZh']
    }>(sql`
      SELECT b.component_sku sku, p.name_zh box FROM json_each(${JSON.stringify(own)}) j
      CROSS JOIN bundle_components b ON b.component_sku = j.value CROSS JOIN variants v ON v.sku = b.bundle_sku
      CROSS JOIN products p ON p.id = v.product_id`),
  ])
  return {
    families: families.map(({ code }) => code),
    producers: producers.map(({ id }) => id),
    templates: templates.map(({ code }) => code),
    slugOwner: owners[0]?.id ?? null,
    skus: new Map(skus.map((row) => [row.sku, row])),
    boxes,
  }
}

const other = (field: string, sentence: string): ListingProblem => ({ field, kind: 'other', sentence })

/** Everything that keeps a listing from being published as the next version of `before`; empty: it may be. */
export function publishingProblems(
  content: ListingInput,
  before: Before | null,
  ground: Ground,
): ListingProblem[] {
  const problems = listingProblems(content)
  const need = (bad: boolean, field: string, sentence: string) => bad && problems.push(other(field, sentence))
  // What is left empty is said already.
  need(
    content.family !== '' && !ground.families.includes(content.family),
    'family',
    '没有这个品类，请重新选择。',
  )
  need(
    Boolean(content.producerId) && !ground.producers.length,
    'producerId',
    '没有这个生产主体，请重新选择。',
  )
  need(
    content.freightTemplate !== '' && !ground.templates.includes(content.freightTemplate),
    'freightTemplate',
    '没有这种运费：请换一种，或先在“设置 · 运费”里设好。',
  )
  need(
    ground.slugOwner !== null && ground.slugOwner !== (before?.id ?? null),
    'slug',
    '这个网址已被另一个商品使用，请换一个。',
  )
  for (const [row, variant] of content.variants.entries()) {
    const known = ground.skus.get(variant.sku)
    const was = before?.skus.find(({ sku }) => sku === variant.sku)
    const field = `sku.${row}.sku`
    need(
      known !== undefined && known.productId !== before?.id,
      field,
      `SKU ${variant.sku} 已属于“${known?.nameZh}”，请换一个编号。`,
    )
    need(
      was !== undefined && was.components.length > 0 !== variant.components.length > 0,
      field,
      `SKU ${variant.sku} 原来${was?.components.length ? '是礼盒' : '是单品'}，不能改成另一种，请换一个新编号。`,
    )
    for (const part of variant.components) problems.push(...partProblems(part.sku, row, content, ground))
  }
  for (const { sku, box } of ground.boxes)
    need(
      !content.variants.some((variant) => variant.sku === sku),
      'sku',
      `SKU ${sku} 还装在“${box}”里，请先改那个礼盒。`,
    )
  return problems
}

function partProblems(sku: string, row: number, content: ListingInput, ground: Ground): ListingProblem[] {
  const part = ground.skus.get(sku)
  const field = `sku.${row}.parts`
  if (!part) return [other(field, `礼盒里的 ${sku} 还没有这个 SKU，请先发布它的商品。`)]
  if (part.bundle) return [other(field, `${sku} 本身是礼盒，礼盒里不能再装礼盒。`)]
  if (part.retired) return [other(field, `${sku} 已经停用，请换一个。`)]
  if (content.sample) return []
  if (part.sample) return [other(field, `礼盒里的“${part.nameZh}”还是示例数据，请先把它改为正式销售。`)]
  return part.factsMissing ? [other(field, `礼盒里的“${part.nameZh}”标签信息不全，请先补齐。`)] : []
}
