import { CERTIFICATE_FEET, portraitBorder } from '../art/certificate-art.ts'
import { markAt } from '../art/mark.ts'
import { Plan } from '../art/plan.tsx'
import { Drawing, Strokes } from '../ui/drawing.tsx'
import { widthOf } from '../ui/lines.ts'
import { qrPath } from '../ui/qr-code.tsx'
import type { CertificateProps } from './certificate-page.tsx'
import { CertificateWords, INK, LEFT, layOutWords, RIGHT, ROOM, SERIF } from './certificate-words.tsx'

const SANS = "'PingFang SC', 'HarmonyOS Sans SC', MiSans, 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

/**
 * The certificate as one drawing of its own, 3:4, for keeping on a phone: it asks for no other file, so a browser can
 * turn it into a picture. 720 × 960 units, 1080 × 1440 px.
 */
export const CertificatePicture = (props: CertificateProps) => {
  const foot = CERTIFICATE_FEET[props.scene] ?? CERTIFICATE_FEET['certificate-foot-a']!
  const words = layOutWords(props)
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width="1080"
      height="1440"
      viewBox="0 0 720 960"
      role="img"
      aria-label={`${props.t.certificate.title} ${props.code}`}
      font-family={SANS}
      fill={INK.soft}
    >
      <defs>
        <linearGradient id="fade" x1="0" y1="0" x2="0" y2="1">
          <stop stop-color="#fff" stop-opacity="0" />
          <stop offset=".55" stop-color="#fff" />
        </linearGradient>
        <mask id="foot">
          <path fill="url(#fade)" d="M46 650h628v264H46z" />
        </mask>
      </defs>
      <path fill="#FDFCF8" d="M0 0h720v960H0z" />
      <g mask="url(#foot)" opacity=".42">
        <Drawing svg={foot()} place={{ x: 46, y: 650, width: 628, height: 264 }} />
      </g>
      <Drawing svg={portraitBorder()} place={{ x: 0, y: 0, width: 720, height: 960 }} />
      <Head {...props} />
      <CertificateWords {...words} />
      <Foot {...props} top={Math.max(FOOT.top, words.end + 14)} />
      {props.status === 'valid' ? null : <Stamp {...props} />}
    </svg>
  )
}

const Head = ({ t, code, sample }: CertificateProps) => {
  const words = t.certificate
  const size = Math.min(64, (ROOM / widthOf(words.title)) * 0.86)
  return (
    <>
      <Strokes svg={markAt(LEFT, 76, 36, '#1F5B42')} />
      <text x={LEFT + 50} y="101" font-size="20">
        {words.campaign}
      </text>
      {sample ? (
        <text x={RIGHT} y="101" font-size="17" fill="#7F5300" text-anchor="end">
          {words.sample}
        </text>
      ) : null}
      <text x={LEFT} y="186" font-size={size} font-family={SERIF} font-weight="700" fill={INK.full}>
        {words.title}
      </text>
      <text x={LEFT} y="224" font-size="20" fill={INK.faint}>
        {words.number} {code.replace(/(.{4})(?=.)/g, '$1 ')}
      </text>
    </>
  )
}

/** Where the drawings at the foot end, and where they begin unless the words need the room. */
const FOOT = { top: 602, bottom: 852, seal: 50 }
const LARGEST_QR = 150

const Foot = ({ top, ...props }: CertificateProps & { top: number }) => {
  const { t, plan, plot, garden, keeper, issuedAt, verifyUrl } = props
  const words = t.certificate
  const { path, size } = qrPath(verifyUrl)
  const qr = Math.min(LARGEST_QR, FOOT.bottom - top - FOOT.seal - 14)
  const place = { x: LEFT, y: top, width: 200, height: FOOT.bottom - top, preserveAspectRatio: 'xMinYMid' }
  return (
    <>
      {plan === null ? null : (
        <g fill="#7F5300" stroke-width="4">
          <Drawing
            svg={String(Plan({ ...plan, t: t.plan, title: t.plan.title(garden), mini: true }))}
            place={place}
          />
        </g>
      )}
      <g font-size="18" text-anchor="end">
        <text x={RIGHT - FOOT.seal - 16} y={top + 20}>
          {keeper ?? words.operator}
        </text>
        <text x={RIGHT - FOOT.seal - 16} y={top + 45}>
          {words.date(issuedAt)}
        </text>
      </g>
      <Strokes svg={markAt(RIGHT - FOOT.seal, top, FOOT.seal, INK.red)} />
      <g
        transform={`translate(${RIGHT - qr} ${FOOT.bottom - qr}) scale(${qr / size})`}
        shape-rendering="crispEdges"
      >
        <path fill="#FFF" d={`M0 0h${size}v${size}H0z`} />
        <path fill="#17211C" d={path} />
      </g>
      {plan === null ? null : <Label y={876} text={words.planNote(plot)} />}
      <Label y={876} text={words.scan} end />
      <Label y={902} text={words.boundary} />
    </>
  )
}

/** Words on the hills, with paper behind them. */
const Label = ({ y, text, end }: { y: number; text: string; end?: boolean }) => {
  const width = Math.round(widthOf(text) * 16) + 14
  return (
    <>
      <rect
        x={end ? RIGHT - width + 4 : LEFT - 4}
        y={y - 17}
        width={width}
        height="23"
        fill="#FDFCF8"
        opacity=".86"
      />
      <text x={end ? RIGHT : LEFT} y={y} font-size="16" text-anchor={end ? 'end' : 'start'}>
        {text}
      </text>
    </>
  )
}

const Stamp = ({ t, status }: CertificateProps) => {
  const name = t.certificate.states[status].name
  const colour = status === 'concluded' ? INK.soft : INK.red
  const width = Math.round(widthOf(name) * 40) + 44
  return (
    <g transform="translate(360 560) rotate(-10)">
      <rect
        x={-width / 2}
        y="-34"
        width={width}
        height="68"
        fill="#FDFCF8"
        stroke={colour}
        stroke-width="4"
      />
      <text y="14" font-size="40" font-family={SERIF} font-weight="700" fill={colour} text-anchor="middle">
        {name}
      </text>
    </g>
  )
}
