import { along, down, drawScene, line, MIST, mist, radial, ridge, svg } from './kit.ts'

function rows(): string {
  let path = ''
  for (let row = 0; row < 7; row += 1) {
    const [down, end] = [row * row * 2, 520 + row * 18 + row * row * 2]
    path += svg`
    M-20 ${540 + row * 20 + down}Q${380 + row * 30} ${490 + row * 22 + down}
    760 ${528 + row * 19 + down}T1240 ${end}`
  }
  return path
}

/** A visit: a cup and a pot on a stone table above the rows. */
export function gardenCup(): string {
  const defs = [
    down('s', '0 #F6E6C4', '.5 #FBF3DC', '1 #EAF0DC'),
    MIST,
    down('a', '0 #C3CDB9', '.7 #EEEBD6 .4'),
    down('b', '0 #9CB394', '.7 #E2E6CC .4'),
    down('t', '0 #B4AE9C', '1 #7F7A6B'),
    along('c', [1, 0], '0 #fff', '.6 #F4F0E4', '1 #CFC8B5'),
    along('p', [1, 0], '0 #A0522F', '.5 #8A3A22', '1 #5C2413'),
    radial('sn', '0 #FFF6D8 1', '1 #FFF0C0 0'),
  ]
  const body = [
    svg`
    <circle cx="760" cy="180" r="230" fill="url(#sn)"/>
    <circle cx="760" cy="180" r="46" fill="#E0A526" opacity=".9"/>`,
    svg`
    <path fill="url(#a)"
    d="${ridge({ base: 470, peaks: '40 160 130, 250 110 130, 520 230 110 1.6, 700 130 120, 930 190 130, 1130 250 120 1.6', rough: 1 })}"/>`,
    mist(600, 450, 700, 46, 0.7),
    svg`
    <path fill="url(#b)"
    d="${ridge({ base: 540, peaks: '140 120 170, 420 80 140, 860 130 180, 1180 90 150', rough: 2 })}"/>`,
    '<path d="M-20 530Q380 480 760 520T1240 508V900H-20Z" fill="#5F8A52"/>',
    line('#3F6F46', 18, rows(), '0 12'),
    line('#A3C06C', 9, rows(), '0 12', 'transform="translate(-1 -4)"'),
    svg`
    <path d="M-20 700L1220 676V900H-20Z" fill="url(#t)"/>
    <path d="M-20 700L1220 676V700L-20 726Z" fill="#D6D0BC"/>
    <path d="M120 760l180 -8M520 800l240 -10M880 750l200 -6M260 860l300 -10" stroke="#635E50"
    stroke-width="4" opacity=".4" stroke-linecap="round"/>`,
    svg`
    <ellipse cx="540" cy="806" rx="210" ry="26" fill="#2A2A20" opacity=".3"/>
    <ellipse cx="900" cy="800" rx="210" ry="24" fill="#2A2A20" opacity=".3"/>`,
    svg`
    <ellipse cx="500" cy="786" rx="176" ry="34" fill="#E9E4D4"/>
    <ellipse cx="500" cy="778" rx="176" ry="34" fill="#FBF9F2"/>
    <ellipse cx="500" cy="778" rx="110" ry="19" fill="#DAD4C2"/>
    <path d="M380 606Q390 770 460 782H540Q610 770 620 606Z" fill="url(#c)"/>
    <ellipse cx="500" cy="606" rx="120" ry="28" fill="#FDFCF7"/>
    <ellipse cx="500" cy="609" rx="108" ry="22" fill="#8E2E12"/>
    <ellipse cx="494" cy="612" rx="92" ry="16" fill="#C4571F"/>
    <path d="M430 606q30 -12 70 -13" stroke="#FBE0B8" stroke-width="4" fill="none"
    stroke-linecap="round"/>
    <path d="M400 660q30 30 60 8t60 12t84 -20" stroke="#4B6672" stroke-width="4" fill="none"/>
    <path d="M404 676q30 30 60 8t60 12t80 -18" stroke="#4B6672" stroke-width="2" fill="none"/>`,
    svg`
    <path d="M470 560Q440 500 476 440T470 330M530 560Q560 510 530 450T548 360" stroke="#fff"
    stroke-width="12" fill="none" opacity=".6" stroke-linecap="round"/>`,
    svg`
    <path d="M760 790Q730 640 800 610H960Q1030 640 1000 790Q880 816 760 790Z" fill="url(#p)"/>
    <path d="M764 700Q690 690 690 628L716 622Q728 660 768 660Z" fill="#7A331C"/>
    <path d="M1000 660Q1090 650 1084 720Q1070 780 996 770" stroke="#6E2A16" stroke-width="22"
    fill="none"/>
    <path d="M800 612Q880 580 960 612Q880 630 800 612Z" fill="#A0522F"/>
    <path d="M862 590a18 14 0 0 1 36 0z" fill="#6E2A16"/>
    <path d="M800 640Q780 700 796 770" stroke="#D08A62" stroke-width="8" fill="none" opacity=".5"
    stroke-linecap="round"/>`,
    svg`
    <path d="M150 770q60 -50 120 -14q-50 44 -120 14zM196 752q10 -50 70 -60q4 56 -70 60z"
    fill="#5F8A42"/>
    <path d="M150 770q60 -20 120 -14M196 752q30 -20 70 -60" stroke="#C9DBA0" stroke-width="3"
    fill="none"/>`,
  ]
  return drawScene(defs, body, 0.12)
}
