import { randomFrom } from '../random.ts'
import { along, dots, down, drawScene, radial, svg } from './kit.ts'

const PLANKS = Array.from({ length: 14 }, (_, at) => `M${at * 86} 0V620`).join('')

function bricks(): string {
  let path = ''
  for (let course = 0; course < 5; course += 1)
    for (let at = 0; at < 8; at += 1)
      path += `M${632 - course * 4 + at * 64 + (course % 2) * 24} ${582 + course * 44}h52v34h-52z`
  return path
}

/** The workshop: trays of withering leaf, a window on the hills, somebody at the pan, a fire under it. */
export function teaWorkshop(): string {
  const random = randomFrom(81)
  const defs = [
    down('s', '0 #2B3A34', '1 #3B4337'),
    along('bm', [1, 0.9], '0 #FFF3CF .62', '1 #FFF3CF 0'),
    down('sk', '0 #E8F0E6', '1 #F7EBCB'),
    radial('fi', '0 #FFD98A', '.4 #E79A2F .8', '1 #E79A2F 0'),
    down('br', '0 #8A5B3B', '1 #4E3324'),
    down('fl', '0 #4B4335', '1 #2A261E'),
    radial('st', '0 #fff .7', '.6 #fff .28', '1 #fff 0'),
    radial('tr', '0 #8EAA5C', '.7 #6F9150', '1 #557A44'),
    svg`
    <g id="t">
    <ellipse cy="9" rx="116" ry="27" fill="#17140D" opacity=".4"/>
    <ellipse rx="118" ry="28" fill="#C59A55"/>
    <ellipse cy="-3" rx="114" ry="25" fill="#7E5A28"/>
    <ellipse cy="-1" rx="106" ry="21" fill="url(#tr)"/>
    <path d="${dots(
      random,
      46,
      (u) => (u - 0.5) * 180,
      (u) => (u - 0.5) * 26,
    )}" stroke="#B9CF7C" stroke-width="6"
    stroke-linecap="round"/>
    <path d="${dots(
      random,
      40,
      (u) => (u - 0.5) * 180,
      (u) => (u - 0.5) * 26,
    )}" stroke="#3F6434" stroke-width="6"
    stroke-linecap="round"/>
    <path d="M-118 0A118 28 0 0 0 118 0" fill="none" stroke="#E3BE7C" stroke-width="5"/></g>`,
  ]
  const body = [
    // planks
    `<path d="${PLANKS}" stroke="#1D2823" stroke-width="3"/>`,
    // window with hills
    svg`
    <path d="M470 130H770V400H470Z" fill="url(#sk)"/>
    <path d="M470 340Q520 230 570 320Q610 210 660 330Q710 250 770 330V400H470Z" fill="#A9C1B4"/>
    <path d="M470 372Q560 330 640 366T770 352V400H470Z" fill="#6E9A76"/>
    <path d="M470 392Q560 362 640 384T770 376V400H470Z" fill="#4B7A55"/>
    <path d="M470 130H770V400H470ZM570 130V400M670 130V400M470 265H770" fill="none"
    stroke="#6B5030" stroke-width="11"/>
    <path d="M456 400H784V418H456Z" fill="#7F6038"/>`,
    // floor
    svg`
    <path d="M0 620H1200V900H0Z" fill="url(#fl)"/>
    <path d="M0 690H1200M0 790H1200M220 620L90 900M470 620L430 900M720 620L770 900M960 620L1100
    900" stroke="#1B1812" stroke-width="3" opacity=".6"/>`,
    // beams and hanging baskets
    svg`
    <path d="M0 54H1200V86H0Z" fill="#55402A"/>
    <path d="M0 54H1200V62H0Z" fill="#7A5E3C"/>
    <path d="M250 0V54M880 0V54" stroke="#55402A" stroke-width="26"/>`,
    svg`
    <g fill="#A67C41">
    <path d="M850 86v40M910 86v30" stroke="#3A2C1C" stroke-width="3"/>
    <path d="M810 126h80l-12 50h-56zM884 116h54l-8 38h-38z"/></g>
    <path d="M812 138h76M816 154h68M886 128h50" stroke="#6B4A20" stroke-width="4"/>`,
    // rack of trays
    svg`
    <path d="M62 150V760M402 150V760" stroke="#8A6638" stroke-width="16"/>
    <path d="M58 150V760M398 150V760" stroke="#B98F52" stroke-width="5"/>`,
    ...([236, 352, 468, 584, 700] as const).map(
      (y, i) => svg`
    <path d="M50 ${y + 14}H414" stroke="#7A5830" stroke-width="10"/>
    <use href="#t" x="${i % 2 ? 168 : 148}" y="${y}"/>
    <use href="#t" x="${i % 2 ? 312 : 322}" y="${y + 2}"/>`,
    ),
    // stove
    svg`
    <ellipse cx="880" cy="806" rx="330" ry="40" fill="#120F0A" opacity=".5"/>
    <path d="M630 560H1140L1170 800H606Z" fill="url(#br)"/>`,
    svg`
    <path d="${bricks()}" fill="#A06A44" opacity=".34"/>
    <path d="M606 540H1166V574H606Z" fill="#9A8B70"/>
    <path d="M606 540H1166V550H606Z" fill="#C9BB99"/>`,
    svg`
    <path d="M820 800V708q0 -44 64 -44t64 44v92Z" fill="#1A0F08"/>
    <ellipse cx="884" cy="770" rx="120" ry="86" fill="url(#fi)"/>
    <path d="M846 800q-4 -40 18 -64q2 22 14 30q0 -44 20 -66q2 36 18 50q8 -8 8 -22q18 34 6 72z"
    fill="#F2B544"/>
    <path d="M866 800q0 -24 14 -38q10 20 22 14q8 12 4 24z" fill="#FFE6A6"/>`,
    // roaster behind the pan
    svg`
    <g transform="translate(900 548)">
    <path d="M-78 0Q-84 -150 -46 -190Q0 -214 46 -190Q84 -150 78 0Z" fill="#35606E"/>
    <path d="M-20 0V-150h40V0z" fill="#F1E7CC" opacity=".92"/>
    <path d="M-22 -186L-14 -150M22 -186L14 -150" stroke="#F1E7CC" stroke-width="7"/>
    <path d="M-60 -150Q-110 -80 -92 -6M60 -150Q110 -80 86 -10" stroke="#2B5260" stroke-width="36"
    fill="none" stroke-linecap="round"/>
    <path d="M-92 -10q-4 16 8 22M86 -12q4 16 -8 24" stroke="#C69A72" stroke-width="20"
    stroke-linecap="round"/>
    <path d="M-22 -196Q-26 -236 0 -240Q26 -236 22 -196Q0 -182 -22 -196Z" fill="#A97E5C"/>
    <path d="M-22 -200Q0 -188 22 -200V-214H-22Z" fill="#8A6246"/>
    <path d="M-92 -222Q-36 -238 0 -292Q36 -238 92 -222Q0 -200 -92 -222Z" fill="#E2C27E"/>
    <path d="M0 -292Q36 -238 92 -222Q40 -210 8 -211Z" fill="#0003"/></g>`,
    // pan
    svg`
    <path d="M690 536Q720 596 890 596T1090 536Z" fill="#22272A"/>
    <ellipse cx="890" cy="536" rx="204" ry="42" fill="#4B5356"/>
    <ellipse cx="890" cy="538" rx="188" ry="35" fill="#23282A"/>
    <ellipse cx="890" cy="546" rx="140" ry="23" fill="#557A44"/>
    <path d="${dots(
      random,
      60,
      (u) => 790 + u * 200,
      (u) => 530 + u * 30,
    )}" stroke="#A6C26C" stroke-width="8"
    stroke-linecap="round"/>
    <path d="${dots(
      random,
      50,
      (u) => 790 + u * 200,
      (u) => 532 + u * 30,
    )}" stroke="#33582F" stroke-width="8"
    stroke-linecap="round"/>`,
    // steam
    ...(
      [
        [960, 500, 90, 44, 0.5],
        [1030, 420, 90, 70, 0.5],
        [1000, 320, 100, 80, 0.4],
        [1060, 220, 120, 84, 0.4],
        [960, 130, 170, 70, 0.34],
        [790, 470, 60, 44, 0.35],
      ] as const
    ).map(
      ([x, y, a, c, o]) =>
        `<ellipse cx="${x}" cy="${y}" rx="${a}" ry="${c}" fill="url(#st)" opacity="${o}"/>`,
    ),
    svg`
    <path d="M780 515Q748 450 786 390T770 280M1020 505Q1070 430 1020 350T1060 200" stroke="#fff"
    stroke-width="10" fill="none" opacity=".22" stroke-linecap="round"/>`,
    // light beam from the window
    '<path d="M470 130L770 130L560 900H40L220 640Z" fill="url(#bm)" opacity=".55"/>',
    // basket of fresh leaf, foreground
    svg`
    <g transform="translate(500 800)">
    <ellipse cy="58" rx="116" ry="18" fill="#0006"/>
    <path d="M-110 -30L-84 56Q0 76 84 56L110 -30Z" fill="#A9793A"/>
    <path d="M-104 -10Q0 18 104 -10M-97 14Q0 42 97 14M-90 36Q0 62 90 36" stroke="#6F4A1C"
    stroke-width="6" fill="none"/>
    <ellipse cy="-30" rx="110" ry="26" fill="#D1A25A"/>
    <path d="M-98 -32Q-60 -84 0 -80Q62 -86 98 -32Q0 -8 -98 -32Z" fill="#5F8A48"/>
    <path d="${dots(
      random,
      46,
      (u) => (u - 0.5) * 150,
      (u) => -68 + u * 42,
    )}" stroke="#A6C26C" stroke-width="10"
    stroke-linecap="round"/>
    <path d="${dots(
      random,
      30,
      (u) => (u - 0.5) * 150,
      (u) => -64 + u * 40,
    )}" stroke="#3F6434" stroke-width="9"
    stroke-linecap="round"/></g>`,
  ]
  return drawScene(defs, body, 0.2)
}
