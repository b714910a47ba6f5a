/**
 * What stands open on a PC and is folded on a phone, without a script: a box to tick right before or inside what it
 * opens (`:has(#id:checked)` in the styles).
 */
export const Unfold = ({ id, label, open = false }: { id: string; label: string; open?: boolean }) => (
  <span class="admin-unfold">
    <input id={id} type="checkbox" checked={open} autocomplete="off" />
    <label for={id}>{label}</label>
  </span>
)
