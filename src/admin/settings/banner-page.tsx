import { type Banner, type BannerErrors, LONGEST_BANNER } from '../../settings/banner.ts'
import { adminPaths } from '../../urls.ts'
import { Field, Mend, Saved } from '../field.tsx'
import { type Began, BeganAt, type Between, keepWords, Meanwhile, Over } from '../meanwhile.tsx'

export type BannerState = 'none' | 'shown' | 'ahead' | 'over'

const STATES: Record<BannerState, string> = {
  none: '现在没有公告。',
  shown: '公告正在显示。',
  ahead: '公告还没到开始日期。',
  over: '公告已过结束日期，不再显示。',
}

export const BANNER_NAMES: [field: keyof Banner, label: string][] = [
  ['textZh', '中文'],
  ['textEn', '英文'],
  ['href', '点开去哪里'],
  ['firstOn', '开始日期'],
  ['lastOn', '结束日期'],
]

type Props = Began<Banner> & {
  typed: Banner
  errors: BannerErrors
  state: BannerState
  saved: boolean
  between?: Between
}

/** One line above every shop page, with its days. */
export const BannerPage = ({ typed, errors, state, saved, over, was, between }: Props) => (
  <>
    <h1>公告</h1>
    <Saved shown={saved} />
    <Mend errors={errors} />
    <Meanwhile between={between} />
    <p>{STATES[state]}从开始日期零点显示，到结束日期当天24点撤下。顾客可以关掉它。</p>
    <form method="post" action={adminPaths.banner} class="admin-form" novalidate>
      <BeganAt over={over} was={was} />
      <Field
        name="textZh"
        label="中文"
        value={typed.textZh}
        error={errors.textZh}
        maxlength={LONGEST_BANNER.zh}
      />
      <Field
        name="textEn"
        label="英文（可不填）"
        value={typed.textEn}
        error={errors.textEn}
        maxlength={LONGEST_BANNER.en}
        lang="en"
      />
      <Field
        name="href"
        label="点开去哪里（可不填）"
        value={typed.href}
        error={errors.href}
        maxlength={200}
        hint="本店页面写 /products 这样的地址，别的网站写完整的 https:// 地址"
      />
      <Field name="firstOn" label="开始日期" type="date" value={typed.firstOn} error={errors.firstOn} />
      <Field name="lastOn" label="结束日期" type="date" value={typed.lastOn} error={errors.lastOn} />
      <button class="button button-primary" type="submit">
        {keepWords(between)}
      </button>
    </form>
    {state === 'none' ? null : (
      <form method="post" action={adminPaths.bannerRemoval}>
        <Over edit={over} />
        <p class="admin-actions">
          <button class="button button-secondary" type="submit">
            撤下公告
          </button>
        </p>
      </form>
    )}
  </>
)
