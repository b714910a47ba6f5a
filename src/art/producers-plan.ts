import { line, type Point, round, smooth, svg } from './scenes/kit.ts'

type Rings = { at: Point; count: number; step: Point; first: Point; phase: number }

/** Contour lines around a place: closed curves that widen and turn a little from one to the next. */
function rings({ at: [x, y], count, step, first, phase }: Rings): string {
  let path = ''
  for (let ring = 1; ring <= count; ring += 1) {
    const points = Array.from({ length: 19 }, (_, part): Point => {
      const angle = (part / 18) * 2 * Math.PI
      const turn = phase + ring * 0.06
      const out = 1 + 0.1 * Math.sin(2 * angle + turn) + 0.07 * Math.sin(3 * angle + turn * 1.7)
      return [
        x + Math.cos(angle) * out * (first[0] + step[0] * ring),
        y + Math.sin(angle) * out * (first[1] + step[1] * ring),
      ]
    })
    path += `${smooth(points)}Z`
  }
  return path
}

const SEAT: Point = [330, 300]
const PLACES: readonly (readonly [x: number, y: number, rings: number, bend: number])[] = [
  [205, 190, 4, -24],
  [470, 170, 5, -18],
  [520, 380, 4, 20],
  [210, 430, 3, 24],
]

/** What the places stand on: contour lines and ways. No outline, no river and no north, so that it is no map. */
export const producersPlan = (): string => {
  const hills = PLACES.map(([x, y, count], at) =>
    rings({ at: [x, y], count, step: [16, 12], first: [2, 2], phase: at * 1.3 }),
  )
  const ways = PLACES.map(([x, y, , bend]) => {
    const [midX, midY] = [(SEAT[0] + x) / 2, (SEAT[1] + y) / 2 + bend]
    return `M${SEAT[0]} ${SEAT[1]}Q${round(midX)} ${round(midY)} ${x} ${y}`
  })
  return svg`
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 690 560" preserveAspectRatio="xMidYMid slice">
    <rect width="690" height="560" fill="#EEF2EE"/>
    <path d="${rings({ at: [345, 285], count: 11, step: [48, 39], first: [40, 32], phase: 1.2 })}" fill="none" stroke="#CBD6CE"/>
    <path d="${hills}" fill="#E4EFE8" fill-opacity=".5" stroke="#9DB3A5"/>
    ${line('#A8926A', 2, ways.join(''), '7 6')}
    <path d="M322 292h16v16h-16z" fill="#17211C"/>
    </svg>`
}
