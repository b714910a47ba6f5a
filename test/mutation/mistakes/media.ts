import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/media/${file}.ts`

/** What is taken of a photo, and what of it is kept. */
export const MEDIA: Mistake[] = [
  {
    file: at('png'),
    was: "else if (name === 'eXIf' && sound && !found.drawn)",
    is: "else if (name === 'eXIf' && !sound && !found.drawn)",
    breaks: 'a PNG that its eXIf turns stays turned',
  },
  {
    file: at('png'),
    was: 'needed ? !sound ||',
    is: 'needed ?',
    breaks: 'a PNG whose pixels have a wrong check sum is refused',
  },
  {
    file: at('jpeg'),
    was: "if (at === end) return 'broken'",
    is: '',
    breaks: 'a JPEG without its end mark is taken once pixels have come, and not before',
  },
]
