import type { NoticeChannel } from '../channel.ts'

/** Nobody can be reached by it yet. */
export const emailChannel: NoticeChannel = {
  name: 'email',
  carrier: () => null,
  addressFor: async () => null,
  unreached: 'no_email',
  textOf: () => null,
  send: async () => ({ outcome: 'refused', code: 'not_set_up', again: false, stop: false }),
}
