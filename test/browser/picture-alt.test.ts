import { expect, test } from 'vitest'
import { suggestAlt } from '../../src/browser/picture-alt.ts'

test.each([
  ['朵贝红茶', 'IMG_0001.jpg', 1, '朵贝红茶'],
  ['朵贝红茶', 'mmexport1700000000000.jpg', 3, '朵贝红茶，第3张照片'],
  ['朵贝红茶', '微信图片_20261101.jpg', 2, '朵贝红茶，第2张照片'],
  ['朵贝红茶', '茶汤.jpg', 2, '朵贝红茶：茶汤'],
  ['朵贝红茶', '朵贝红茶 外包装 (2).PNG', 2, '朵贝红茶 外包装'],
  ['', '两位茶农在采春茶.jpg', 1, '两位茶农在采春茶'],
  ['', 'DSC00012.JPG', 1, ''],
])('for %j and the file %j, number %i, %j is suggested', (product, file, position, alt) => {
  expect(suggestAlt(product, file, position)).toBe(alt)
})
