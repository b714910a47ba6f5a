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
  crop: () => { ratio: string; box: Box }
}

type State = {
  stage: HTMLElement
  frame: HTMLElement
  size: HTMLElement
  radios: HTMLInputElement[]
  photo: Photo
  box: Box
  changed: () => void
}

/** The crop box of a picture field: by pointer, keys or buttons. `changed` is called after each act of a person. */
export function cropTool(field: HTMLElement, changed: () => void): CropTool {
  const part = <E extends HTMLElement>(name: string) => field.querySelector<E>(`[data-picture-${name}]`)!
  const tool = part('crop')
  const state: State = {
    stage: part('stage'),
    frame: part('box'),
    size: part('size'),
    radios: [...tool.querySelectorAll<HTMLInputElement>('input[type=radio]')],
    photo: { width: 1, height: 1 },
    box: { left: 0, top: 0, width: 1, height: 1 },
    changed,
  }
  listen(state, [...tool.querySelectorAll<HTMLElement>('[data-picture-move]')])
  listenToPointer(state, part('grip'))
  return {
    show(image, kept) {
      state.photo = { width: image.naturalWidth, height: image.naturalHeight }
      for (const radio of state.radios) if (kept) radio.checked = radio.value === kept.ratio
      preview(part<HTMLCanvasElement>('canvas'), state.stage, image)
      tool.hidden = false
      place(state, kept?.box ?? fresh(state))
    },
    crop: () => ({ ratio: ratioOf(state), box: state.box }),
  }
}

const ratioOf = ({ radios }: State): string => radios.find((radio) => radio.checked)?.value ?? 'free'

/** The box a newly chosen shape starts with; without a shape it is the whole photo. */
const fresh = (state: State): Box =>
  largestBox(state.photo, SHAPES[ratioOf(state)] ?? state.photo.width / state.photo.height)

function place(state: State, box: Box): void {
  const { frame, photo } = state
  const percent = (value: number, whole: number) => `${(100 * value) / whole}%`
  state.box = box
  frame.hidden = !SHAPES[ratioOf(state)]
  frame.style.left = percent(box.left, photo.width)
  frame.style.top = percent(box.top, photo.height)
  frame.style.width = percent(box.width, photo.width)
  frame.style.height = percent(box.height, photo.height)
  state.size.textContent = `画面 ${Math.round(box.width)}×${Math.round(box.height)} 像素`
}

function listen(state: State, buttons: HTMLElement[]): void {
  const act = (name: string, step: number) => {
    place(state, ACTS[name]!(state.box, state.photo, step))
    state.changed()
  }
  state.frame.addEventListener('keydown', (event) => {
    const name = KEYS[event.key]
    if (!name || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act(name, event.shiftKey ? STEP * 4 : STEP)
  })
  for (const button of buttons)
    button.addEventListener('click', () => act(button.dataset.pictureMove!, STEP * 2))
  for (const radio of state.radios)
    radio.addEventListener('change', () => {
      place(state, fresh(state))
      state.changed()
    })
}

/** Dragging moves the box, dragging its grip sizes it. */
function listenToPointer(state: State, grip: HTMLElement): void {
  const { frame } = state
  frame.addEventListener('pointerdown', (down) => {
    const [from, sizing, scale] = [
      state.box,
      down.target === grip,
      state.photo.width / state.stage.clientWidth,
    ]
    const move = (event: PointerEvent) => {
      const [dx, dy] = [(event.clientX - down.clientX) * scale, (event.clientY - down.clientY) * scale]
      place(state, sizing ? stretchBox(from, dx, state.photo) : moveBox(from, dx, dy, state.photo))
    }
    const end = () => {
      frame.removeEventListener('pointermove', move)
      state.changed()
    }
    frame.setPointerCapture(down.pointerId)
    frame.addEventListener('pointermove', move)
    frame.addEventListener('lostpointercapture', end, { once: true })
  })
}

function preview(canvas: HTMLCanvasElement, stage: HTMLElement, image: HTMLImageElement): void {
  const shape = image.naturalWidth / image.naturalHeight
  stage.style.maxWidth = `${Math.round(TALLEST_PX * shape)}px`
  canvas.width = Math.min(1040, image.naturalWidth)
  canvas.height = Math.max(1, Math.round(canvas.width / shape))
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
}
