import type { FamilyErrors, FamilyNames } from '../../catalog/family.ts'
import { adminPaths } from '../../urls.ts'
import { Mend } from '../field.tsx'
import { type Began, BeganAt, type Between, keepWords, Meanwhile } from '../meanwhile.tsx'
import { FamilyFields } from './fields.tsx'

type Props = Began<FamilyNames> & {
  code: string
  typed: FamilyNames
  errors: FamilyErrors
  between: Between | undefined
}

/** One family to name. */
export const FamilyPage = ({ code, typed, errors, over, was, between }: Props) => (
  <>
    <p>
      <a href={adminPaths.families}>← 品类</a>
    </p>
    <h1>给品类改名</h1>
    <Mend errors={errors} />
    <Meanwhile between={between} />
    <form method="post" action={adminPaths.family(code)} class="admin-form" novalidate>
      <BeganAt over={over} was={was} />
      <FamilyFields typed={typed} errors={errors} />
      <p class="fine">代号 {code} 不变。</p>
      <button class="button button-primary" type="submit">
        {keepWords(between)}
      </button>
    </form>
  </>
)
