import type { Settings } from '../../env.ts'
import { hmac, sameSecret } from '../../kernel/secrets.ts'

const signed = ({ sessionSecret }: Settings, mark: string): Promise<string> =>
  hmac(sessionSecret, `mail-stop:1:${mark}`)

/** What a letter's link to say stop holds: the mark of its address, and our word that we sent it there. */
export const stopToken = async (settings: Settings, mark: string): Promise<string> =>
  `${mark}.${await signed(settings, mark)}`

/** The mark a link speaks of; null when we did not make it. */
export async function markIn(settings: Settings, token: string): Promise<string | null> {
  const [mark = '', signature = ''] = token.split('.')
  return mark && sameSecret(await signed(settings, mark), signature) ? mark : null
}
