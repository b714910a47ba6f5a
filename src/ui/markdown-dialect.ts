import { getDefaults, Lexer, type Token, Tokenizer } from 'marked'

/** Quotes, lists and emphasis within each other: nobody writes more, and each level is a call within a call. */
const MOST_LEVELS = 20

// Chinese sets no blanks around a word and takes its marks inside the bold: `**注意：**请` is bold although a mark
// stands before its end and a letter after it, which the standard takes for no end.
const STRONG = /^\*\*(?![\s*])((?:[^*]|\*(?!\*))*[^\s*])\*\*(?!\*)/
const EM = /^\*(?![\s*])([^*]*[^\s*])\*(?!\*)/
/** `5*6*7`, `2斤*3袋`: times, not emphasis. */
const TIMES = /^[\p{L}\p{N}]\*\d|^[a-z0-9]\*[a-z0-9]/iu

/** What a clerk types comes out as typed unless it is meant as markup. */
class Dialect extends Tokenizer {
  private level = 0
  private deeper<Result>(reading: () => Result): Result {
    if (this.level >= MOST_LEVELS) throw new RangeError('Markdown too deep')
    this.level += 1
    try {
      return reading()
    } finally {
      this.level -= 1
    }
  }
  /** Lines are indented for their looks. */
  override code() {
    return undefined
  }
  /** `好吃~~~` on a line of its own is no program. */
  override fences(src: string) {
    return src.startsWith('~') ? undefined : super.fences(src)
  }
  /** `8~10月` and `1200~1400米` are ranges. */
  override del(src: string, maskedSrc: string, prevChar?: string) {
    return src.startsWith('~~') ? this.deeper(() => super.del(src, maskedSrc, prevChar)) : undefined
  }
  override blockquote(src: string) {
    return this.deeper(() => super.blockquote(src))
  }
  override list(src: string) {
    return this.deeper(() => super.list(src))
  }
  override link(src: string) {
    return this.deeper(() => super.link(src))
  }
  override emStrong(src: string, maskedSrc: string, prevChar = '') {
    if (TIMES.test(prevChar + src)) return undefined
    return this.deeper(() => this.han(src, maskedSrc) ?? super.emStrong(src, maskedSrc, prevChar))
  }
  private han(src: string, maskedSrc: string) {
    const masked = maskedSrc.slice(-src.length)
    const type = STRONG.test(masked) ? 'strong' : 'em'
    const length = (type === 'strong' ? STRONG : EM).exec(masked)?.[0].length
    if (length === undefined) return undefined
    const marks = type === 'strong' ? 2 : 1
    const [raw, text] = [src.slice(0, length), src.slice(marks, length - marks)]
    return { type, raw, text, tokens: this.lexer.inlineTokens(text) } as const
  }
}

/** Markdown in tokens, as Chinese prose is meant. Throws `RangeError` for what is too deep in itself. */
export const readTokens = (text: string): Token[] =>
  new Lexer({ ...getDefaults(), breaks: true, tokenizer: new Dialect() }).lex(text)
