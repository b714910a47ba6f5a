import { parseSync } from 'rolldown/utils'
import { HOLE } from './chinese-marks.ts'

interface Node {
  type: string
  start: number
  end: number
  value?: unknown
  quasis?: { value: { raw: string } }[]
  children?: Node[]
}

/** Every string, template and run of JSX text in a file; an expression within one is a single character. */
export function textsOf(file: string, source: string): string[] {
  const texts: string[] = []
  const visit = (node: Node): void => {
    if (node.type === 'ImportDeclaration') return
    if (node.type === 'Literal' && typeof node.value === 'string') texts.push(node.value)
    if (node.quasis) texts.push(node.quasis.map(({ value }) => value.raw).join(HOLE))
    if (node.type === 'JSXElement' || node.type === 'JSXFragment')
      texts.push(
        node.children!.map((child) => (child.type === 'JSXText' ? String(child.value) : HOLE)).join(''),
      )
    for (const part of Object.values(node).flat())
      if (part && typeof part === 'object' && 'type' in part && part.type !== 'JSXText') visit(part as Node)
  }
  visit(parseSync(file, source).program as unknown as Node)
  return texts
}
