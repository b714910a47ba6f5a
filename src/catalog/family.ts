/** What a family is called by in addresses, files and the index: letters and digits alone, so that it is one word. */
export const FAMILY_CODE = /^[a-z][a-z0-9]{1,23}$/
/** Codes that statistics and promotion codes give another meaning. */
const RESERVED = ['adoption', 'other', 'rest', 'all']
export const MOST_FAMILIES = 20
const LONGEST = { nameZh: 12, nameEn: 30 }

export type FamilyNames = { nameZh: string; nameEn: string }
export type FamilyErrors = Partial<Record<'code' | keyof FamilyNames, string>>

/** What keeps names from being kept, by field; `others` are the families there are beside it. English may be missing. */
export function familyErrors(
  { nameZh, nameEn }: FamilyNames,
  others: { code: string; nameZh: string }[],
): FamilyErrors {
  const errors: FamilyErrors = {}
  if (!nameZh) errors.nameZh = '请填写品类的中文名称，例如“糟辣椒”。'
  else if ([...nameZh].length > LONGEST.nameZh)
    errors.nameZh = `名称最多 ${LONGEST.nameZh} 个字，菜单里才放得下。`
  else if (others.some((other) => other.nameZh === nameZh)) errors.nameZh = `已有“${nameZh}”这个品类。`
  if (nameEn.length > LONGEST.nameEn) errors.nameEn = `英文名称最多 ${LONGEST.nameEn} 个字符。`
  return errors
}

/** The same of the code a new family gets. */
export function codeError(code: string, others: { code: string }[]): string | undefined {
  if (!FAMILY_CODE.test(code)) return '代号用 2 到 24 个小写字母和数字，以字母开头，例如 lajiao。'
  if (RESERVED.includes(code)) return `代号 ${code} 另有用处，请换一个。`
  return others.some((other) => other.code === code) ? `代号 ${code} 已有品类在用，请换一个。` : undefined
}
