import { isCivilDate } from '../kernel/time.ts'

/** One line above every shop page, from the first day to the last, both included; civil dates in Shanghai. */
export type Banner = {
  textZh: string
  textEn: string
  /** A path of ours or an https address; '' for none. */
  href: string
  firstOn: string
  lastOn: string
}
export type BannerErrors = Partial<Record<keyof Banner, string>>

export const LONGEST_BANNER = { zh: 40, en: 90 }

/** Pure; the line must be told in Chinese, which English pages fall back to; its days must exist. */
export function bannerErrors(typed: Banner): BannerErrors {
  const errors: BannerErrors = {}
  if (!typed.textZh || [...typed.textZh].length > LONGEST_BANNER.zh)
    errors.textZh = `请填写中文，最多${LONGEST_BANNER.zh}字`
  if (typed.textEn.length > LONGEST_BANNER.en) errors.textEn = `英文最多${LONGEST_BANNER.en}个字符`
  if (typed.href && !isLink(typed.href)) errors.href = '链接以 / 开头（本店页面）或以 https:// 开头'
  if (!typed.firstOn) errors.firstOn = '请填写开始日期'
  else if (!isCivilDate(typed.firstOn)) errors.firstOn = '请填写真实存在的日期'
  if (!typed.lastOn) errors.lastOn = '请填写结束日期'
  else if (!isCivilDate(typed.lastOn)) errors.lastOn = '请填写真实存在的日期'
  else if (typed.lastOn < typed.firstOn) errors.lastOn = '结束不早于开始'
  return errors
}

function isLink(href: string): boolean {
  if (/^\/(?![/\\])[^\s\\]*$/.test(href)) return true
  try {
    return new URL(href).protocol === 'https:' && href.startsWith('https://')
  } catch {
    return false
  }
}
