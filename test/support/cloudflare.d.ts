// The two modules the test runtime provides, as far as we use them.
declare module 'cloudflare:test' {
  import type { ExecutionContext } from '@cloudflare/workers-types'
  export type Migration = { name: string; queries: string[] }
  export function applyD1Migrations(db: unknown, migrations: Migration[]): Promise<void>
  export function reset(): Promise<void>
  export function createExecutionContext(): ExecutionContext
  export function waitOnExecutionContext(context: ExecutionContext): Promise<void>
}
declare module 'cloudflare:workers' {
  export const env: unknown
}
