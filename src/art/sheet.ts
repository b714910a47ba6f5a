/** Square drawings in one file, each seen through its fragment (`#tea`): a strip of them is one request. */
export function sheetOf(drawings: Record<string, () => string>, size: number): string {
  const drawn = Object.entries(drawings).map(([name, draw], at) => {
    const [, attributes, inner] = /^<svg xmlns="[^"]+" viewBox="[^"]+"([^>]*)>(.*)<\/svg>$/s.exec(draw())!
    const place = `y="${at * size}" width="${size}" height="${size}"`
    return `<view id="${name}" viewBox="0 ${at * size} ${size} ${size}"/><svg ${place}${attributes}>${inner}</svg>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${drawn.length * size}">${drawn.join('')}</svg>`
}
