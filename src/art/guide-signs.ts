import { line, shape, svg } from './scenes/kit.ts'

const INK = '#17211C'
const PORCELAIN = '#FDFCF8'
const SHADE = '#DDD8C8'
const STEEL = '#5A7480'
const DARK_STEEL = '#3B525C'
const STEAM = '#C3D1CE'
const GOLD = '#E0A526'

/** What every sign stands on: the shadow of a thing lit from the left. */
const standing = (...drawing: string[]): string => svg`
  <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
  <ellipse cx="50" cy="82" rx="36" ry="5" fill="${INK}" opacity=".1"/>
  ${drawing}</svg>`

const steam = (x: number, y: number): string =>
  line(STEAM, 3, `M${x} ${y}q-7 -7 0 -13t0 -12M${x + 13} ${y + 2}q-7 -7 0 -13t0 -12`)

/** A bowl's body from rim to foot, its shaded side, and its foot. */
const bowl = (rim: number, y: number, height: number): string => {
  const [left, right, depth] = [48 - rim, 48 + rim, y + height]
  return [
    shape(PORCELAIN, `M${left} ${y}Q${left + 4} ${depth} 48 ${depth}T${right} ${y}Z`, `stroke="${SHADE}"`),
    shape(
      SHADE,
      `M${right} ${y}Q${right - 4} ${depth} 48 ${depth}Q${right - 20} ${depth - 6} ${right - 15} ${y}Z`,
    ),
    shape(SHADE, `M38 ${depth - 2}h20v5h-20z`),
  ].join('')
}

const surface = (rim: number, y: number, fill: string): string =>
  [
    `<ellipse cx="48" cy="${y}" rx="${rim}" ry="${rim * 0.22}" fill="${PORCELAIN}" stroke="${SHADE}"/>`,
    `<ellipse cx="48" cy="${y + 1}" rx="${rim - 4}" ry="${rim * 0.22 - 2}" fill="${fill}"/>`,
  ].join('')

/** A small cup with tea of one infusion. */
const small = (x: number, tea: string): string =>
  [
    shape(PORCELAIN, `M${x - 14} 58q1 22 9 22h10q8 0 9 -22z`, `stroke="${SHADE}"`),
    shape(SHADE, `M${x + 14} 58q-1 22 -9 22h-3q6 -6 5 -22z`),
    `<ellipse cx="${x}" cy="58" rx="14" ry="4.500" fill="${PORCELAIN}" stroke="${SHADE}"/>`,
    `<ellipse cx="${x}" cy="58.500" rx="11" ry="3" fill="${tea}"/>`,
  ].join('')

const flake = '#F1DE8A'

/** The steps of brewing and cooking as things of the kitchen, flat and lit from the left like the packs. */
export const GUIDE_SIGNS: Record<string, () => string> = {
  leaf: () =>
    standing(
      line('#A8701A', 5, 'M44 66L86 40'),
      `<ellipse cx="30" cy="70" rx="24" ry="9" fill="#B9701A"/>`,
      `<ellipse cx="30" cy="68" rx="21" ry="6.500" fill="#8A5212"/>`,
      line('#2B1A14', 4, 'M15 68q6 -8 12 -4M26 65q8 -10 14 -2M24 70q9 -3 14 -1'),
      line('#C99A45', 3, 'M20 64q6 -5 9 -1M36 62q6 0 8 6'),
    ),
  teabag: () =>
    standing(
      line(STEEL, 2, 'M46 40Q54 14 74 18'),
      shape(GOLD, 'M70 10h18v18h-18z'),
      shape(PORCELAIN, 'M30 44L40 34H54L64 44V82H30Z', `stroke="${SHADE}"`),
      shape(SHADE, 'M54 34L64 44V82H56V44Z'),
      shape('#6E7F58', 'M33 60q8 -6 14 0t14 -1V79H33Z'),
    ),
  kettle: () =>
    standing(
      steam(20, 32),
      line(DARK_STEEL, 5, 'M34 40Q50 12 68 40'),
      shape(STEEL, 'M30 50L14 42L12 48L28 66Z'),
      shape(STEEL, 'M34 42H68Q84 60 74 82H28Q18 60 34 42Z'),
      shape(DARK_STEEL, 'M62 42H68Q84 60 74 82H62Q72 62 62 42Z'),
      line('#8FA6AF', 4, 'M34 54q-6 10 -3 20'),
      shape(DARK_STEEL, 'M38 36h26v7h-26z'),
    ),
  gaiwan: () =>
    standing(
      steam(72, 34),
      `<ellipse cx="48" cy="78" rx="30" ry="6" fill="${PORCELAIN}" stroke="${SHADE}"/>`,
      bowl(30, 46, 30),
      surface(30, 46, '#C4571F'),
      shape(PORCELAIN, 'M12 40Q34 14 66 34Q40 34 12 40Z', `stroke="${SHADE}"`),
      shape(SHADE, 'M36 22l2 -6h9l1 7z'),
    ),
  cups: () => standing(small(18, '#C4571F'), small(48, '#D9803A'), small(78, '#EBB07A')),
  mug: () =>
    standing(
      steam(38, 36),
      line(SHADE, 6, 'M68 50q18 -2 16 12t-18 12'),
      shape(PORCELAIN, 'M20 44H70V72Q70 82 60 82H30Q20 82 20 72Z', `stroke="${SHADE}"`),
      shape(SHADE, 'M58 44H70V72Q70 82 60 82H54Q60 76 58 44Z'),
      `<ellipse cx="45" cy="44" rx="25" ry="6" fill="${PORCELAIN}" stroke="${SHADE}"/>`,
      `<ellipse cx="45" cy="45" rx="21" ry="4" fill="#E8C069"/>`,
    ),
  chill: () =>
    standing(
      shape('#DCE6E6', 'M24 10H72V82H24Z'),
      shape('#B9CBCC', 'M62 10H72V82H62Z'),
      shape('#F4F8F7', 'M24 10H62V34H24ZM24 37H62V82H24Z'),
      line(STEEL, 3, 'M57 18v9M57 44v14'),
      line('#4A8DC4', 2.5, 'M40 50v20M31.500 55l17 10M48.500 55l-17 10'),
    ),
  knife: () =>
    standing(
      shape('#C9A26A', 'M8 70H88V82H8Z'),
      shape('#A8804A', 'M70 70H88V82H70Z'),
      line(flake, 6, 'M14 65h30M18 58h24M54 66h6M66 66h6'),
      line('#DCC65A', 2, 'M14 67h30M18 60h24'),
      shape('#DDE6E3', 'M46 20L56 14L64 62Q52 60 46 20Z'),
      shape('#A9BDBD', 'M56 14L64 62Q60 60 58 58L51 17Z'),
      shape('#6B3B22', 'M44 20L40 4L50 2L56 14Z'),
    ),
  wok: () =>
    standing(
      steam(40, 34),
      line('#6B3B22', 6, 'M76 52L92 42'),
      shape(DARK_STEEL, 'M8 50H82Q74 80 46 80T8 50Z'),
      shape('#24363D', 'M82 50Q74 80 46 80Q66 70 66 50Z'),
      `<ellipse cx="45" cy="50" rx="37" ry="8" fill="#24363D"/>`,
      line(flake, 4, 'M20 49q10 -7 18 -1M34 53q10 -6 18 -1M48 48q10 -5 18 2'),
      line('#7C9F57', 3, 'M28 46q6 -3 10 0M54 52q5 -2 8 0'),
    ),
  salt: () =>
    standing(
      '<g transform="rotate(132 44 36)">',
      shape(PORCELAIN, 'M38 22H62L66 56H34Z', `stroke="${SHADE}"`),
      shape(SHADE, 'M54 22H62L66 56H55Z'),
      shape(STEEL, 'M38 12Q50 4 62 12V23H38Z'),
      '</g>',
      line('#9FB2B4', 3, 'M66 60h.1M58 64h.1M72 66h.1M62 54h.1M54 58h.1M66 70h.1'),
      shape('#7C9F57', 'M24 82Q30 70 48 75Q66 68 80 82Z'),
    ),
  pot: () =>
    standing(
      steam(40, 32),
      line(DARK_STEEL, 5, 'M10 52h10M76 52h10'),
      shape(STEEL, 'M16 46H80V72Q80 82 70 82H26Q16 82 16 72Z'),
      shape(DARK_STEEL, 'M66 46H80V72Q80 82 70 82H62Q68 70 66 46Z'),
      '<ellipse cx="48" cy="46" rx="32" ry="8" fill="#8FA6AF"/>',
      '<ellipse cx="48" cy="47" rx="28" ry="6" fill="#E9F0EE"/>',
      line('#E2CF9B', 3.5, 'M28 47q10 -6 20 0t20 -1M32 50q10 -4 20 0'),
    ),
  rinse: () =>
    standing(
      line(STEEL, 7, 'M4 18H46V24'),
      line('#9CC3DD', 6, 'M46 28V48'),
      bowl(32, 50, 28),
      surface(32, 50, '#CFE3EE'),
      line('#E2CF9B', 3.5, 'M26 50q10 -5 20 0t22 0M32 53q10 -3 22 0'),
    ),
  bowl: () =>
    standing(
      line('#A8701A', 3.5, 'M58 46L84 10M66 48L92 16'),
      bowl(34, 48, 30),
      surface(34, 48, '#B5553A'),
      line('#F3E7C4', 4, 'M22 48q10 -7 18 0t16 -1M34 51q12 -5 22 0'),
      line('#7C9F57', 4, 'M58 48h.1M66 49h.1M62 52h.1'),
    ),
  glass: () =>
    standing(
      line('#9A3A22', 4, 'M56 44L68 6'),
      shape('#E9F0EE', 'M26 22H70L64 78Q64 82 58 82H38Q32 82 32 78Z'),
      shape(GOLD, 'M28 40H68L64 78Q64 82 58 82H38Q32 82 32 78Z'),
      shape('#C7861E', 'M60 40H68L64 78Q64 82 58 82H54Q58 76 60 40Z'),
      shape('#F6DFA0', 'M36 46h12v12h-12zM46 60h11v11h-11z', 'opacity=".8"'),
      line('#fff', 3, 'M33 30L36 70', '', 'opacity=".6"'),
    ),
  dipper: () =>
    standing(
      line('#A8701A', 5, 'M62 34L86 6'),
      '<ellipse cx="50" cy="48" rx="17" ry="20" transform="rotate(40 50 48)" fill="#B9701A"/>',
      line('#8A5212', 2.5, 'M38 38L58 62M44 32L64 56M34 46L52 66'),
      shape(GOLD, 'M38 58q8 10 16 4q-3 14 -6 20q-6 2 -6 -4q0 -10 -4 -20z'),
      `<ellipse cx="46" cy="81" rx="20" ry="5" fill="${GOLD}"/>`,
      '<ellipse cx="40" cy="80" rx="8" ry="1.500" fill="#F6DFA0"/>',
    ),
}
