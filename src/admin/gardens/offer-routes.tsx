import type { GardenInput } from '../../adoption/garden-keeping.ts'
import { type OfferContent, offerHash } from '../../adoption/offer.ts'
import {
  missingOf,
  movedOffer,
  newestOffer,
  type OfferVersion,
  readVersions,
  seasonSold,
} from '../../adoption/offer-versions.ts'
import { publishOffer } from '../../adoption/publishing.ts'
import type { Ctx } from '../../http/context.ts'
import { type Form, readForm, textOf } from '../../http/form.ts'
import { adminPaths } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { changedApart, keepUntouched, overOf } from '../meanwhile.tsx'
import { parseSplit } from '../shipments/split-rows.tsx'
import { type OfferErrors, readTypedOffer, type TypedOffer, typedOffer } from './offer-form.ts'
import { parseOffer } from './offer-parsing.ts'
import { offerChanges } from './offer-words.ts'
import { GardenOffersPage } from './offers-page.tsx'
import { seasonOf } from './season.ts'

export const showOffers = (c: Ctx, garden: GardenInput) => page(c, garden, {})

/** Look first: what changes against the newest version; published only as it was looked at, and typed to confirm. */
export async function publishTypedOffer(c: Ctx, garden: GardenInput) {
  const form = await readForm(c)
  return publish(c, garden, form, readTypedOffer(form), overOf(form))
}

async function publish(
  c: Ctx,
  garden: GardenInput,
  form: Form,
  typed: TypedOffer,
  over: number,
): Promise<Response> {
  const parsed = parseOffer(typed, parseSplit(typed.split))
  if ('errors' in parsed) return page(c, garden, { typed, over, errors: parsed.errors })
  const season = seasonOf(c)
  const { db } = c.var.visit
  const versions = await readVersions(db, garden.code, season)
  const [newest] = versions
  if (newest && newest.version !== over) return meanwhile(c, garden, form, typed, versions, over)
  const missing =
    newest && (await seasonSold(db, garden.code, season)) && missingOf(newest.content, parsed.content)
  if (missing) return page(c, garden, { typed, over, errors: { form: missing } })
  const hash = await offerHash(parsed.content)
  const look = { content: parsed.content, hash, error: null as string | null }
  const asked = textOf(form, 'step', 8) === 'publish'
  if (!asked || textOf(form, 'seen', 64) !== seenOf(hash, newest?.version)) {
    if (asked) look.error = '没有发布：预览后内容又有改动，或同事刚发布了新版。请再次预览'
    return page(c, garden, { typed, over, look })
  }
  if (textOf(form, 'typed', 10) !== String(season)) {
    look.error = `请输入 ${season} 确认，现在还没有发布`
    return page(c, garden, { typed, over, look })
  }
  const offer = { garden: garden.code, season, content: parsed.content }
  const done = await publishOffer(c.var.visit, offer, c.var.staff.staffId)
  if (done.ok) return c.redirect(adminPaths.gardenOffers(garden.code, { season, published: 1 }), 303)
  look.error = '没有发布：同事刚发布了新版。请再看一遍改动'
  return page(c, garden, { typed, over, look })
}

/** A colleague published first. Versions never change: what the form began from is read, not sent along. */
async function meanwhile(
  c: Ctx,
  garden: GardenInput,
  form: Form,
  typed: TypedOffer,
  versions: OfferVersion[],
  over: number,
): Promise<Response> {
  const newest = versions[0]!
  const began = versions.find(({ version }) => version === over)
  const start = began ? typedOffer(began.content) : await firstOffer(c, garden.code, seasonOf(c))
  const now = typedOffer(newest.content)
  const { merged, apart } = mergedOffer(typed, start, now)
  // What was seen is another text now: the way on leads through the look at it, as always.
  if (apart) return publish(c, garden, form, merged, newest.version)
  return page(c, garden, { typed: merged, over: newest.version, between: newest })
}

/** Grams and parcels are told by the place of their tea: with other teas the tables are one piece. */
function mergedOffer(
  typed: TypedOffer,
  start: TypedOffer,
  now: TypedOffer,
): { merged: TypedOffer; apart: boolean } {
  const teas = ({ grades }: TypedOffer) => grades.map(({ code }) => code).join()
  const alike = teas(typed) === teas(start) && teas(now) === teas(start)
  if (alike) return { merged: keepUntouched(typed, start, now), apart: changedApart(typed, start, now) }
  const packed = ({ grades, tiers, windows, ...rest }: TypedOffer) => ({
    ...rest,
    tables: { grades, tiers, windows },
  })
  const three = [packed(typed), packed(start), packed(now)] as const
  const { tables, ...rest } = keepUntouched(...three)
  return { merged: { ...rest, ...tables }, apart: changedApart(...three) }
}

/** What a season's offer begins from while it has no version: the newest of the garden, its dates moved on. */
async function firstOffer(c: Ctx, garden: string, season: number): Promise<TypedOffer> {
  const known = await newestOffer(c.var.visit.db, garden)
  return typedOffer(
    known && known.season !== season ? movedOffer(known.content, season - known.season) : null,
  )
}

/** What was looked at, and what it was compared with. */
export const seenOf = (hash: string, version: number | undefined): string => `${hash}.${version ?? 0}`

type Outcome = {
  typed?: TypedOffer
  /** The version the form began from; the newest when not said. */
  over?: number
  /** The version a colleague published meanwhile. */
  between?: OfferVersion
  errors?: OfferErrors
  look?: { content: OfferContent; hash: string; error: string | null }
}

async function page(c: Ctx, garden: GardenInput, { typed, over, errors = {}, look, between }: Outcome) {
  const { db } = c.var.visit
  const season = seasonOf(c)
  const versions = await readVersions(db, garden.code, season)
  const newest = versions[0] ?? (await newestOffer(db, garden.code))
  const start = newest ? movedOffer(newest.content, season - newest.season) : null
  const before = versions[0]?.content ?? null
  const body = GardenOffersPage({
    garden,
    season,
    versions,
    from: versions[0] ? null : (newest?.season ?? null),
    typed: typed ?? typedOffer(start),
    over: over ?? versions[0]?.version ?? 0,
    between: between ?? null,
    errors,
    look: look
      ? {
          ...look,
          changes: offerChanges(before, look.content),
          seen: seenOf(look.hash, versions[0]?.version),
        }
      : null,
    published: c.req.query('published') === '1',
  })
  const status = between ? 409 : Object.keys(errors).length || look?.error ? 422 : 200
  return renderAdmin(c, { title: '认购方案', current: adminPaths.gardens() }, body, status)
}
