import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SAMPLE_OFFER } from '../../src/db/sample/offers.ts'
import { type Language, texts } from '../../src/i18n/texts.ts'

/** Tea of one plot alone, which is not what is sold: every harvest is shared out by area. */
const OF_ONE_PLOT =
  /专属地块|所选(茶园|地块)当季|该地块 ?\{?[^，。]{0,12}茶|(chosen|own) plot['’]?s? tea|tea of (the|your) (chosen|own) plot|of the chosen plot/i

test('no text promises the tea of one chosen plot', () => {
  const files = globSync('{src/i18n,src/db/sample,src/settings,src/pages}/**/*.{ts,tsx}')
  expect(files.length).toBeGreaterThan(20)
  const found = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => OF_ONE_PLOT.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(found).toEqual([])
})

test.each<[Language, RegExp]>([
  ['zh', /按面积应得/],
  ['en', /plot’s share/],
])('campaign page, offer and certificate promise the plot’s share (%s)', (language, share) => {
  const { gardens, drawings } = texts(language)
  const offer = SAMPLE_OFFER(2027)
  expect(gardens.answers.get('x', ['y'])).toMatch(share)
  expect((language === 'zh' ? offer.benefitsZh : offer.benefitsEn)[0]).toMatch(share)
  expect(drawings.certificate.sentence).toMatch(share)
})
