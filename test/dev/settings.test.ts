import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { furtherSettings } from '../../src/dev/settings.ts'

test('a laptop’s shop is told every setting of .dev.vars: what wrangler leaves out is handed on', () => {
  const own = 'SESSION_SECRET=one\nSMS_PROVIDER=aliyun\nKEY="two\nlines: three"\n'
  expect(furtherSettings(own)).toMatchObject({ SMS_PROVIDER: 'aliyun', KEY: 'two\nlines: three' })
  expect(furtherSettings(own)).not.toHaveProperty('SESSION_SECRET')
  expect(furtherSettings(own)).toHaveProperty('BANK_ACCOUNT_NO')
  expect(furtherSettings('BANK_ACCOUNT_NO=1').BANK_NAME).toBeUndefined()
})

test('what is not handed on is what wrangler.toml names', () => {
  const toml = readFileSync('wrangler.toml', 'utf8')
  const secrets = /required = \[(.*)\]/.exec(toml)![1]!.match(/\w+/g)!
  const vars = [...toml.slice(toml.indexOf('[vars]')).matchAll(/^(\w+) =/gm)].map(([, name]) => name!)
  const all = [...secrets, ...vars].map((name) => `${name}=x`).join('\n')
  expect(Object.keys(furtherSettings(`${all}\nBANK_ACCOUNT_NO=1`))).toEqual(['BANK_ACCOUNT_NO'])
})
