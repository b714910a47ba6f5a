import { troubleOf } from '../backups/trouble.ts'

/** What main.ts runs with the rest of the command line. */
export type Command = (options: string[]) => Promise<void>

/** Runs a command; what goes wrong is said in one sentence, and the process ends with 1. */
export async function saying(what: string, at: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const { name, code, message } = error as Error & { code?: string }
    // Of the command line, of the settings: they say themselves what is wrong.
    const plain = code?.startsWith('ERR_PARSE_ARGS') || name === 'LostSecrets' || name === 'WrongSetting'
    console.error(`${what}: ${plain ? message.replace(/\.$/, '') : troubleOf(error, at).message}.`)
    process.exitCode = 1
  }
}

export const moment = (at: number): string => new Date(at).toISOString()
export const megabytes = (bytes: number): string => `${Math.ceil(bytes / 100_000) / 10} MB`
