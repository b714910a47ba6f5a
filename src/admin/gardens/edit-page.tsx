import type { GardenCoverState } from '../../adoption/cover-keeping.ts'
import { sceneCoverOf } from '../../adoption/share-cover.ts'
import { catalog } from '../../i18n/zh/catalog.ts'
import { Picture } from '../../ui/picture.tsx'
import { adminPaths } from '../../urls.ts'
import { Field, Mend, Saved, SelectField } from '../field.tsx'
import { type Began, BeganAt, type Between, keepWords, Meanwhile } from '../meanwhile.tsx'
import { CoverSection } from '../media/cover-section.tsx'
import type { TypedGarden } from './edit-routes.tsx'

/** Skylines a garden can have; each has a foot for its certificates. */
export const SCENES = ['scene-garden-a', 'scene-garden-b', 'scene-garden-c'] as const
export const SCENE_NAMES: Record<string, string> = {
  'scene-garden-a': '穿洞，春雾',
  'scene-garden-b': '化处，傍晚',
  'scene-garden-c': '贡达，从高处看',
}
export const ORIGINS: Record<string, string> = catalog.origins

/** What the fields are called where two people's differ; the code cannot change. */
export const GARDEN_NAMES: [field: keyof TypedGarden, label: string][] = [
  ['nameZh', '名称'],
  ['nameEn', '名称（英文）'],
  ['placeZh', '地点'],
  ['placeEn', '地点（英文）'],
  ['originCode', '产地'],
  ['storyZh', '介绍'],
  ['storyEn', '介绍（英文）'],
  ['keeperZh', '管护方'],
  ['keeperEn', '管护方（英文）'],
  ['scene', '山景'],
  ['slug', '网址'],
  ['position', '排序'],
  ['listed', '在商店里显示'],
  ['sample', '标“示例数据”'],
]

export type GardenEditProps = Began<TypedGarden> & {
  typed: TypedGarden
  errors: Record<string, string>
  made: boolean
  saved: boolean
  between?: Between
  /** Of a garden that stands. */
  cover?: GardenCoverState | null
}

/** What a garden is called, where it lies, how it looks and whether it is shown. */
export const GardenEditPage = ({
  typed,
  errors,
  made,
  saved,
  over,
  was,
  between,
  cover,
}: GardenEditProps) => (
  <>
    <p>
      <a href={adminPaths.gardens()}>← 茶园</a>
    </p>
    <h1>{made ? '新茶园' : `茶园资料 · ${typed.nameZh}`}</h1>
    <Saved shown={saved} />
    {made ? null : (
      <p class="admin-actions">
        <a class="button button-secondary" href={adminPaths.gardenPlots(typed.code)}>
          地块
        </a>
      </p>
    )}
    <Mend errors={errors} />
    <Meanwhile between={between} />
    <form
      method="post"
      action={made ? adminPaths.newGarden : adminPaths.editGarden(typed.code)}
      class="admin-form"
      novalidate
      data-once
    >
      <BeganAt over={over} was={was} />
      {made ? (
        <Field
          name="code"
          label="代号"
          value={typed.code}
          error={errors.code}
          maxlength={3}
          hint="地块编号用它开头，如 D-01；以后不能改"
        />
      ) : null}
      <Names typed={typed} errors={errors} />
      <SceneChoice typed={typed} error={errors.scene} />
      <Field
        name="slug"
        label="网址"
        value={typed.slug}
        error={errors.slug}
        maxlength={40}
        hint="出现在 /gardens/ 后面"
      />
      <Field
        name="position"
        label="排序"
        value={typed.position}
        error={errors.position}
        maxlength={3}
        inputmode="numeric"
        hint="小的排在前面"
      />
      <label class="check">
        <input type="checkbox" name="listed" value="1" checked={typed.listed === 1} /> 在商店里显示
      </label>
      <label class="check">
        <input type="checkbox" name="sample" value="1" checked={typed.sample === 1} />{' '}
        标“示例数据”（资料都换成真实的以后再去掉）
      </label>
      <button class="button button-primary" type="submit">
        {keepWords(between)}
      </button>
    </form>
    {cover ? (
      <CoverSection
        action={adminPaths.gardenCover(typed.code)}
        state={cover}
        general={{ src: sceneCoverOf(cover.cover.picture) ?? '/share-cover.png', name: '活动的默认封面' }}
      />
    ) : null}
  </>
)

type Part = Pick<GardenEditProps, 'typed' | 'errors'>

const Names = ({ typed, errors }: Part) => (
  <>
    <Field name="nameZh" label="名称" value={typed.nameZh} error={errors.nameZh} maxlength={30} />
    <Field
      name="nameEn"
      label="名称（英文），可不填"
      value={typed.nameEn}
      error={errors.nameEn}
      maxlength={60}
      lang="en"
    />
    <Field
      name="placeZh"
      label="地点"
      value={typed.placeZh}
      error={errors.placeZh}
      maxlength={40}
      hint="写到乡镇或村，不写坐标"
    />
    <Field
      name="placeEn"
      label="地点（英文），可不填"
      value={typed.placeEn}
      error={errors.placeEn}
      maxlength={80}
      lang="en"
    />
    <SelectField name="originCode" label="产地" value={typed.originCode} options={Object.entries(ORIGINS)} />
    <Field
      name="storyZh"
      label="介绍"
      value={typed.storyZh}
      error={errors.storyZh}
      rows={6}
      maxlength={1000}
    />
    <Field
      name="storyEn"
      label="介绍（英文），可不填"
      value={typed.storyEn}
      error={errors.storyEn}
      rows={6}
      maxlength={2000}
      lang="en"
    />
    <Field
      name="keeperZh"
      label="茶园经营方（选填）"
      value={typed.keeperZh}
      error={errors.keeperZh}
      maxlength={60}
      hint="印在证书上"
    />
    <Field
      name="keeperEn"
      label="管护方（英文，可不填）"
      value={typed.keeperEn}
      error={errors.keeperEn}
      maxlength={120}
      lang="en"
    />
  </>
)

const SceneChoice = ({ typed, error }: { typed: TypedGarden; error: string | undefined }) => (
  <fieldset class="form-field" id="scene">
    <legend>山景（插画，不代表实地）</legend>
    <div class="scene-choice">
      {SCENES.map((scene) => (
        <label>
          <input type="radio" name="scene" value={scene} checked={typed.scene === scene} />{' '}
          {SCENE_NAMES[scene]}
          <Picture name={scene} alt="" width={240} height={180} />
        </label>
      ))}
    </div>
    {error ? <p class="form-error">{error}</p> : null}
  </fieldset>
)
