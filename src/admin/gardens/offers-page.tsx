import type { GardenInput } from '../../adoption/garden-keeping.ts'
import type { OfferVersion } from '../../adoption/offer-versions.ts'
import { formatInstant } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field, Mend, Saved } from '../field.tsx'
import { Over } from '../meanwhile.tsx'
import { SplitRows } from '../shipments/split-rows.tsx'
import { Table } from '../table.tsx'
import { GardenHead, SeasonChoice } from './head.tsx'
import { CHOICES, type OfferErrors, type TypedOffer } from './offer-form.ts'
import { GradeRows, TierRows, WindowRows } from './offer-rows.tsx'
import { CHOICE_NAMES, type Change } from './offer-words.ts'

type Look = { changes: Change[]; hash: string; seen: string; error: string | null }
type Props = {
  garden: GardenInput
  season: number
  versions: OfferVersion[]
  /** The season whose offer the form begins with, when this one has none yet. */
  from: number | null
  typed: TypedOffer
  /** The version the form began from; 0 while there was none. */
  over: number
  /** The version a colleague published meanwhile. */
  between: OfferVersion | null
  errors: OfferErrors
  look: Look | null
  published: boolean
}

/** What is sold for a garden's season: typed, compared, published; published versions never change. */
export const GardenOffersPage = (props: Props) => {
  const { garden, season, versions, from, over, between, errors, look, published } = props
  const seasons = [season + 1, season, season - 1]
  return (
    <>
      <GardenHead title="认购方案" name={garden.nameZh} season={season} />
      <SeasonChoice
        season={season}
        seasons={seasons}
        to={(own) => adminPaths.gardenOffers(garden.code, { season: own })}
      />
      <Saved shown={published}>已发布，新的认购按这一版。已卖出的仍按各自下单时的版本。</Saved>
      <Mend errors={errors} />
      {between ? (
        <Alert>
          还没有发布：同事在 {formatInstant(between.publishedAt)} 先发布了第 {between.version}{' '}
          版。您填的还在，您没有动过的已换成第 {between.version} 版的。请再看一遍改了什么。
        </Alert>
      ) : null}
      <Versions versions={versions} />
      {from === null ? null : (
        <p>
          {season} 年还没有方案。下面按 {from} 年的填好，日期顺延，请逐项核对。
        </p>
      )}
      <form
        method="post"
        action={adminPaths.gardenOffers(garden.code, { season })}
        class="admin-form offer-form"
        novalidate
        data-once
      >
        <Over edit={over} />
        {look ? <LookFirst season={season} look={look} first={!versions.length} /> : null}
        <OfferFields {...props} />
        <button
          class={`button ${look ? 'button-secondary' : 'button-primary'}`}
          type="submit"
          name="step"
          value="look"
        >
          {look ? '再次预览' : '预览改动'}
        </button>
      </form>
    </>
  )
}

const LookFirst = ({ season, look, first }: { season: number; look: Look; first: boolean }) => (
  <section class="offer-look" aria-labelledby="changes">
    <h2 id="changes">
      {first
        ? '第一版方案'
        : look.changes.length
          ? `和现在的版本有 ${look.changes.length} 处不同`
          : '和现在的版本一样'}
    </h2>
    <Alert>{look.error}</Alert>
    {look.changes.length ? (
      <>
        <Table label="改动" head={['项目', first ? null : '现在', '改成']}>
          {look.changes.map((change) => (
            <tr>
              <th scope="row">{change.about}</th>
              {first ? null : <td>{change.before ?? '没有'}</td>}
              <td>{change.after ?? '删去'}</td>
            </tr>
          ))}
        </Table>
        <input type="hidden" name="seen" value={look.seen} />
        <Field
          name="typed"
          label={`输入 ${season} 确认发布`}
          value=""
          inputmode="numeric"
          maxlength={10}
          hint="发布后这一版不能再改，只能再发布新的一版"
        />
        <button class="button button-primary" type="submit" name="step" value="publish">
          发布
        </button>
      </>
    ) : null}
  </section>
)

const Versions = ({ versions }: { versions: OfferVersion[] }) =>
  versions.length ? (
    <details>
      <summary>已发布 {versions.length} 版</summary>
      <Table label="已发布的版本" head={['版本', '发布', '状态', '校验值（印在证书上）']}>
        {versions.map((one) => (
          <tr>
            <th scope="row">第 {one.version} 版</th>
            <td>{formatInstant(one.publishedAt)}</td>
            <td>{one.supersededAt === null ? '正在使用' : '已被新版代替'}</td>
            <td>
              <code>{one.contentHash}</code>
            </td>
          </tr>
        ))}
      </Table>
    </details>
  ) : null

const OfferFields = ({ typed, errors }: Props) => (
  <>
    <GradeRows typed={typed} error={errors.grades} />
    <TierRows typed={typed} error={errors.tiers} />
    <WindowRows typed={typed} error={errors.windows} />
    <label class="check">
      <input type="checkbox" name="postageIncluded" value="1" checked={typed.postageIncluded} /> 价格含运费
    </label>
    <h2>日期</h2>
    <Field name="salesFrom" label="开始认购" type="date" value={typed.salesFrom} error={errors.salesFrom} />
    <Field name="salesUntil" label="结束认购" type="date" value={typed.salesUntil} />
    <Field
      name="renewalFrom"
      label="续认购期开始（可不填）"
      type="date"
      value={typed.renewalFrom}
      error={errors.renewalFrom}
      hint="这段时间原认购人优先，不自动续期"
    />
    <Field name="renewalUntil" label="续认购期结束（可不填）" type="date" value={typed.renewalUntil} />
    <Field
      name="fullUntil"
      label="全额退款到哪一天"
      type="date"
      value={typed.fullUntil}
      error={errors.fullUntil}
      hint="这一天以后退款，扣掉已寄出的茶"
    />
    <fieldset class="form-field" id="choices">
      <legend>歉收时认购人可以选</legend>
      <div class="choices">
        {CHOICES.map((choice) => (
          <label>
            <input
              type="checkbox"
              name={`choice.${choice}`}
              value="1"
              checked={typed.choices.includes(choice)}
            />{' '}
            {CHOICE_NAMES[choice]}
          </label>
        ))}
      </div>
      {errors.choices ? <p class="form-error">{errors.choices}</p> : null}
    </fieldset>
    <Field
      name="updatesPromised"
      label="一季至少几次茶园动态"
      value={typed.updatesPromised}
      error={errors.updatesPromised}
      inputmode="numeric"
      maxlength={2}
    />
    <SplitRows rows={typed.split} error={errors.split} />
    <h2>文字（一行一句）</h2>
    <Lines typed={typed} errors={errors} name="benefitsZh" label="得到什么" />
    <Lines typed={typed} errors={errors} name="benefitsEn" label="得到什么（英文），可不填" />
    <Lines typed={typed} errors={errors} name="termsZh" label="条款" />
    <Lines typed={typed} errors={errors} name="termsEn" label="约定（英文），可不填" />
    <Lines typed={typed} errors={errors} name="risksZh" label="风险" />
    <Lines typed={typed} errors={errors} name="risksEn" label="风险（英文），可不填" />
  </>
)

type LinesProps = {
  typed: TypedOffer
  errors: OfferErrors
  name: 'benefitsZh' | 'benefitsEn' | 'termsZh' | 'termsEn' | 'risksZh' | 'risksEn'
  label: string
}

const Lines = ({ typed, errors, name, label }: LinesProps) => (
  <Field
    name={name}
    label={label}
    value={typed[name]}
    error={errors[name]}
    rows={6}
    {...(name.endsWith('En') ? { lang: 'en' } : {})}
  />
)
