import { apart, shortNumber, ticksOf } from './scale.ts'

/** Apart for colour-blind eyes and, by their dashes, on grey paper too. */
export const SERIES_LOOKS = [
  { color: '#153f2e', dash: undefined },
  { color: '#b9701a', dash: '7 4' },
  { color: '#215c88', dash: '2 4' },
  { color: '#4a8dc4', dash: '9 4 2 4' },
] as const

/** At most four; values stand in the order of the chart's labels. */
export type Series = { name: string; values: number[] }

type Props = {
  /** What is drawn, for those who do not see it; the table beside holds the numbers. */
  title: string
  labels: string[]
  series: Series[]
  width: number
  height: number
  class: string
}

const TOP = 12
const BOTTOM = 28
const LEFT = 48
const LETTER = 15

/** Lines over days, drawn on the server: presentation attributes only, labels at the ends of the lines. */
export const LineChart = ({ title, labels, series, width, height, class: kind }: Props) => {
  const longest = Math.max(2, ...series.map(({ name }) => [...name].length))
  const right = width - 20 - longest * LETTER
  const floor = height - BOTTOM
  const values = series.flatMap((one) => one.values)
  const ticks = ticksOf(Math.min(...values), Math.max(...values))
  const [low, high] = [ticks[0]!, ticks.at(-1)!]
  const x = (index: number) => Math.round(LEFT + ((right - LEFT) * index) / Math.max(1, labels.length - 1))
  const y = (value: number) => Math.round((floor - ((floor - TOP) * (value - low)) / (high - low)) * 10) / 10
  const ends = apart(
    series.map((one) => y(one.values.at(-1) ?? 0)),
    20,
    floor,
  )
  return (
    <svg
      class={`chart-lines ${kind}`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={title}
      font-size="14"
    >
      {ticks.map((tick) => (
        <>
          <path
            d={`M${LEFT} ${y(tick)}H${right}`}
            stroke={tick === 0 ? '#5a665f' : '#d6dad2'}
            stroke-width="1"
            fill="none"
          />
          <text x={LEFT - 8} y={y(tick) + 5} text-anchor="end" fill="#5a665f">
            {shortNumber(tick)}
          </text>
        </>
      ))}
      {dayMarks(labels, width < 500 ? 3 : 5).map((index) => (
        <text x={x(index)} y={height - 8} text-anchor="middle" fill="#5a665f">
          {labels[index]}
        </text>
      ))}
      {series.map((one, rank) => {
        const look = SERIES_LOOKS[rank % SERIES_LOOKS.length]!
        return (
          <>
            <path
              d={one.values.map((value, index) => `${index ? 'L' : 'M'}${x(index)} ${y(value)}`).join('')}
              stroke={look.color}
              stroke-width="2.5"
              stroke-linejoin="round"
              stroke-dasharray={look.dash}
              fill="none"
            />
            <circle cx={right} cy={y(one.values.at(-1) ?? 0)} r="4" fill={look.color} />
            <text x={right + 10} y={ends[rank]! + 5} font-weight="700" fill={look.color}>
              {one.name}
            </text>
          </>
        )
      })}
    </svg>
  )
}

/** Evenly spread labels, the last one always among them. */
function dayMarks(labels: string[], most: number): number[] {
  const last = labels.length - 1
  const step = Math.max(1, Math.ceil(last / (most - 1)))
  return labels.flatMap((_, index) => ((last - index) % step === 0 ? [index] : []))
}
