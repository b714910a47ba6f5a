/** Widths in px at which a picture is also kept for narrower screens. */
export const PICTURE_WIDTHS: readonly number[] = [400, 800, 1600]
export const MOST_PICTURE_BYTES = 10 * 1024 * 1024
export const MOST_PIXELS = 40_000_000
export const LONGEST_ALT = 120

export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp'
export const PICTURE_TYPES: readonly PictureType[] = ['image/jpeg', 'image/png', 'image/webp']

/** Why a file is not kept, and how to fix it, for those who upload. */
export const PICTURE_FAULTS = {
  empty: '还没有选照片。请选一张 JPEG、PNG 或 WebP 照片。',
  too_large: '照片超过 10 MB。请在手机上选小一档的尺寸，或在电脑上另存小一些再传。',
  too_many_pixels: '照片超过 4000 万像素。请在相机里选小一档的分辨率，或裁剪后再传。',
  svg: '这是 SVG 图形，里面可能藏着程序，不能上传。请另存为 PNG 或 JPEG。',
  html: '这是网页文件，不是照片，名字改成照片也不行。请重新选一张照片。',
  gif: '不收 GIF 动图。请另存为 PNG 或 JPEG。',
  heic: '这是苹果手机的 HEIC 照片。请在“设置 › 相机 › 格式”里选“兼容性最佳”再拍，或另存为 JPEG。',
  animated: '这是会动的图片，只收静止的照片。请截取一帧再传。',
  unknown: '这个文件不是照片。只收 JPEG、PNG、WebP，看的是内容，不是文件名。',
  broken: '照片不完整，可能没有传完或已损坏。请重新选一张。',
  unusual: '这种照片格式浏览器打不开。请另存为普通的 JPEG 再传。',
  code: '照片里夹带了网页代码，不能保存。请重新拍一张，或截图后再传。',
  sizes: '小图和照片对不上。请刷新页面后再传一次。',
} as const
/** Every photo is told in words, before it is sent and when it arrives. */
export const ALT_MISSING = '请写一句话说明照片里是什么，看不见照片的人靠它了解。'
export type PictureFault = keyof typeof PICTURE_FAULTS

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean => {
  for (let i = 0; i < text.length; i += 1) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}

/** What a file is by its first bytes; its name and declared type tell nothing. */
export function sniffPicture(bytes: Uint8Array): PictureType | PictureFault {
  if (bytes.length === 0) return 'empty'
  if (startsWith(bytes, '\xff\xd8\xff')) return 'image/jpeg'
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'image/webp'
  if (startsWith(bytes, 'GIF8')) return 'gif'
  if (startsWith(bytes, 'ftyp', 4)) return 'heic'
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).toLowerCase()
  if (text.includes('<svg')) return 'svg'
  return /<(?:!doctype|html|head|body|script)/.test(text) ? 'html' : 'unknown'
}
