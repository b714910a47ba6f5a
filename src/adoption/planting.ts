import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { Garden, Plot } from './schema.ts'

/** The statement that writes a garden, new or changed; when it was last reported on stays. */
export const writeGarden = (db: Db, garden: Omit<Garden, 'updatedAt' | 'selling'>) =>
  db.run(sql`
    INSERT INTO gardens (code, slug, position, name_zh, name_en, place_zh, place_en, origin_code, story_zh, story_en,
      keeper_zh, keeper_en, scene, listed, sample)
    VALUES (${garden.code}, ${garden.slug}, ${garden.position}, ${garden.nameZh}, ${garden.nameEn}, ${garden.placeZh},
      ${garden.placeEn}, ${garden.originCode}, ${garden.storyZh}, ${garden.storyEn}, ${garden.keeperZh},
      ${garden.keeperEn}, ${garden.scene}, ${garden.listed}, ${garden.sample})
    ON CONFLICT (code) DO UPDATE SET slug = excluded.slug, position = excluded.position, name_zh = excluded.name_zh,
      name_en = excluded.name_en, place_zh = excluded.place_zh, place_en = excluded.place_en,
      origin_code = excluded.origin_code, story_zh = excluded.story_zh, story_en = excluded.story_en,
      keeper_zh = excluded.keeper_zh, keeper_en = excluded.keeper_en, scene = excluded.scene, listed = excluded.listed,
      sample = excluded.sample`)

/**
 * The statement that writes any number of plots, new or changed. It fails on `plot_stays` when a plot that somebody
 * claimed would change its garden or size.
 */
export const writePlots = (db: Db, plots: Plot[]) =>
  db.run(sql`
    INSERT INTO plots (code, garden, area_cmu, u, v, width, height, land_ref, picture, open, sample,
      picture_alt_zh, picture_alt_en)
    SELECT j.value ->> 'code', j.value ->> 'garden', j.value ->> 'areaCmu', j.value ->> 'u', j.value ->> 'v',
      j.value ->> 'width', j.value ->> 'height', j.value ->> 'landRef', j.value ->> 'picture', j.value ->> 'open',
      j.value ->> 'sample', j.value ->> 'pictureAltZh', j.value ->> 'pictureAltEn' FROM json_each(${JSON.stringify(plots)}) j WHERE true
    ON CONFLICT (code) DO UPDATE SET garden = excluded.garden, area_cmu = excluded.area_cmu, u = excluded.u,
      v = excluded.v, width = excluded.width, height = excluded.height, land_ref = excluded.land_ref,
      picture = excluded.picture, open = excluded.open, sample = excluded.sample,
      picture_alt_zh = excluded.picture_alt_zh, picture_alt_en = excluded.picture_alt_en`)
