import type { CodeErrors, CodeTyped } from '../../promotions/code-form.ts'
import { adminPaths } from '../../urls.ts'
import { Field, Mend } from '../field.tsx'
import type { CodeNames } from './words.tsx'

type Props = { typed: CodeTyped; errors: CodeErrors; names: CodeNames }

/** The form of a new code. */
export const NewCodePage = ({ typed, errors, names }: Props) => (
  <>
    <p>
      <a href={adminPaths.codes()}>全部优惠码</a>
    </p>
    <h1>新建优惠码</h1>
    <Mend errors={errors} />
    <form method="post" action={adminPaths.codes()} class="admin-form" novalidate data-once>
      <Field
        name="code"
        label="优惠码"
        value={typed.code}
        error={errors.code}
        maxlength={24}
        hint="4到20位字母或数字，不分大小写。不填则由系统随机生成。"
      />
      <fieldset class="choices">
        <legend>减多少</legend>
        <label class="choice">
          <input type="radio" name="kind" value="amount" checked={typed.kind !== 'percent'} /> 减固定金额
        </label>
        <label class="choice">
          <input type="radio" name="kind" value="percent" checked={typed.kind === 'percent'} /> 按百分比减
        </label>
      </fieldset>
      <Field
        name="amount"
        label="减多少元（仅“减固定金额”填写）"
        value={typed.amount}
        error={errors.amount}
        inputmode="decimal"
        unit="元"
      />
      <Field
        name="percent"
        label="减百分之几（选了按百分比才填）"
        value={typed.percent}
        error={errors.percent}
        inputmode="decimal"
        unit="%"
        hint="10 就是九折，15 就是八五折"
      />
      <fieldset class="choices">
        <legend>用于哪些（都不勾就是全部）</legend>
        {Object.entries(names).map(([family, name]) => (
          <label>
            <input type="checkbox" name="families" value={family} checked={typed.families.includes(family)} />{' '}
            {name}
          </label>
        ))}
      </fieldset>
      <Field
        name="minimum"
        label="满多少可用（可不填）"
        value={typed.minimum}
        error={errors.minimum}
        inputmode="decimal"
        unit="元"
      />
      <Field name="starts" label="开始" type="datetime-local" value={typed.starts} error={errors.starts} />
      <Field name="ends" label="结束" type="datetime-local" value={typed.ends} error={errors.ends} />
      <Field
        name="total"
        label="一共可用几次"
        value={typed.total}
        error={errors.total}
        inputmode="numeric"
        unit="次"
      />
      <Field
        name="perPhone"
        label="每个手机号可用几次"
        value={typed.perPhone}
        error={errors.perPhone}
        inputmode="numeric"
        unit="次"
      />
      <button class="button button-primary" type="submit">
        新建优惠码
      </button>
    </form>
  </>
)
