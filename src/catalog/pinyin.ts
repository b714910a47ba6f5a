import { pinyin } from 'pinyin-pro'

/**
 * Index words for one Chinese name: joined pinyin and initials from each character on, so that a prefix
 * query finds 韭黄 in 白旗韭黄 by "jiuhuang" or "jh". Heavy (a dictionary): only imported where listings are written.
 */
export function pinyinWords(text: string): string {
  const syllables = pinyin(text.replace(/[^\p{Script=Han}]/gu, ''), {
    toneType: 'none',
    type: 'array',
    v: true,
  })
  return syllables
    .flatMap((_, index) => {
      const rest = syllables.slice(index)
      return [rest.join(''), rest.map((syllable) => syllable[0]).join('')]
    })
    .join(' ')
}
