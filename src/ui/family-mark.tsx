import { raw } from 'hono/html'
import { type Family, familyMark, isMarked } from '../art/family-marks.ts'

const COLOURS: Record<Family, string> = {
  tea: '#1F5B42',
  chive: '#A8873A',
  cili: '#B9761A',
  honey: '#B9701A',
  noodle: '#9A3A22',
  gift: '#32474F',
}

/** A family's sign beside its name; nothing for a family that staff added, which has none. */
export const FamilyMark = ({ family }: { family: string }) =>
  isMarked(family) ? (
    <svg class="family-mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {raw(familyMark(family, 0, 0, 24, COLOURS[family]))}
    </svg>
  ) : null
