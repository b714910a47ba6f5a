/** A civil date in full: 2027年2月28日. */
export const day = (on: string): string => on.replace(/^(\d+)-0?(\d+)-0?(\d+)/, '$1年$2月$3日')
