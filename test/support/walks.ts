/** Most buyers have a phone with scripts, in Chinese; the other walk has none of these. test:deep walks all eight ways. */
export const isWalked = (of: { phone: boolean; scripts: boolean; chinese: boolean }): boolean =>
  Boolean(process.env.DEEP) || (of.phone === of.scripts && of.scripts === of.chinese)

/** A desk job is done on the screen it belongs to; test:deep does it on the other one too. */
export const screens = <Own, Other>(own: Own, other: Other): (Own | Other)[] =>
  process.env.DEEP ? [own, other] : [own]
