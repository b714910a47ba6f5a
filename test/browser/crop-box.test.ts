import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Box,
  largestBox,
  moveBox,
  type Photo,
  scaleBox,
  stretchBox,
} from '../../src/browser/crop-box.ts'

const SHAPES = [1, 4 / 3, 3 / 4]
const side = fc.integer({ min: 1, max: 9000 })
const act = fc.oneof(
  fc.tuple(fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: -9000, max: 9000 })).map(
    ([dx, dy]) =>
      (box: Box, photo: Photo) =>
        moveBox(box, dx, dy, photo),
  ),
  fc
    .double({ min: 0.01, max: 50, noNaN: true })
    .map((factor) => (box: Box, photo: Photo) => scaleBox(box, factor, photo)),
  fc.integer({ min: -9000, max: 9000 }).map((dx) => (box: Box, photo: Photo) => stretchBox(box, dx, photo)),
)

test('whatever is done to the crop box, it stays in the photo and in its shape', () => {
  fc.assert(
    fc.property(
      side,
      side,
      fc.constantFrom(...SHAPES),
      fc.array(act, { maxLength: 20 }),
      (width, height, shape, acts) => {
        const photo = { width, height }
        let box = largestBox(photo, shape)
        for (const next of acts) box = next(box, photo)
        const slack = 1e-6 * (width + height)
        expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(-slack)
        expect(box.left + box.width).toBeLessThanOrEqual(width + slack)
        expect(box.top + box.height).toBeLessThanOrEqual(height + slack)
        expect(box.width / box.height).toBeCloseTo(shape, 6)
        expect(box.width).toBeGreaterThan(0)
      },
    ),
    { seed: 55 },
  )
})

test('the first box is as large as the photo allows, and in its middle', () => {
  expect(largestBox({ width: 4000, height: 3000 }, 1)).toEqual({
    left: 500,
    top: 0,
    width: 3000,
    height: 3000,
  })
  expect(largestBox({ width: 3000, height: 4000 }, 4 / 3)).toEqual({
    left: 0,
    top: 875,
    width: 3000,
    height: 2250,
  })
})
