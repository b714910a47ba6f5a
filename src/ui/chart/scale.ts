/** Round steps from the least to the most value, zero among them; three to six of them. */
export function ticksOf(least: number, most: number): number[] {
  const low = Math.min(0, least)
  const span = Math.max(0, most) - low || 1
  const rough = span / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power
  const first = Math.floor(low / step)
  const last = Math.ceil(Math.max(0, most) / step) || 1
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
}

/** Labels of series ends, pushed apart to `gap` and kept above `bottom`; the order of heights stays. */
export function apart(heights: number[], gap: number, bottom: number): number[] {
  const order = heights.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height)
  const placed: number[] = []
  for (const [rank, { height }] of order.entries())
    placed.push(Math.max(height, rank ? placed[rank - 1]! + gap : height))
  for (let rank = placed.length - 1; rank >= 0; rank -= 1) {
    const most = rank === placed.length - 1 ? bottom : placed[rank + 1]! - gap
    placed[rank] = Math.min(placed[rank]!, most)
  }
  const result = [...heights]
  for (const [rank, { index }] of order.entries()) result[index] = placed[rank]!
  return result
}

/** 12000 → "1.2万", 3500 → "3.5千": the numbers beside an axis, where round steps come out whole. */
export function shortNumber(value: number): string {
  const size = Math.abs(value)
  const round = (number: number) => String(Math.round(number * 100) / 100).replace('-', '−')
  if (size >= 10_000) return `${round(value / 10_000)}万`
  return size >= 1000 ? `${round(value / 1000)}千` : round(value)
}
