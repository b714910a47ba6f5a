/** Pixels of a drawing kept on a phone, 3:4. */
const WIDTH = 1080
const HEIGHT = 1440

/** A drawing of ours as a PNG of 1080 × 1440 px, which any phone keeps; rejects when the browser gives none. */
export async function drawnPicture(address: string): Promise<Blob> {
  const drawing = new Image(WIDTH, HEIGHT)
  drawing.src = address
  await drawing.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT })
  canvas.getContext('2d')!.drawImage(drawing, 0, 0, WIDTH, HEIGHT)
  return new Promise((done, refused) => {
    canvas.toBlob((blob) => (blob ? done(blob) : refused(new Error('no picture'))), 'image/png')
  })
}

/** WeChat downloads nothing: there a picture is pressed and held. */
export const inWeChat = (): boolean => /MicroMessenger/i.test(navigator.userAgent)
