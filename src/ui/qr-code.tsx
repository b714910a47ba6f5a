import { encode } from 'uqr'

/** A QR code as one path of runs, and how many modules it is wide with its quiet border. */
export function qrPath(text: string): { path: string; size: number } {
  const { data, size } = encode(text, { border: 2, ecc: 'M' })
  let path = ''
  data.forEach((row, y) => {
    for (let x = 0; x < size; x += 1) {
      if (!row[x]) continue
      let run = 1
      while (row[x + run]) run += 1
      path += `M${x} ${y}h${run}v1h-${run}z`
      x += run
    }
  })
  return { path, size }
}

/** The code as a picture; `label` says what it opens. */
export const QrCode = ({ text, label }: { text: string; label: string }) => {
  const { path, size } = qrPath(text)
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path fill="#FFF" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#17211C" d={path} data-code={size} />
    </svg>
  )
}
