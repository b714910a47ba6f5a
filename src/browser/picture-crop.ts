import { type Box, largestBox, moveBox, type Photo, scaleBox, stretchBox } from './crop-box.ts'

const SHAPES: Record<string, number> = { '1:1': 1, '4:3': 4 / 3, '3:4': 3 / 4 }
const TALLEST_PX = 480
/** How far a key or button moves, in parts of the photo. */
const STEP = 0.02

type Act = (box: Box, photo: Photo, step: number) => Box
const ACTS: Record<string, Act> = {
  left: (box, photo, step) => moveBox(box, -photo.width * step, 0, photo),
  right: (box, photo, step) => moveBox(box, photo.width * step, 0, photo),
  up: (box, photo, step) => moveBox(box, 0, -photo.height * step, photo),
  down: (box, photo, step) => moveBox(box, 0, photo.height * step, photo),
  in: (box, photo, step) => scaleBox(box, 1 - 2 * step, photo),
  out: (box, photo, step) => scaleBox(box, 1 / (1 - 2 * step), photo),
}
const KEYS: Record<string, string> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  '-': 'in',
  '+': 'out',
  '=': 'out',
}

export type CropTool = {
  /** Shows a photo; without a box the largest of the chosen shape. */
  show: (photo: HTMLImageElement, kept?: { ratio: string; box: Box }) => void
  hide: () => void
  crop: () => { ratio: string; box: Box }
}

/** The crop box of a picture field: by pointer, keys or buttons. `changed` is called after each act of a person. */
export function cropTool(field: HTMLElement, changed: () => void): CropTool {
  const part = <E extends HTMLElement>(name: string) => field.querySelector<E>(`[data-picture-${name}]`)!
  const [tool, stage, frame, grip, size] = ['crop', 'stage', 'box', 'grip', 'size'].map((name) =>
    part(name),
  ) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLElement]
  const radios = [...tool.querySelectorAll<HTMLInputElement>('input[type=radio]')]
  let photo: Photo = { width: 1, height: 1 }
  let box: Box = { left: 0, top: 0, width: 1, height: 1 }
  const ratio = () => radios.find((radio) => radio.checked)?.value ?? 'free'
  const fresh = () => largestBox(photo, SHAPES[ratio()] ?? photo.width / photo.height)

  const place = (next: Box) => {
    box = next
    const percent = (value: number, whole: number) => `${(100 * value) / whole}%`
    frame.hidden = !SHAPES[ratio()]
    frame.style.left = percent(box.left, photo.width)
    frame.style.top = percent(box.top, photo.height)
    frame.style.width = percent(box.width, photo.width)
    frame.style.height = percent(box.height, photo.height)
    size.textContent = `画面 ${Math.round(box.width)}×${Math.round(box.height)} 像素`
  }
  const act = (name: string, step: number) => {
    place(ACTS[name]!(box, photo, step))
    changed()
  }

  frame.addEventListener('keydown', (event) => {
    const name = KEYS[event.key]
    if (!name || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act(name, event.shiftKey ? STEP * 4 : STEP)
  })
  for (const button of tool.querySelectorAll<HTMLElement>('[data-picture-move]'))
    button.addEventListener('click', () => act(button.dataset.pictureMove!, STEP * 2))
  for (const radio of radios)
    radio.addEventListener('change', () => {
      place(fresh())
      changed()
    })
  onDrag(
    frame,
    changed,
    (dx, dy, from, corner) => {
      const scale = photo.width / stage.clientWidth
      place(corner ? stretchBox(from, dx * scale, photo) : moveBox(from, dx * scale, dy * scale, photo))
    },
    () => box,
    grip,
  )

  return {
    show(image, kept) {
      photo = { width: image.naturalWidth, height: image.naturalHeight }
      for (const radio of radios) if (kept) radio.checked = radio.value === kept.ratio
      preview(part<HTMLCanvasElement>('canvas'), stage, image)
      tool.hidden = false
      place(kept?.box ?? fresh())
    },
    hide: () => {
      tool.hidden = true
    },
    crop: () => ({ ratio: ratio(), box }),
  }
}

function preview(canvas: HTMLCanvasElement, stage: HTMLElement, image: HTMLImageElement): void {
  const shape = image.naturalWidth / image.naturalHeight
  stage.style.maxWidth = `${Math.round(TALLEST_PX * shape)}px`
  canvas.width = Math.min(1040, image.naturalWidth)
  canvas.height = Math.max(1, Math.round(canvas.width / shape))
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
}

function onDrag(
  frame: HTMLElement,
  done: () => void,
  moved: (dx: number, dy: number, from: Box, corner: boolean) => void,
  current: () => Box,
  grip: HTMLElement,
): void {
  frame.addEventListener('pointerdown', (down) => {
    const [from, corner] = [current(), down.target === grip]
    frame.setPointerCapture(down.pointerId)
    const move = (event: PointerEvent) =>
      moved(event.clientX - down.clientX, event.clientY - down.clientY, from, corner)
    const end = () => {
      frame.removeEventListener('pointermove', move)
      done()
    }
    frame.addEventListener('pointermove', move)
    frame.addEventListener('lostpointercapture', end, { once: true })
  })
}
