import { figure } from './figure.ts'
import { down, drawScene, line, MIST, mist, ridge, round, shape, svg, tenth } from './kit.ts'

const CLOUD = 'M-120 20q-10 -40 34 -44q14 -44 62 -34q34 -34 72 0q44 -6 46 34q36 8 20 44z'

const cloud = (x: number, y: number, size: number): string =>
  shape('#fff', CLOUD, `transform="translate(${x} ${y}) scale(${size})" opacity=".85"`)

function farRows(): string {
  let path = ''
  for (let row = 0; row < 5; row += 1) {
    const down = row * row * 3
    path += `M-20 ${484 + row * 26 + down}Q420 ${416 + row * 30 + down} 1220 ${510 + row * 24 + down}`
  }
  return path
}

/** A row of bushes close to us: its shadow, leaves, lit leaves and their rim. */
function hedge(y: number, width: number): string {
  const w = (share: number) => round(width * share)
  const row = (x: number, down: number) =>
    `M${x} ${y + down}Q${x + 560} ${y - 50 + down} ${x + 1320} ${y + 40 + down}`
  const beads = `0 ${tenth(width * 0.6)}`
  return [
    line('#143C2A', w(0.9), row(-60, w(0.5))),
    line('#3F7A48', width, row(-60, 0), beads),
    line('#6FA251', w(0.6), row(-60, w(-0.22)), beads),
    line('#B5D47A', w(0.26), row(-64, w(-0.36)), beads),
  ].join('')
}

/** A blank board between rows of tea at noon; words are set over it at 31–69 % across and 38–56 % down. */
export function nameBoard(): string {
  const defs = [
    down('s', '0 #A9CDD2', '.4 #DCEBE4', '.6 #F1F3E1'),
    MIST,
    down('a', '0 #93B5AC', '.7 #D5E3D6'),
    down('h', '0 #7FAA5A', '1 #2F6A43'),
    down('w', '0 #C99A5A', '1 #9C6B32'),
  ]
  const body = [
    cloud(260, 190, 1.2),
    cloud(900, 130, 0.9),
    cloud(620, 270, 0.6),
    svg`
    <path fill="url(#a)"
    d="${ridge({ base: 500, peaks: '60 170 140, 260 120 120, 900 190 120 1.6, 1060 260 110 1.6, 1190 150 120', rough: 2 })}"/>`,
    mist(600, 480, 640, 36, 0.7),
    '<path d="M0 470Q420 400 1200 500V900H0Z" fill="url(#h)"/>',
    line('#3F7A48', 20, farRows(), '0 13'),
    line('#A6C968', 9, farRows(), '0 13', 'transform="translate(0 -5)"'),
    hedge(640, 44),
    svg`
    <path d="M424 760V420h20V760ZM756 770V420h20V770Z" fill="#7C5223"/>
    <path d="M364 348Q600 334 836 348L830 532Q600 520 370 532Z" fill="#5F3F1A"
    transform="translate(7 9)" opacity=".5"/>
    <path d="M364 348Q600 334 836 348L830 532Q600 520 370 532Z" fill="url(#w)"/>
    <path d="M388 400Q600 386 812 400M384 460Q600 448 814 462M392 498Q600 486 808 498"
    stroke="#7C5223" stroke-width="2.500" fill="none" opacity=".5"/>
    <path d="M384 366Q600 354 816 366L811 514Q600 503 389 514Z" fill="none" stroke="#FBF0D0"
    stroke-width="3" opacity=".75"/>
    <circle cx="384" cy="362" r="6" fill="#4A3518"/>
    <circle cx="816" cy="362" r="6" fill="#4A3518"/>`,
    hedge(730, 66),
    hedge(850, 96),
    figure(1010, 626, 84, { hat: '#E0A526', coat: '#F1EBD8', dark: '#4B6672', basket: '#A67B3C' }),
    figure(1066, 640, 58, { hat: '#EAD9A8', coat: '#9A3A22', dark: '#4B6672', turned: true }),
    svg`
    <path d="M210 330q-20 -16 -34 -2q14 -6 20 8q8 -14 26 -8q-4 -10 -12 2zM290 300q-14 -12 -26 -2q12
    -4 16 6q6 -10 20 -6q-2 -8 -10 2z" fill="#2B3A33"/>`,
  ]
  return drawScene(defs, body, 0.12)
}
