import type { Texts } from '../i18n/texts.ts'

type Props = {
  /** What the phone is told of. */
  about: 'orders' | 'gardens'
  stopped: boolean
  action: string
  t: Texts
}

/** Whether a phone gets short messages, told by the fold itself, and the switch in it. */
export const MessagesFold = ({ about, stopped, action, t }: Props) => {
  const words = t.orders.messages
  return (
    <details class="order-cancel" id="messages">
      <summary class="button button-secondary">{stopped ? words.isOff : words.isOn}</summary>
      <form method="post" action={action}>
        <p>{stopped ? words.off : words.about[about]}</p>
        <button class="button button-secondary" type="submit" name="messages" value={stopped ? 'on' : 'off'}>
          {stopped ? words.turnOn : words.turnOff}
        </button>
      </form>
    </details>
  )
}
