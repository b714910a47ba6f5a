import { expect, test } from 'vitest'
import { typedList, typedWords } from '../../src/kernel/typed-list.ts'

test('a list may be typed with any mark between, in half width and full, or by line', () => {
  for (const text of ['A×1；B×1', 'A×1;B×1', 'A×1，B×1', ' A×1 、 B×1 ', 'A×1\r\nB×1', '；A×1,,B×1；'])
    expect(typedList(text)).toEqual(['A×1', 'B×1'])
  expect(typedList('A × 1')).toEqual(['A × 1'])
})

test('words may be typed with blanks between as well, the wide one too', () => {
  expect(typedWords('蜜糖，蜂糖、荆条蜜　槐花蜜 百花')).toEqual(['蜜糖', '蜂糖', '荆条蜜', '槐花蜜', '百花'])
  expect(typedWords('9，10，11')).toEqual(['9', '10', '11'])
})
