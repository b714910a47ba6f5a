/** A row of a bar chart: `share` of the longest bar, 0–100 with two decimals at most, and the value in words. */
export type Bar = { name: string; share: number; value: string }

/** Bars that keep their thickness at any width; the words beside them say it all, so the drawing is silent. */
export const BarRows = ({ bars, color }: { bars: Bar[]; color: string }) => (
  <ul class="chart-bars">
    {bars.map(({ name, share, value }) => (
      <li>
        <span class="chart-name">{name}</span>
        <svg width="100%" height="16" aria-hidden="true" focusable="false">
          <rect width={`${Math.max(0, share)}%`} height="16" fill={color} />
        </svg>
        <span class="chart-value">{value}</span>
      </li>
    ))}
  </ul>
)

/** How much of something is taken: a filled part in an outlined whole. */
export const FillRows = ({ bars, color }: { bars: Bar[]; color: string }) => (
  <ul class="chart-fills">
    {bars.map(({ name, share, value }) => (
      <li>
        <span class="chart-name">{name}</span>
        <span class="chart-value">{value}</span>
        <svg width="100%" height="16" aria-hidden="true" focusable="false">
          <rect width="100%" height="16" fill="#fff" stroke={color} stroke-width="2" />
          <rect width={`${Math.max(0, Math.min(100, share))}%`} height="16" fill={color} />
        </svg>
      </li>
    ))}
  </ul>
)

/** Parts of the longest in percent, two decimals. */
export const shareOf = (part: number, longest: number): number =>
  longest > 0 ? Math.round((part / longest) * 10_000) / 100 : 0
