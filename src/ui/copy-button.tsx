type Props = { text: string; words: { copy: string; copied: string }; class?: string }

/**
 * Puts a number or a link on the clipboard and says so. It stands right behind the element that shows the text: the
 * script unhides it, without scripts that text is selected by hand.
 */
export const CopyButton = ({ text, words, class: kind = 'link-button' }: Props) => (
  <button class={kind} type="button" data-copy={text} data-copied={words.copied} aria-live="polite" hidden>
    {words.copy}
  </button>
)
