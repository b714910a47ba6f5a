import type { Texts } from '../i18n/texts.ts'
import { assets } from '../ui/assets.generated.ts'

/** Filled in and shown by the browser's script; nothing pasted here is sent. */
export const PasteBox = ({ texts }: { texts: Texts['checkout'] }) => (
  <div
    class="paste-box"
    data-address-paste
    data-divisions={assets.divisions}
    data-filled-text={texts.pasteFilled}
    data-fill-text={texts.pasteFill}
    hidden
  >
    <p class="paste-head">
      <label for="paste">{texts.paste}</label>
      <span class="fine">{texts.pasteNote}</span>
    </p>
    {/* Without a name the browser never sends it. */}
    <textarea id="paste" rows={2} placeholder={texts.pasteLabel} autocomplete="off" />
  </div>
)
