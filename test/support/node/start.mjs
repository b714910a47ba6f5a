// The built shop on one machine with the sample world, in a folder of its own that goes with it.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { port: { type: 'string' }, folder: { type: 'string' } } })
rmSync(values.folder, { recursive: true, force: true })
const server = spawn(process.execPath, ['dist/node/shop.mjs', '--port', values.port], {
  stdio: 'inherit',
  env: {
    ...process.env,
    DATA_DIR: values.folder,
    APP_ENV: 'development',
    BANK_ACCOUNT_NAME: '示例收款户名（请勿转账）',
    BANK_ACCOUNT_NO: '0000000000000000',
    BANK_NAME: '示例银行',
  },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => {
  rmSync(values.folder, { recursive: true, force: true })
  process.exit(code ?? 0)
})
