import { readGardenCover } from '../../adoption/cover-keeping.ts'
import { type GardenInput, gardenForm, keepGarden, readGardenRow } from '../../adoption/garden-keeping.ts'
import { wordingFault } from '../../adoption/wording.ts'
import type { Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { type Form, readForm, textOf, textsOf, ticked } from '../../http/form.ts'
import { own } from '../../kernel/own.ts'
import { parseWhole } from '../../kernel/typed-number.ts'
import { type Edit, readEdit } from '../../staff/edit-lock.ts'
import { assets } from '../../ui/assets.generated.ts'
import { adminPaths } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { type Began, type Between, beganAnew, beganOf, differencesOf } from '../meanwhile.tsx'
import {
  GARDEN_NAMES,
  GardenEditPage,
  type GardenEditProps,
  ORIGINS,
  SCENE_NAMES,
  SCENES,
} from './edit-page.tsx'

export type TypedGarden = Omit<GardenInput, 'position' | 'keeperZh' | 'keeperEn'> & {
  position: string
  keeperZh: string
  keeperEn: string
}
type Errors = Record<string, string>

const NEW: TypedGarden = {
  code: '',
  slug: '',
  position: '10',
  nameZh: '',
  nameEn: '',
  placeZh: '',
  placeEn: '',
  originCode: 'puding',
  storyZh: '',
  storyEn: '',
  keeperZh: '',
  keeperEn: '',
  scene: SCENES[0]!,
  listed: 0,
  sample: 0,
}

export const showNewGarden = (c: Ctx) => page(c, { typed: NEW, over: 0, was: {}, made: true })

export async function showGardenEdit(c: Ctx, row: GardenInput) {
  const typed = storedGarden(row)
  const { db } = c.var.visit
  const [{ edit }, cover] = await Promise.all([
    readEdit(db, gardenForm(row.code)),
    readGardenCover(db, row.code),
  ])
  return page(c, { typed, over: edit, was: typed, made: false, cover })
}

const storedGarden = ({ keeperZh, keeperEn, position, ...row }: GardenInput): TypedGarden => ({
  ...row,
  keeperZh: keeperZh ?? '',
  keeperEn: keeperEn ?? '',
  position: String(position),
})

export const makeGarden = (c: Ctx) => keepTyped(c, null)
export const changeGarden = (c: Ctx) => keepTyped(c, c.req.param('code') ?? '')

async function keepTyped(c: Ctx, code: string | null) {
  const form = await readForm(c)
  return keep(c, typedOf(form, code), beganOf<TypedGarden>(form), code === null)
}

async function keep(c: Ctx, typed: TypedGarden, began: Began<TypedGarden>, made: boolean): Promise<Response> {
  const errors = errorsOf(typed)
  if (Object.keys(errors).length) return page(c, { typed, ...began, made, errors })
  const garden: GardenInput = {
    ...typed,
    position: parseWhole(typed.position, 999) ?? 0,
    keeperZh: typed.keeperZh || null,
    keeperEn: typed.keeperEn || null,
  }
  const editor = { staffId: c.var.staff.staffId, over: made ? 0 : began.over }
  const done = await keepGarden(c.var.visit, garden, editor, made)
  if (done.ok) return c.redirect(`${adminPaths.editGarden(garden.code)}?saved=1`, 303)
  if (done.refusal.code === 'not_found') return answerNotFound(c)
  const other = await readEdit(c.var.visit.db, gardenForm(garden.code))
  if (!made && other.edit !== editor.over) return meanwhile(c, typed, began, other)
  const slug = '这个代号或网址已经是另一个茶园的，请换一个'
  return page(c, { typed, ...began, made, errors: { slug } })
}

async function meanwhile(
  c: Ctx,
  typed: TypedGarden,
  began: Began<TypedGarden>,
  other: Edit,
): Promise<Response> {
  const row = await readGardenRow(c.var.visit.db, typed.code)
  if (!row) return answerNotFound(c)
  const stored = storedGarden(row)
  const anew = beganAnew(typed, began, stored, other)
  if (anew.apart) return keep(c, anew.typed, anew, false)
  const differences = differencesOf(
    GARDEN_NAMES.map(([field, label]) => [label, inWords(field, stored), inWords(field, anew.typed)]),
  )
  return page(c, { ...anew, made: false, between: { other, differences } })
}

function inWords(field: keyof TypedGarden, garden: TypedGarden): string {
  const value = String(garden[field])
  if (field === 'listed' || field === 'sample') return value === '1' ? '是' : '否'
  return (
    (field === 'originCode' ? own(ORIGINS, value) : field === 'scene' ? own(SCENE_NAMES, value) : value) ??
    value
  )
}

function typedOf(form: Form, code: string | null): TypedGarden {
  return {
    code: code ?? textOf(form, 'code', 3).toUpperCase(),
    slug: textOf(form, 'slug', 40).toLowerCase(),
    ...textsOf(form, {
      ...{ position: 3, nameZh: 30, nameEn: 60, placeZh: 40, placeEn: 80, originCode: 20, scene: 40 },
      ...{ storyZh: 1000, storyEn: 2000, keeperZh: 60, keeperEn: 120 },
    }),
    listed: ticked(form, 'listed') ? 1 : 0,
    sample: ticked(form, 'sample') ? 1 : 0,
  }
}

const NEEDED = ['nameZh', 'placeZh', 'storyZh'] as const
const WORDS = [...NEEDED, 'nameEn', 'placeEn', 'storyEn', 'keeperZh', 'keeperEn'] as const

function errorsOf(typed: TypedGarden): Errors {
  const errors: Errors = {}
  for (const name of WORDS) {
    const fault = wordingFault(typed[name])
    if (fault) errors[name] = fault
  }
  for (const name of NEEDED) if (!typed[name]) errors[name] = '请填写'
  if (!/^[A-Z]{1,3}$/.test(typed.code))
    errors.code = '代号是 1 到 3 个大写英文字母，地块编号用它开头，如 D-01'
  if (!/^[a-z][a-z0-9-]{1,39}$/.test(typed.slug))
    errors.slug = '网址用小写英文字母、数字和短横线，如 yunjiao-baicha'
  if (parseWhole(typed.position, 999) === null) errors.position = '请填 0 到 999 的整数，小的排在前面'
  if (!SCENES.some((scene) => scene === typed.scene)) errors.scene = '请选一张山景'
  if (!(typed.originCode in ORIGINS)) errors.originCode = '请选择产地'
  return errors
}

type Shown = Began<TypedGarden> & {
  typed: TypedGarden
  made: boolean
  errors?: Errors
  between?: Between
} & Pick<GardenEditProps, 'cover'>

function page(c: Ctx, { errors = {}, ...shown }: Shown) {
  const body = GardenEditPage({ ...shown, errors, saved: c.req.query('saved') === '1' })
  // The script that draws covers.
  const script = assets.listingsJs
  const title = shown.made ? '新茶园' : `茶园资料 ${shown.typed.nameZh}`
  const status = shown.between ? 409 : Object.keys(errors).length ? 422 : 200
  return renderAdmin(c, { title, current: adminPaths.gardens(), script }, body, status)
}
