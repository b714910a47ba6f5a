import { FACT_FIELDS, FACT_NAMES, type Fact, type FactErrors, type FactTexts } from '../../impact/facts.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field, Mend, Saved } from '../field.tsx'
import { type Began, BeganAt, type Between, keepWords, Meanwhile } from '../meanwhile.tsx'

type ListProps = {
  facts: Fact[]
  typed: FactTexts
  errors: FactErrors
  alert: string | null
  saved: boolean
}

/** The programme's figures in the order shoppers see them, and a form for one more. */
export const FactsAdminPage = ({ facts, typed, errors, alert, saved }: ListProps) => (
  <>
    <h1>有出处的数字</h1>
    <Saved shown={saved} />
    <Alert>{alert}</Alert>
    <p>首页引用前三条展示中的数字，“有出处的数字”页列出全部。只写公开发表过的数字，不把本店订单加进去。</p>
    <ol class="admin-facts">
      {facts.map((fact) => (
        <FactRow fact={fact} />
      ))}
    </ol>
    <h2>新增一条（先不展示）</h2>
    <Mend errors={errors} />
    <form method="post" action={adminPaths.facts} class="admin-form" novalidate>
      <FactFields typed={typed} errors={errors} />
      <button class="button button-primary" type="submit">
        新增
      </button>
    </form>
  </>
)

const FactRow = ({ fact }: { fact: Fact }) => (
  <li class={fact.visible ? undefined : 'is-hidden'}>
    <div>
      <strong>{fact.valueZh}</strong> {fact.visible ? null : <span class="tag">不展示</span>}
      <p>{fact.labelZh}</p>
      <p class="fine">
        数据截至 {fact.asOf} 年 · 来源：{fact.sourceZh}
      </p>
    </div>
    <div class="admin-actions">
      <a class="button button-secondary" href={adminPaths.fact(fact.id)} aria-label={`改 ${fact.valueZh}`}>
        改
      </a>
      <form method="post" action={adminPaths.factVisibility(fact.id)}>
        <input type="hidden" name="visible" value={fact.visible ? '0' : '1'} />
        <button
          class="button button-secondary"
          type="submit"
          aria-label={`${fact.visible ? '隐藏' : '展示'} ${fact.valueZh}`}
        >
          {fact.visible ? '隐藏' : '展示'}
        </button>
      </form>
      <form method="post" action={adminPaths.factMove(fact.id)} class="admin-row">
        <button
          class="button button-secondary"
          type="submit"
          name="by"
          value="up"
          aria-label={`上移 ${fact.valueZh}`}
        >
          ↑
        </button>
        <button
          class="button button-secondary"
          type="submit"
          name="by"
          value="down"
          aria-label={`下移 ${fact.valueZh}`}
        >
          ↓
        </button>
      </form>
    </div>
  </li>
)

type OneProps = Began<FactTexts> & {
  id: string
  typed: FactTexts
  errors: FactErrors
  between: Between | undefined
}

/** One figure to fix. */
export const FactPage = ({ id, typed, errors, over, was, between }: OneProps) => (
  <>
    <h1>改数字</h1>
    <Mend errors={errors} />
    <Meanwhile between={between} />
    <form method="post" action={adminPaths.fact(id)} class="admin-form" novalidate>
      <BeganAt over={over} was={was} />
      <FactFields typed={typed} errors={errors} />
      <p class="admin-actions">
        <button class="button button-primary" type="submit">
          {keepWords(between)}
        </button>
        <a class="button button-secondary" href={adminPaths.facts}>
          不改了
        </a>
      </p>
    </form>
  </>
)

const FactFields = ({ typed, errors }: { typed: FactTexts; errors: FactErrors }) => (
  <>
    {FACT_NAMES.map((field) => (
      <Field
        name={field}
        label={FACT_FIELDS[field].name}
        value={typed[field]}
        error={errors[field]}
        maxlength={FACT_FIELDS[field].longest}
        lang={field.endsWith('En') ? 'en' : undefined}
      />
    ))}
  </>
)
