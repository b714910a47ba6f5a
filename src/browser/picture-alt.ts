/** Names that cameras, phones and chat programs give: they say nothing of what is seen. */
const NAMED_BY_MACHINE =
  /^(?:img|dsc|dscn|dcim|pxl|mvimg|image|photo|picture|mmexport|wx_camera|screenshot|截屏|截图|屏幕截图|微信图片|照片|图片|图像|未命名)/i

/**
 * What a photo may be said to show, for a person to change: the product, and what its file was named after if somebody
 * named it; else which photo of it this is. '' where neither is known.
 */
export function suggestAlt(product: string, fileName: string, position: number): string {
  const stem = fileName
    .replace(/\.[^.]*$/, '')
    .replace(/[_\s]+/g, ' ')
    .replace(/\s*[（(]?\d+[)）]?$/, '')
    .trim()
  const told = /\p{Script=Han}/u.test(stem) && !NAMED_BY_MACHINE.test(stem) ? stem : ''
  if (!product) return told
  if (!told) return position > 1 ? `${product}，第${position}张照片` : product
  return told.includes(product) ? told : `${product}：${told}`
}
