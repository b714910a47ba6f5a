import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { pictures } from '../../src/art/pictures.ts'

test.each(Object.entries(pictures))(
  '%s stays within 4 KB, draws the same twice, and loads nothing',
  (_name, draw) => {
    const svg = draw()
    expect(gzipSync(svg).length).toBeLessThanOrEqual(4096)
    expect(draw()).toBe(svg)
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg".*<\/svg>$/s)
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|NaN|undefined/)
  },
)
