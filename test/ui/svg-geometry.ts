export type Point = [number, number]

/** Points along a closed path of M and relative q, as the plan's cells are drawn. */
export function flatten(path: string): Point[] {
  const [head, ...curves] = path.replace(/z$/, '').slice(1).split('q')
  const numbers = (text: string): number[] => (text.match(/-?\d+/g) ?? []).map(Number)
  let [x, y] = numbers(head!) as Point
  const points: Point[] = [[x, y]]
  for (const curve of curves) {
    const [cx, cy, dx, dy] = numbers(curve) as [number, number, number, number]
    for (let step = 1; step <= 8; step += 1) {
      const t = step / 8
      points.push([x + 2 * t * (1 - t) * cx + t * t * dx, y + 2 * t * (1 - t) * cy + t * t * dy])
    }
    x += dx
    y += dy
  }
  return points
}

/** Area of a closed line of points. */
export const areaOf = (points: Point[]): number =>
  Math.abs(
    points.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = points[(index + 1) % points.length]!
      return sum + (x * nextY - nextX * y) / 2
    }, 0),
  )

/** Whether a point lies within a closed line of points. */
export function contains(points: Point[], [x, y]: Point): boolean {
  let inside = false
  points.forEach(([ax, ay], index) => {
    const [bx, by] = points[(index + 1) % points.length]!
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  })
  return inside
}
