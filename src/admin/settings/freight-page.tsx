import { CUT_OFFS, type FreightErrors, type FreightForm, notServed } from '../../catalog/freight-form.ts'
import type { OfferedTemplate } from '../../catalog/freight-starting.ts'
import { formatKg } from '../../catalog/weight.ts'
import { formatYuan } from '../../kernel/money.ts'
import { PROVINCES } from '../../kernel/provinces.ts'
import { adminPaths } from '../../urls.ts'
import { Field, Mend, Saved, SelectField } from '../field.tsx'
import { type Began, BeganAt, type Between, keepWords, Meanwhile } from '../meanwhile.tsx'
import type { Trial } from './freight-example.ts'
import { FreightZoneFields } from './freight-zone.tsx'

const WEEK = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']

/** The templates with what each asks, in words. */
export const FreightListPage = ({ templates }: { templates: OfferedTemplate[] }) => (
  <>
    <h1>运费</h1>
    <p>每件商品用其中一种。改动立即用于购物车和新订单，已下的订单不变。</p>
    <ul class="admin-topics">
      {templates.map(({ code, nameZh, rules, kept }) => (
        <li>
          <a href={adminPaths.freightTemplate(code)}>
            <strong>{nameZh}</strong>
            {!kept ? (
              <span>还没有设，填好保存以后商品才能选它</span>
            ) : rules.kind === 'quotation' ? (
              <span>按报价，不自动计算</span>
            ) : (
              <>
                {rules.zones.map((zone) => (
                  <span>
                    {zone.provinces.slice(0, 4).join('、')}
                    {zone.provinces.length > 4 ? ` 等${zone.provinces.length}个省` : ''}：
                    {formatKg(zone.firstG)} kg 内 ¥{formatYuan(zone.firstFen)}
                  </span>
                ))}
                <span>
                  {rules.freeOverFen === null ? '不包邮' : `满 ¥${formatYuan(rules.freeOverFen)} 包邮`} ·{' '}
                  {rules.shipDays.map((day) => WEEK[day - 1]).join('、')}发货
                </span>
              </>
            )}
          </a>
        </li>
      ))}
    </ul>
  </>
)

type Props = Began<FreightForm> & {
  template: OfferedTemplate
  form: FreightForm
  errors: FreightErrors
  trial: Trial
  example: string
  saved: boolean
  between: Between | undefined
}

/** One template: names, days, free-over, zones, and what a parcel would cost. */
export const FreightPage = ({ template, form, errors, trial, example, saved, over, was, between }: Props) => (
  <>
    <h1>{template.nameZh}</h1>
    <Saved shown={saved}>已保存，购物车和新订单已按新的运费计算。</Saved>
    <Mend errors={errors} />
    <Meanwhile between={between} />
    <form method="post" action={adminPaths.freightTemplate(template.code)} novalidate data-live>
      <BeganAt over={over} was={was} />
      <div class="admin-pairs">
        <Field name="nameZh" label="名称" value={form.nameZh} error={errors.nameZh} maxlength={20} />
        <Field
          name="nameEn"
          label="英文名称（可不填）"
          value={form.nameEn}
          error={errors.nameEn}
          maxlength={40}
          lang="en"
        />
        <Field
          name="leadFirst"
          label="最快备货"
          unit="天"
          value={form.leadFirst}
          error={errors.leadFirst}
          inputmode="numeric"
          hint="1 表示截单前下单当天发"
        />
        <Field name="leadLast" label="最慢备货" unit="天" value={form.leadLast} inputmode="numeric" />
      </div>
      {template.rules.kind === 'quotation' ? null : <Weighed {...{ form, errors, trial, example }} />}
      <p class="admin-actions">
        <button class="button button-primary" type="submit">
          {keepWords(between, '保存运费')}
        </button>
      </p>
    </form>
  </>
)

const Weighed = ({ form, errors, trial, example }: Pick<Props, 'form' | 'errors' | 'trial' | 'example'>) => (
  <>
    <div class="admin-pairs">
      <SelectField
        name="cutoff"
        label="截单时间"
        value={form.cutoff}
        options={CUT_OFFS.map((hour) => [hour, hour])}
      />
      <Field
        name="transitFirst"
        label="最快在途"
        unit="天"
        value={form.transitFirst}
        error={errors.transitFirst}
        inputmode="numeric"
        hint="快递公司说的在途天数，用来告诉顾客哪天到；不知道就留空"
      />
      <Field name="transitLast" label="最慢在途" unit="天" value={form.transitLast} inputmode="numeric" />
      <Field
        name="freeOver"
        label="满多少包邮"
        unit="元"
        value={form.freeOver}
        error={errors.freeOver}
        inputmode="decimal"
        hint="留空表示不包邮；各分区可以另设"
      />
    </div>
    <fieldset class="admin-checks" id="shipDays">
      <legend>发货日</legend>
      {WEEK.map((name, at) => (
        <label>
          <input
            type="checkbox"
            name="shipDays"
            value={String(at + 1)}
            checked={form.shipDays.includes(String(at + 1))}
          />
          {name}
        </label>
      ))}
      <label>
        <input type="checkbox" name="neverBeforeHoliday" value="yes" checked={form.neverBeforeHoliday} />
        鲜活冷链：节假日前一天不发，不在节假日送到，调休上班日也不加发
      </label>
      {errors.shipDays ? <p class="form-error">{errors.shipDays}</p> : null}
    </fieldset>
    {form.zones.map((zone, at) => (
      <FreightZoneFields
        zone={zone}
        at={at}
        errors={errors}
        fresh={at === form.zones.length - 1 && !zone.firstFee}
      />
    ))}
    <section class="admin-trial">
      <h2>试算</h2>
      <div class="admin-pairs">
        <SelectField
          name="tryProvince"
          label="送到"
          value={trial.province}
          options={PROVINCES.map(({ name }) => [name, name])}
        />
        <Field name="tryKg" label="毛重" unit="kg" value={trial.kg} inputmode="decimal" />
        <Field name="tryYuan" label="货款" unit="元" value={trial.yuan} inputmode="decimal" />
        <button class="button button-secondary" type="submit" name="act" value="try">
          试算（不保存）
        </button>
      </div>
      <output data-live-out="example" class="admin-example" for="tryProvince tryKg tryYuan">
        {example}
      </output>
      <p data-live-out="unserved" class="fine">
        不送：{notServed(form.zones).join('、') || '没有，全国都送'}
      </p>
    </section>
  </>
)
