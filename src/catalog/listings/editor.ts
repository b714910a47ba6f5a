import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { pinyinOf } from '../pinyin.ts'
import type { Family, StoredProducer, StoredTemplate, Variant } from '../schema.ts'
import { type Draft, readDraft } from './drafts.ts'
import type { ListingInput } from './input.ts'
import { type Published, readPublished } from './published.ts'

/** A listing as its editor opens it: the draft where there is one, else what is published. */
export type Editing = {
  id: string
  content: ListingInput
  draft: Draft | null
  published: Published | null
}

/** Null when there is neither a product nor a draft of that id. */
export async function readEditing(db: Db, id: string): Promise<Editing | null> {
  const [draft, published] = await Promise.all([readDraft(db, id), readPublished(db, id)])
  const content = draft?.content ?? published?.content
  return content ? { id, content, draft, published } : null
}

export type Choices = {
  families: [code: string, name: string][]
  producers: [id: string, name: string][]
  templates: [code: string, name: string][]
}

export async function readChoices(db: Db): Promise<Choices> {
  const [families, producers, templates] = await db.batch([
    db.all<Pick<Family, 'code'> & { name: Family['nameZh'] }>(
      sql`SELECT code, name_zh name FROM families ORDER BY position LIMIT 50`,
    ),
    db.all<{
      code: StoredProducer['id']
      name: StoredProducer['nameZh']
    }>(sql`SELECT id code, name_zh name FROM producers WHERE name_zh <> '' ORDER BY id LIMIT 200`),
    db.all<Pick<StoredTemplate, 'code'> & { name: StoredTemplate['nameZh'] }>(
      sql`SELECT code, name_zh name FROM freight_templates ORDER BY code LIMIT 50`,
    ),
  ])
  const pairs = (rows: { code: string; name: string }[]) =>
    rows.map(({ code, name }): [string, string] => [code, name])
  return { families: pairs(families), producers: pairs(producers), templates: pairs(templates) }
}

/** Price and name of the SKUs that boxes name, for the cost of what is inside. */
export async function readParts(db: Db, content: ListingInput) {
  const skus = content.variants.flatMap((variant) => variant.components.map(({ sku }) => sku))
  const rows = await db.all<Pick<Variant, 'sku' | 'priceFen'> & { name: string }>(sql`
    SELECT v.sku, p.name_zh || ' ' || v.spec_zh name, v.price_fen priceFen
    FROM json_each(${JSON.stringify([...new Set(skus)])}) j CROSS JOIN variants v ON v.sku = j.value
    CROSS JOIN products p ON p.id = v.product_id`)
  return new Map(rows.map((row) => [row.sku, row]))
}

/** An address made from the name: its pinyin with hyphens, letters and digits kept. */
export function slugOf(name: string): string {
  const words = name.normalize('NFKC').match(/\p{Script=Han}|[A-Za-z0-9]+/gu) ?? []
  return words
    .flatMap((word) => (/\p{Script=Han}/u.test(word) ? pinyinOf(word) : [word.toLowerCase()]))
    .filter((word) => /^[a-z0-9]+$/.test(word))
    .join('-')
    .slice(0, 60)
    .replace(/-$/, '')
}

/** A listing to begin with: from nothing, or from another one whose names, address, SKUs and pictures it leaves. */
export function blankListing(name: string, family: string, like: ListingInput | null): ListingInput {
  const cold = family === 'chive'
  const base: ListingInput = like ?? {
    slug: '',
    nameZh: '',
    nameEn: '',
    family,
    storage: cold ? 'cold' : 'ambient',
    shelfLifeDays: 0,
    originCode: 'puding',
    originZh: '普定县',
    originEn: 'Puding County',
    seasonMonths: [],
    sellsOnlyInSeason: cold,
    producerId: '',
    freightTemplate: cold ? 'cold' : 'ambient',
    returnRule: cold ? 'perishable' : 'seven_day_unopened',
    teaClass: null,
    labelFacts: family === 'honey' ? { warning: '1岁以下婴儿不宜食用' } : {},
    storyZh: '',
    storyEn: '',
    aliases: [],
    picture: `produce-${family}`,
    sample: false,
    variants: [],
  }
  return {
    ...base,
    slug: slugOf(name),
    nameZh: name,
    nameEn: '',
    sample: false,
    pictures: [],
    aliases: like ? base.aliases : [],
    variants: base.variants.length
      ? base.variants.map((variant) => ({ ...variant, sku: '', stock: 0 }))
      : [
          {
            sku: '',
            specZh: '',
            specEn: '',
            netG: null,
            netMl: null,
            grossG: 0,
            priceFen: 0,
            soldAlone: true,
            stock: 0,
            components: [],
          },
        ],
  }
}
