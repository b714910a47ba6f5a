declare module 'saxen' {
  type Decode = (text: string) => string
  type Attributes = () => Record<string, string>
  export class Parser {
    on(event: 'openTag', does: (name: string, attributes: Attributes, decode: Decode) => void): this
    on(event: 'closeTag', does: (name: string, decode: Decode) => void): this
    on(event: 'text', does: (text: string, decode: Decode) => void): this
    on(event: 'cdata', does: (text: string) => void): this
    on(event: 'error', does: (error: Error) => void): this
    parse(xml: string): this
  }
}
