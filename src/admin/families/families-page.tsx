import { type FamilyErrors, type FamilyNames, MOST_FAMILIES } from '../../catalog/family.ts'
import type { Family } from '../../catalog/schema.ts'
import { adminPaths, pathsFor } from '../../urls.ts'
import { Field, Mend } from '../field.tsx'
import { FamilyFields } from './fields.tsx'

type Props = { families: Family[]; typed: FamilyNames & { code: string }; errors: FamilyErrors }

/** The families in the shop's order, and a form for one more. */
export const FamiliesPage = ({ families, typed, errors }: Props) => (
  <>
    <h1>品类</h1>
    <p>商店的菜单、首页和商品筛选都按这里的名称和顺序。</p>
    <Mend errors={errors} />
    <ol class="admin-facts">
      {families.map((family) => (
        <FamilyRow family={family} />
      ))}
    </ol>
    {families.length < MOST_FAMILIES ? (
      <>
        <h2>新增品类</h2>
        <form method="post" action={adminPaths.families} class="admin-form" novalidate data-once>
          <FamilyFields typed={typed} errors={errors} />
          <Field
            name="code"
            label="代号（可不填）"
            value={typed.code}
            error={errors.code}
            maxlength={24}
            hint="网址和接口里用，定了不能改；不填就用名称的拼音。"
            lang="en"
          />
          <button class="button button-primary" type="submit">
            新增
          </button>
        </form>
      </>
    ) : (
      <p>已有 {MOST_FAMILIES} 个品类，菜单里放不下更多。可以给现有的改名。</p>
    )}
  </>
)

const FamilyRow = ({ family: { code, nameZh, nameEn } }: { family: Family }) => (
  <li>
    <div>
      <strong>{nameZh}</strong>
      <p class="fine">
        {nameEn || '没有英文名称，英文页面显示中文'} · {code} ·{' '}
        <a href={pathsFor('zh').products({ family: code })}>在商店里看</a>
      </p>
    </div>
    <div class="admin-actions">
      <a class="button button-secondary" href={adminPaths.family(code)} aria-label={`改 ${nameZh}`}>
        改
      </a>
      <form method="post" action={adminPaths.familyMove(code)} class="admin-row">
        <button
          class="button button-secondary"
          type="submit"
          name="by"
          value="up"
          aria-label={`上移 ${nameZh}`}
        >
          ↑
        </button>
        <button
          class="button button-secondary"
          type="submit"
          name="by"
          value="down"
          aria-label={`下移 ${nameZh}`}
        >
          ↓
        </button>
      </form>
    </div>
  </li>
)
