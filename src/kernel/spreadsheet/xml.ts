import { Parser } from 'saxen'

export type XmlEvents = {
  open?: (name: string, attribute: (name: string) => string) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Walks through an XML text; names come without their prefix. Attributes are looked up without it as well. Entities a
 * document defines itself are not expanded. Throws when the text is not well formed.
 */
export function walkXml(bytes: Uint8Array, { open, close, text }: XmlEvents): void {
  const parser = new Parser()
  parser.on('openTag', (name, attributes, decode) =>
    open?.(local(name), (wanted) => {
      const found = Object.entries(attributes()).find(([key]) => local(key) === wanted)
      return found ? decode(found[1]) : ''
    }),
  )
  parser.on('closeTag', (name) => close?.(local(name)))
  parser.on('text', (found, decode) => text?.(decode(found)))
  parser.on('cdata', (found) => text?.(found))
  parser.on('error', (error) => {
    throw error
  })
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe
  parser.parse(new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(bytes))
}
