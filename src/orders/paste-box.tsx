import type { Texts } from '../i18n/texts.ts'
import { assets } from '../ui/assets.generated.ts'

/** For browsers with scripts alone, from the first paint on, so that nothing jumps; nothing pasted here is sent. */
export const PasteBox = ({ texts }: { texts: Texts['checkout'] }) => (
  <div
    class="paste-box"
    data-address-paste
    data-divisions={assets.divisions}
    data-filled-text={texts.pasteFilled}
    data-unsure-text={texts.pasteUnsure}
    data-nothing-text={texts.pasteNothing}
  >
    <p class="paste-head">
      <label for="paste">{texts.paste}</label>
      <span class="fine">{texts.pasteNote}</span>
    </p>
    {/* Without a name the browser never sends it. */}
    <textarea id="paste" rows={2} placeholder={texts.pasteLabel} autocomplete="off" />
    <p class="paste-status" role="status" />
  </div>
)
