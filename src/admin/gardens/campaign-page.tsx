import { adminPaths } from '../../urls.ts'
import { ChoiceField, Field, Mend, Saved } from '../field.tsx'
import { type Began, BeganAt, type Between, keepWords, Meanwhile } from '../meanwhile.tsx'
import { SplitRows } from '../shipments/split-rows.tsx'
import type { TypedCampaign } from './campaign-routes.tsx'

/** What the fields are called where two people's differ. */
export const CAMPAIGN_NAMES: [field: keyof TypedCampaign, label: string][] = [
  ['titleZh', '活动名称'],
  ['titleEn', '活动名称（英文）'],
  ['sloganZh', '口号'],
  ['sloganEn', '口号（英文）'],
  ['split', '价格去向'],
  ['open', '现在'],
]

type Props = Began<TypedCampaign> & {
  typed: TypedCampaign
  errors: Record<string, string>
  saved: boolean
  between?: Between
}

/** The campaign's own words, where its price goes, and the switch that stops new sales. */
export const CampaignDeskPage = ({ typed, errors, saved, over, was, between }: Props) => (
  <>
    <p>
      <a href={adminPaths.gardens()}>← 茶园</a>
    </p>
    <h1>认购活动</h1>
    <Saved shown={saved} />
    <Mend errors={errors} />
    <Meanwhile between={between} />
    <form method="post" action={adminPaths.campaign} class="admin-form" novalidate data-once>
      <BeganAt over={over} was={was} />
      <Field name="titleZh" label="活动名称" value={typed.titleZh} error={errors.titleZh} maxlength={40} />
      <Field
        name="titleEn"
        label="活动名称（英文），可不填"
        value={typed.titleEn}
        error={errors.titleEn}
        maxlength={80}
        lang="en"
      />
      <Field
        name="sloganZh"
        label="口号"
        value={typed.sloganZh}
        error={errors.sloganZh}
        maxlength={60}
        hint="口号只是口号，页面不会按它计算就业人数"
      />
      <Field
        name="sloganEn"
        label="口号（英文），可不填"
        value={typed.sloganEn}
        error={errors.sloganEn}
        maxlength={120}
        lang="en"
      />
      <SplitRows rows={typed.split} error={errors.split} />
      <ChoiceField
        name="open"
        legend="现在"
        value={String(typed.open)}
        options={[
          ['1', '正在认购'],
          ['0', '暂停认购'],
        ]}
        hint="暂停后不再接受新的认购；已认购的照常管护、寄茶，原认购人的续认购期不变。"
      />
      <button class="button button-primary" type="submit">
        {keepWords(between)}
      </button>
    </form>
  </>
)
