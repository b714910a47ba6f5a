import { createRequire, registerHooks } from 'node:module'
import { openApi } from '../../src/api/openapi.ts'

// The generator writes types with TypeScript's own printer, which TypeScript 7 no longer brings for JavaScript: it is
// handed the one that ts-morph keeps. Nothing else sees it.
const printer = createRequire(import.meta.url).resolve('@ts-morph/common')
const source = `import { createRequire } from 'node:module'
export default createRequire(${JSON.stringify(printer)})(${JSON.stringify(printer)}).ts`
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'typescript' && context.parentURL?.includes('/openapi-typescript/')
      ? { url: `data:text/javascript,${encodeURIComponent(source)}`, shortCircuit: true }
      : next(specifier, context),
})

/** The types of a client, generated from the description as an integrator would. */
export async function clientTypes(): Promise<string> {
  const { default: openapiTS, astToString } = await import('openapi-typescript')
  const description = JSON.stringify(openApi('http://shop.test', 'en'))
  const nodes = await openapiTS(description, { alphabetize: false })
  return `// Generated from the description of the API; npm run api:types writes it anew.\n${astToString(nodes)}`
}
