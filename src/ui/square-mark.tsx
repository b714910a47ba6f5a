import { html } from './html.ts'

type Props = { colour: string; class?: string; width?: number; height?: number }

const FRAME = html`<path stroke-width="3.4" d="M3 3h42v42H3z"/>`
const BRUSH = [
  'M15 14.500H33',
  'M11 22.500H37',
  'M20 22.500Q19.500 32 11.500 36',
  'M28 22.500V31Q28 35 32 35H37V31.500',
].join('')

/** The square mark 园 in one colour, at the size its class or its width gives; words beside it name the shop. */
export const SquareMark = ({ colour, class: kind, width, height }: Props) =>
  html`
    <svg viewBox="0 0 48 48" fill="none" stroke="${colour}" aria-hidden="true" focusable="false"
      ${kind ? html` class="${kind}"` : null}${width ? html` width="${width}" height="${height}"` : null}>
      ${FRAME}
      <path stroke-width="3.2" d="${BRUSH}"/>
    </svg>`
