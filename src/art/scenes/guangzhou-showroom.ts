import { down, drawScene, radial, shape, svg } from './kit.ts'

const tin = (front: string, side: string, lid: string): string =>
  svg`
    <path d="M0 -86H56V0H0Z" fill="${front}"/>
    <path d="M38 -86H56V0H38Z" fill="${side}"/>
    <path d="M-2 -100H58V-80H-2Z" fill="${lid}"/>
    <path d="M16 -66H40V-20H16Z" fill="#FAF8F3"/>
    <path d="M22 -58h12M22 -50h12M22 -42h12" stroke="#17211C" stroke-width="3"/>`

/** What stands where: the pack, its shelf, its places. */
const SHELVES: [pack: string, y: number, ...places: number[]][] = [
  ['t1', 280, 446, 516, 586],
  ['t2', 280, 676, 806, 870],
  ['t3', 280, 960, 1024],
  ['t2', 280, 1080],
  ['jr', 440, 438, 506, 574],
  ['bt', 440, 660, 710],
  ['nd', 440, 806, 858, 910],
  ['gb', 440, 980],
  ['gb', 600, 440, 570],
  ['bt', 600, 700],
  ['t1', 600, 806, 946],
  ['t3', 600, 876, 1016],
  ['jr', 600, 1076],
]

type Visitor = { x: number; y: number; size: number; coat: string; dark: string; hair: string; holds: string }

const bag = (coat: string): string =>
  svg`
    <path d="M-40 -246Q-66 -200 -50 -140" stroke="${coat}" stroke-width="22" fill="none"
    stroke-linecap="round"/>
    <path d="M-76 -140h50v64h-50z" fill="#E9DFC4"/>
    <path d="M-66 -140q15 -34 30 0" stroke="#8A6A34" stroke-width="5" fill="none"/>`

const phone = (coat: string): string =>
  svg`
    <path d="M36 -250Q74 -226 66 -286" stroke="${coat}" stroke-width="24" fill="none"
    stroke-linecap="round"/>
    <path d="M54 -330h24v42H54z" fill="#17211C"/>`

/** Somebody seen from behind. */
const visitor = ({ x, y, size, coat, dark, hair, holds }: Visitor): string =>
  svg`
    <g transform="translate(${x} ${y}) scale(${size})">
    <ellipse cy="2" rx="56" ry="9" fill="#3A2C14" opacity=".3"/>
    <path d="M-30 0L-26 -140H-2V0ZM4 0V-140H28L32 0Z" fill="${dark}"/>
    <path d="M-46 -130Q-54 -258 -20 -272H20Q54 -258 46 -130Z" fill="${coat}"/>${holds}<path d="M-10
    -290h20v24h-20z" fill="#C29A78"/>
    <path d="M-28 -318a28 30 0 0 1 56 0q2 26 -10 34h-36q-12 -8 -10 -34z" fill="${hair}"/></g>`

/** The shelf in Guangzhou: lamps, packs in rows, a counter with a code to scan, two visitors from behind. */
export function guangzhouShowroom(): string {
  const defs = [
    down('s', '0 #E9E5D6', '1 #F4EFE0'),
    down('sh', '0 #B98A52', '1 #96693A'),
    radial('lp', '0 #FFF1C8 .95', '.5 #FFEDBE .35', '1 #FFEDBE 0'),
    down('ct', '0 #2B6A4E', '1 #153F2E'),
    down('fl', '0 #CDBE9C', '1 #A8946C'),
    down('sk', '0 #BFD7DC', '1 #EFF1E6'),
    svg`
    <g id="t1">${tin('#9A3A22', '#74290f', '#B1543a')}</g>
    <g id="t2">${tin('#1F5B42', '#153F2E', '#2B6A4E')}</g>
    <g id="t3">${tin('#C5D2B2', '#8fa37a', '#DDE6CF')}</g>`,
    svg`
    <g id="jr">
    <path d="M2 -66H58V-6Q58 0 50 0H10Q2 0 2 -6Z" fill="#B9701A"/>
    <path d="M42 -66H58V-6Q58 0 50 0H42Z" fill="#8A5210"/>
    <path d="M4 -82H56V-64H4Z" fill="#2B3A33"/>
    <path d="M14 -50H40V-14H14Z" fill="#FAF8F3"/></g>
    <g id="bt">
    <path d="M14 -108H30V-84Q44 -76 44 -58V0H0V-58Q0 -76 14 -84Z" fill="#D9962A"/>
    <path d="M30 -84Q44 -76 44 -58V0H30Z" fill="#B9761A"/>
    <path d="M12 -116H32V-100H12Z" fill="#2B3A33"/>
    <path d="M6 -50H38V-14H6Z" fill="#FAF8F3"/></g>
    <g id="nd">
    <path d="M0 -100H40V0H0Z" fill="#EAD8A6"/>
    <path d="M8 -100V0M16 -100V0M24 -100V0M32 -100V0" stroke="#C9AE72" stroke-width="2"/>
    <path d="M-2 -74H42V-26H-2Z" fill="#FAF8F3"/>
    <path d="M-2 -74H42V-66H-2ZM-2 -34H42V-26H-2Z" fill="#9A3A22"/></g>
    <g id="gb">
    <path d="M0 -70H110V0H0Z" fill="#4B6672"/>
    <path d="M84 -70H110V0H84Z" fill="#3A515B"/>
    <path d="M-3 -76H113V-58H-3Z" fill="#5C7884"/>
    <path d="M38 -48H74V-14H38Z" fill="#FAF8F3"/></g>`,
  ]
  const body = [
    // window left with arcade city
    svg`
    <path d="M40 130H330V560H40Z" fill="url(#sk)"/>
    <path d="M40 560V300h50V240h70V300h30V200l22 -34 22 34V300h40V260h56V560Z" fill="#A9BDBB"/>
    <path d="M40 560V420H330V560Z" fill="#DCCFB0"/>
    <path d="M40 420H330V440H40Z" fill="#B9A67C"/>
    <path d="M56 560V486a26 26 0 0 1 52 0V560ZM124 560V486a26 26 0 0 1 52 0V560ZM192 560V486a26 26
    0 0 1 52 0V560ZM260 560V486a26 26 0 0 1 52 0V560Z" fill="#6F7F78"/>
    <path d="M66 448h26v-14h-26zM136 448h26v-14h-26zM204 448h26v-14h-26zM272 448h26v-14h-26z"
    fill="#8FA39B" transform="translate(0 -34)"/>
    <path d="M40 130H330V560H40ZM185 130V560" fill="none" stroke="#7A5C34" stroke-width="12"/>
    <path d="M24 556H346V574H24Z" fill="#96733F"/>`,
    // plant by the window
    svg`
    <path d="M300 560q-40 -60 -20 -130M312 560q10 -80 50 -110M306 560q-4 -90 10 -150"
    stroke="#3F7244" stroke-width="9" fill="none" stroke-linecap="round"/>`,
    // shelves: 3 rows, 2 bays
    '<path d="M410 120H1150V650H410Z" fill="#D9C7A0"/><path d="M410 120H1150V136H410Z" fill="#96693A"/>',
    ...([280, 440, 600] as const).map(
      (y) => svg`
    <path d="M424 ${y - 130}H1136V${y}H424Z" fill="#C9B486" opacity=".5"/>
    <path d="M404 ${y}H1156V${y + 18}H404Z" fill="url(#sh)"/>
    <path d="M404 ${y + 18}H1156V${y + 30}H404Z" fill="#5F4422" opacity=".28"/>`,
    ),
    '<path d="M404 112H424V660H404ZM770 112H790V660H770ZM1136 112H1156V660H1136Z" fill="url(#sh)"/>',
    ...SHELVES.map(([pack, y, ...places]) =>
      places.map((x) => `<use href="#${pack}" x="${x}" y="${y}"/>`).join(''),
    ),
    shape('#9A3A22', 'M1086 440v-50h34v50z'),
    // lamps
    ...(
      [
        [600, 70],
        [960, 70],
      ] as const
    ).map(
      ([x, y]) => svg`
    <ellipse cx="${x}" cy="230" rx="230" ry="220" fill="url(#lp)"/>
    <path d="M${x} 0V${y}" stroke="#2B3A33" stroke-width="4"/>
    <path d="M${x - 46} ${y + 36}Q${x - 40} ${y - 6} ${x} ${y - 8}Q${x + 40} ${y - 6} ${x + 46} ${y + 36}Z"
    fill="#2B3A33"/>
    <ellipse cx="${x}" cy="${y + 36}" rx="46" ry="8" fill="#FFE9B0"/>`,
    ),
    // floor, counter
    svg`
    <path d="M0 660H1200V900H0Z" fill="url(#fl)"/>
    <path d="M0 720H1200M0 800H1200M240 660L120 900M520 660L480 900M800 660L860 900M1060 660L1200
    900" stroke="#8D7849" stroke-width="3" opacity=".5"/>`,
    svg`
    <ellipse cx="800" cy="884" rx="400" ry="22" fill="#3A2C14" opacity=".3"/>
    <path d="M460 690H1130V884H460Z" fill="url(#ct)"/>
    <path d="M440 668H1150V696H440Z" fill="#C59A5A"/>
    <path d="M440 668H1150V676H440Z" fill="#E3BE7C"/>
    <path d="M500 730H720V850H500ZM750 730H850V850H750ZM880 730H1100V850H880Z" fill="none"
    stroke="#3F7A5E" stroke-width="4"/>`,
    svg`
    <path d="M776 768h48v48h-48z" fill="none" stroke="#E9DFC4" stroke-width="4"/>
    <path d="M786 780h28M780 790h40M792 790q0 12 -10 18M806 790v12q0 6 10 4" fill="none"
    stroke="#E9DFC4" stroke-width="3.600"/>`,
    // on the counter: QR stand, tea tray, cups
    svg`
    <path d="M944 668V560h96V668Z" fill="#FAF8F3"/>
    <path d="M944 560h96v12h-96z" fill="#1F5B42"/>
    <path d="M958 584h24v24h-24zM1002 584h24v24h-24zM958 628h24v24h-24z" fill="#17211C"/>
    <path d="M964 590h12v12h-12zM1008 590h12v12h-12zM964 634h12v12h-12z" fill="#FAF8F3"/>
    <path d="M990 588h6v10h-6zM990 612h8v8h-8zM1004 616h10v8h-10zM1018 628h8v10h-8zM994
    634h10v10h-10zM1010 644h10v8h-10z" fill="#17211C"/>`,
    svg`
    <path d="M560 660H760V668H560Z" fill="#6B4A20"/>
    <path d="M600 658q-8 -44 34 -46q40 0 36 46z" fill="#8A3A22"/>
    <path d="M624 612q8 -14 18 0M668 630q20 -4 22 -18" stroke="#8A3A22" stroke-width="7"
    fill="none" stroke-linecap="round"/>
    <path d="M700 658l-6 -22h36l-6 22zM740 658l-5 -18h30l-5 18z" fill="#FAF8F3"/>
    <path d="M696 638h32" stroke="#B5532A" stroke-width="5"/>
    <path d="M640 596q-10 -20 4 -36t0 -34" stroke="#fff" stroke-width="6" fill="none" opacity=".6"
    stroke-linecap="round"/>`,
    // visitors seen from behind
    visitor({
      x: 232,
      y: 872,
      size: 1.12,
      coat: '#F4EFE2',
      dark: '#4B6672',
      hair: '#2B2A26',
      holds: bag('#F4EFE2'),
    }),
    visitor({
      x: 368,
      y: 850,
      size: 0.98,
      coat: '#C9A24E',
      dark: '#2F4540',
      hair: '#3A322A',
      holds: phone('#C9A24E'),
    }),
  ]
  return drawScene(defs, body, 0.12)
}
