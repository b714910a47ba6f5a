import type { FamilyErrors, FamilyNames } from '../../catalog/family.ts'
import { Field } from '../field.tsx'

/** The two names a family has. */
export const FamilyFields = ({ typed, errors }: { typed: FamilyNames; errors: FamilyErrors }) => (
  <>
    <Field name="nameZh" label="名称" value={typed.nameZh} error={errors.nameZh} maxlength={40} />
    <Field
      name="nameEn"
      label="英文名称（可不填）"
      value={typed.nameEn}
      error={errors.nameEn}
      maxlength={60}
      hint="不填时英文页面显示中文名称。"
      lang="en"
    />
  </>
)
