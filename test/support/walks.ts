/** Every pair of screen, scripts and language is walked in four of the eight combinations; test:deep walks all eight. */
export const isWalked = (of: { phone: boolean; scripts: boolean; chinese: boolean }): boolean =>
  Boolean(process.env.DEEP) || (of.phone === of.scripts) === of.chinese

/** A desk job is done on the screen it belongs to; test:deep does it on the other one too. */
export const screens = <Own, Other>(own: Own, other: Other): (Own | Other)[] =>
  process.env.DEEP ? [own, other] : [own]
