import { assets } from './assets.generated.ts'
import { html } from './html.ts'

const ALIASES: Record<string, string> = { snow: 'snowflake' }

/** A decorative icon from the sprite; words beside it carry the meaning. */
export const Icon = ({ name }: { name: string }) =>
  html`
    <svg class="icon" width="24" height="24" aria-hidden="true" focusable="false">
      <use href="${assets.icons}#${ALIASES[name] ?? name}"/>
    </svg>`
