import { eq, sql } from 'drizzle-orm'
import { type Db, mapped, type Statement } from '../db/client.ts'
import { raiseContentVersion } from '../db/content-version.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { selectAll } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import {
  type Editor,
  editedMeanwhile,
  readEdit,
  stillStands,
  takeEdit,
  takeEdits,
} from '../staff/edit-lock.ts'
import { writeGarden, writePlots } from './planting.ts'
import { type Garden, gardens, type Plot } from './schema.ts'

export type GardenInput = Omit<Garden, 'updatedAt' | 'selling' | 'shareCover' | 'shareCoverOf'>

type Desk = { db: Db; now: number }

/** Plots are samples as long as their garden is one. */
const sampleAsGarden = (db: Db, code: string) =>
  db.run(sql`
    UPDATE plots SET sample = (SELECT sample FROM gardens WHERE code = ${code})
    WHERE garden = ${code} AND sample <> (SELECT sample FROM gardens WHERE code = ${code})`)

export const readGardenRow = (db: Db, code: string): Statement<GardenInput | null> =>
  mapped(db.all(selectAll(gardens).where(eq(gardens.code, code))), ([row]) => {
    if (!row) return null
    const { updatedAt: _at, selling: _selling, shareCover: _cover, shareCoverOf: _of, ...garden } = row
    return garden
  })

/** A garden's name in the lock and in the audit log. */
export const gardenForm = (code: string): string => `garden:${code}`

/**
 * Writes a garden from the desk over the save its editor began from, with its entry in the log. Refusals: conflict (saved
 * meanwhile; a new garden's code, or its address, is another garden's), not_found (no such garden to change).
 */
export async function keepGarden(
  { db, now }: Desk,
  garden: GardenInput,
  editor: Editor,
  made: boolean,
): Promise<Result<null>> {
  const form = gardenForm(garden.code)
  const [edit, before] = await db.batch([readEdit(db, form), readGardenRow(db, garden.code)])
  if (made && before) return refuse({ code: 'conflict' })
  if (!made && !before) return refuse({ code: 'not_found' })
  if (!stillStands(edit, editor)) return refuse({ code: 'conflict' })
  const verb = made ? 'garden.made' : 'garden.changed'
  const { staffId } = editor
  const entry = { staffId, verb, object: form, before: before ?? undefined, after: garden }
  try {
    await db.batch([
      takeEdit(db, form, editor, now),
      // Writing replaces what stands under the code: a new garden must still be the first of it.
      ...(made ? [insist(db, sql`NOT EXISTS (SELECT 1 FROM gardens WHERE code = ${garden.code})`)] : []),
      writeGarden(db, garden),
      sampleAsGarden(db, garden.code),
      raiseContentVersion(db),
      audit(db, entry, now),
    ])
  } catch (error) {
    const known = editedMeanwhile(error) || changedMeanwhile(error) || failedOn(error, 'gardens.slug')
    if (known) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}

/** Plots of one garden as the desk edits them: whether anybody claimed them in any season, and their newest save. */
export type DeskPlot = Plot & { claimed: number; edit: number }

export const readDeskPlots = (db: Db, garden: string, page: { after?: string; limit: number }) =>
  db.all<DeskPlot>(sql`
    SELECT p.code, p.garden, p.area_cmu areaCmu, p.u, p.v, p.width, p.height, p.land_ref landRef, p.picture, p.open,
      p.sample, p.picture_alt_zh pictureAltZh, p.picture_alt_en pictureAltEn,
      EXISTS (SELECT 1 FROM plot_claims c WHERE c.plot = p.code) claimed,
      coalesce((SELECT max(e.edit) FROM form_edits e WHERE e.form = 'plot:' || p.code), 0) edit
    FROM plots p WHERE p.garden = ${garden} AND p.code > ${page.after ?? ''} ORDER BY p.code LIMIT ${page.limit}`)

/** A plot's name in the lock. */
export const plotForm = (code: string): string => `plot:${code}`

/** A plot to write over the save it was looked at with; 0 where nobody saved it yet, or it is new. */
export type PlotOver = Plot & { over: number }

/**
 * Writes plots from the desk: all of them or none; those of a grid are new. Refusals: conflict (one was saved meanwhile,
 * one that somebody claimed would change its size, or a colleague made one of the grid), not_found (no such garden).
 * `how` names the act in the log: one plot, a grid, a sheet.
 */
export async function keepPlots(
  { db, now }: Desk,
  garden: string,
  saved: PlotOver[],
  by: { staffId: string; how: 'plot' | 'grid' | 'sheet' },
): Promise<Result<{ kept: number }>> {
  if (!saved.length) return ok({ kept: 0 })
  const plots = saved.map(({ over: _over, ...plot }) => plot)
  const locks = saved.map(({ code, over }) => ({ form: plotForm(code), over }))
  const after =
    by.how === 'plot' ? plots[0] : { plots: plots.length, from: plots[0]!.code, to: plots.at(-1)!.code }
  const entry = { staffId: by.staffId, verb: `garden.plots_${by.how}`, object: `garden:${garden}`, after }
  try {
    await db.batch([
      takeEdits(db, locks, by.staffId, now),
      ...(by.how === 'grid'
        ? [insist(db, sql`NOT EXISTS (SELECT 1 FROM plots WHERE code IN (${codesOf(plots)}))`)]
        : []),
      writePlots(db, plots),
      sampleAsGarden(db, garden),
      raiseContentVersion(db),
      audit(db, entry, now),
    ])
  } catch (error) {
    const known = editedMeanwhile(error) || changedMeanwhile(error) || failedOn(error, 'plot_stays')
    if (known) return refuse({ code: 'conflict' })
    if (failedOn(error, 'FOREIGN KEY')) return refuse({ code: 'not_found' })
    throw error
  }
  return ok({ kept: plots.length })
}

const codesOf = (plots: Plot[]) =>
  sql`SELECT value FROM json_each(${JSON.stringify(plots.map(({ code }) => code))})`
