/** Every pair of screen, scripts and language is walked in four of the eight combinations; test:deep walks all eight. */
export const isWalked = (of: { phone: boolean; scripts: boolean; chinese: boolean }): boolean =>
  Boolean(process.env.DEEP) || (of.phone === of.scripts) === of.chinese
