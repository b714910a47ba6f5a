import type { D1Database } from '@cloudflare/workers-types'

/** What the shop relies on of its database: the same answers on Cloudflare's runtime and on one machine. */

export type Probe = [guarantee: string, probe: (db: D1Database) => Promise<unknown>, outcome: unknown]
const all =
  (sql: string, ...values: unknown[]) =>
  (db: D1Database) =>
    db
      .prepare(sql)
      .bind(...values)
      .all()
      .then(({ results }) => results)
const meta =
  (sql: string, ...values: unknown[]) =>
  (db: D1Database) =>
    db
      .prepare(sql)
      .bind(...values)
      .run()
      .then(({ success, meta: { changes } }) => ({ success, changes }))
const one = async (db: D1Database, sql: string) => (await db.prepare(sql).all<{ n: unknown }>()).results[0]?.n
/** What is left after a batch that failed. */
const after = (texts: string[], sql: string) => async (db: D1Database) => {
  const failed = await db.batch(texts.map((text) => db.prepare(text))).then(
    () => null,
    ({ message }: Error) => message,
  )
  return [failed, await one(db, sql)]
}
/** The same where the two name the failure differently: whether it failed. */
const failedAfter = (texts: string[], sql: string) => async (db: D1Database) => {
  const [failed, left] = await after(texts, sql)(db)
  return [failed !== null, left]
}
const refused = (db: D1Database, sql: string) =>
  db
    .prepare(sql)
    .all()
    .then(
      () => 'taken',
      () => 'refused',
    )
const long = (letters: number) => 'x'.repeat(letters)
const marks = (count: number) => Array(count).fill('?').join(', ')

export const PROBES: Probe[] = [
  ['a row is a plain object', all("SELECT 1 a, 'b' b, NULL c, 1.5 d"), [{ a: 1, b: 'b', c: null, d: 1.5 }]],
  ['of two columns of one name the last one counts', all('SELECT 1 a, 2 a'), [{ a: 2 }]],
  [
    'of several statements in one text none takes a value meant for the first',
    async (db: D1Database) => {
      const two = db.prepare("INSERT INTO log (said) VALUES (?); SELECT 'b' b").bind('a')
      const told = await two.run().then(
        () => 'taken',
        () => 'refused',
      )
      return [told, await one(db, 'SELECT count(*) n FROM log')]
    },
    ['refused', 0],
  ],
  ['no row is an empty list', all('SELECT 1 WHERE 0'), []],
  ['a number is bound as a real one: 7 by 2 is 3.5', all('SELECT 7 / ? n', 2), [{ n: 3.5 }]],
  ['a cast makes it whole again', all('SELECT 7 / CAST(? AS INTEGER) n', 2), [{ n: 3 }]],
  ['true and false are 1 and 0', all('SELECT ? a, ? b', true, false), [{ a: 1, b: 0 }]],
  ['nothing stays nothing', all('SELECT ? IS NULL n', null), [{ n: 1 }]],
  ['what is no number is nothing', all('SELECT ? IS NULL n', Number.NaN), [{ n: 1 }]],
  ['what has no end is nothing', all('SELECT ? IS NULL n', Number.POSITIVE_INFINITY), [{ n: 1 }]],
  [
    'Chinese and signs beyond the first plane come back as they went',
    all('SELECT ? n', '刺梨𠮷🍵'),
    [{ n: '刺梨𠮷🍵' }],
  ],
  [
    'bytes come back as a list of numbers',
    all('SELECT ? n', new Uint8Array([1, 2, 255])),
    [{ n: [1, 2, 255] }],
  ],
  ['a buffer is bytes', all('SELECT hex(?) n', new Uint8Array([1, 171]).buffer), [{ n: '01AB' }]],
  [
    'undefined is refused',
    async (db) => db.prepare('SELECT ? n').bind(undefined),
    "D1_TYPE_ERROR: Type 'undefined' not supported for value 'undefined'",
  ],
  [
    'a bigint is refused',
    async (db) => db.prepare('SELECT ? n').bind(1n),
    "D1_TYPE_ERROR: Type 'bigint' not supported for value '1'",
  ],
  [
    'an object is refused',
    async (db) => db.prepare('SELECT ? n').bind({}),
    "D1_TYPE_ERROR: Type 'object' not supported for value '[object Object]'",
  ],
  [
    'a date is refused',
    async (db) => db.prepare('SELECT ? n').bind(new Date(0)),
    "D1_TYPE_ERROR: Type 'object' not supported for value 'Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)'",
  ],
  [
    'too few values are refused',
    all('SELECT ? a, ? b', 1),
    'D1_ERROR: Wrong number of parameter bindings for SQL query.',
  ],
  [
    'too many values are refused',
    all('SELECT ? a', 1, 2),
    'D1_ERROR: Wrong number of parameter bindings for SQL query.',
  ],
  [
    'a question mark in a text, a name or a comment wants no value',
    all('SELECT \'?\' a, "id" b /* ? */ FROM goods WHERE id = ? -- ?', 'tea'),
    [{ a: '?', b: 'tea' }],
  ],
  ['numbered values may stand twice', all('SELECT ?1 a, ?2 b, ?1 c', 'x', 'y'), [{ a: 'x', b: 'y', c: 'x' }]],
  [
    'a hundred values are taken',
    async (db) => ((await all(`SELECT ${marks(100)}`, ...Array(100).fill(1))(db)) as unknown[]).length,
    1,
  ],
  [
    'a hundred and one are refused',
    all(`SELECT max(${marks(101)}) n`, ...Array(101).fill(1)),
    'D1_ERROR: too many SQL variables: SQLITE_ERROR',
  ],
  ['a pattern of 50 bytes is taken', all(`SELECT 'x' LIKE '${long(50)}' n`), [{ n: 0 }]],
  [
    'a pattern of 51 bytes is refused',
    all(`SELECT 'x' LIKE '${long(51)}' n`),
    'D1_ERROR: LIKE or GLOB pattern too complex: SQLITE_ERROR',
  ],
  [
    'a text of statements longer than 100 KB is refused',
    (db) => refused(db, `SELECT '${long(100_001)}' n`),
    'refused',
  ],
  [
    'an expression nested too deep is refused',
    all(`SELECT ${Array(101).fill('1').join('+')} n`),
    'D1_ERROR: Expression tree is too large (maximum depth 100): SQLITE_ERROR',
  ],
  [
    'a hundred columns are taken',
    async (db) =>
      Object.keys(
        (
          (await all(`SELECT ${Array.from({ length: 100 }, (_, at) => `1 c${at}`).join(', ')}`)(
            db,
          )) as object[]
        )[0]!,
      ).length,
    100,
  ],
  [
    'a hundred and one columns are refused',
    all(`SELECT ${Array.from({ length: 101 }, (_, at) => `1 c${at}`).join(', ')}`),
    'D1_ERROR: too many columns in result set: SQLITE_ERROR',
  ],
  [
    'first gives the row',
    (db) => db.prepare('SELECT id, name FROM goods ORDER BY id').first(),
    { id: 'honey', name: '夜郎蜂蜜' },
  ],
  [
    'first gives one column of it',
    (db) => db.prepare('SELECT id, name FROM goods ORDER BY id').first('name'),
    '夜郎蜂蜜',
  ],
  ['first of none is nothing', (db) => db.prepare('SELECT 1 a WHERE 0').first(), null],
  [
    'first of a column that is not there fails',
    (db) => db.prepare('SELECT 1 a').first('b'),
    'D1_COLUMN_NOTFOUND: Column not found (b)',
  ],
  ['raw gives lists', (db) => db.prepare('SELECT 1 a, 2 a').raw(), [[1, 2]]],
  [
    'raw gives the names as well',
    (db) => db.prepare('SELECT 1 a, 2 b').raw({ columnNames: true }),
    [
      ['a', 'b'],
      [1, 2],
    ],
  ],
  [
    'a statement may be asked again',
    async (db) => {
      const asked = db.prepare('SELECT ? n').bind(4)
      return [await asked.first('n'), await asked.first('n')]
    },
    [4, 4],
  ],
  [
    'two statements in one text are both done',
    async (db) => {
      await db
        .prepare(
          "UPDATE goods SET left_over = 1; UPDATE goods SET left_over = left_over + 1 WHERE id = 'tea'",
        )
        .run()
      return one(db, "SELECT left_over n FROM goods WHERE id = 'tea'")
    },
    2,
  ],
  [
    'exec runs each line',
    async (db) => {
      const { count } = await db.exec('UPDATE goods SET left_over = 5\nUPDATE goods SET left_over = 6')
      return [count, await one(db, 'SELECT max(left_over) n FROM goods')]
    },
    [2, 6],
  ],
  [
    'a write tells how much it changed, what triggers change included',
    meta('UPDATE goods SET left_over = 7'),
    { success: true, changes: 4 },
  ],
  [
    'a write that finds nothing changed nothing',
    meta("UPDATE goods SET left_over = 7 WHERE id = 'no'"),
    { success: true, changes: 0 },
  ],
  [
    'RETURNING gives rows',
    all("UPDATE goods SET left_over = left_over - 1 WHERE id = 'tea' RETURNING id, left_over"),
    [{ id: 'tea', left_over: 9 }],
  ],
  [
    'a unique value that is taken is named',
    all("INSERT INTO goods VALUES ('new', '朵贝茶', 1)"),
    'D1_ERROR: UNIQUE constraint failed: goods.name: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)',
  ],
  [
    'a key that is taken is named',
    all("INSERT INTO goods VALUES ('tea', 'x', 1)"),
    'D1_ERROR: UNIQUE constraint failed: goods.id: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_PRIMARYKEY)',
  ],
  [
    'a check that fails is named',
    all("UPDATE goods SET left_over = -1 WHERE id = 'tea'"),
    'D1_ERROR: CHECK constraint failed: left_over >= 0: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_CHECK)',
  ],
  [
    'a missing value is named',
    all("INSERT INTO goods (id, left_over) VALUES ('new', 1)"),
    'D1_ERROR: NOT NULL constraint failed: goods.name: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_NOTNULL)',
  ],
  [
    'a reference to nothing fails',
    all("INSERT INTO lines (goods_id) VALUES ('no')"),
    'D1_ERROR: FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_FOREIGNKEY)',
  ],
  [
    'a value of another type fails',
    all("INSERT INTO goods VALUES ('new', 'x', 'many')"),
    'D1_ERROR: cannot store TEXT value in INTEGER column goods.left_over: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_DATATYPE)',
  ],
  [
    'what a trigger refuses is told in its words',
    all('INSERT INTO lines (goods_id, note) VALUES (?, ?)', 'tea', long(101)),
    'D1_ERROR: note_too_long: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)',
  ],
  [
    'a table that is not there is told',
    all('SELECT * FROM nowhere'),
    'D1_ERROR: no such table: nowhere: SQLITE_ERROR',
  ],
  ['a misspelt statement is told', all('SELEC 1'), 'D1_ERROR: near "SELEC": syntax error: SQLITE_ERROR'],
  [
    'a number too large for JavaScript is not told wrongly',
    async (db) => typeof (await one(db, 'SELECT 9007199254740991 n')),
    'number',
  ],
  [
    'a batch answers in its order',
    async (db) =>
      (await db.batch([db.prepare('SELECT 1 n'), db.prepare('SELECT ? n').bind(2)])).map(
        ({ results }) => results,
      ),
    [[{ n: 1 }], [{ n: 2 }]],
  ],
  [
    'a batch that fails changed nothing',
    after(
      ['UPDATE goods SET left_over = 0', "INSERT INTO goods VALUES ('tea', 'x', 1)"],
      'SELECT max(left_over) n FROM goods',
    ),
    [
      'D1_ERROR: UNIQUE constraint failed: goods.id: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_PRIMARYKEY)',
      10,
    ],
  ],
  [
    'a batch goes on over an update that finds nothing',
    after(
      ["UPDATE goods SET left_over = 0 WHERE id = 'no'", 'UPDATE goods SET left_over = 1'],
      'SELECT max(left_over) n FROM goods',
    ),
    [null, 1],
  ],
  [
    'changes() is of the statement before in a batch',
    async (db) =>
      (
        await db.batch([
          db.prepare("UPDATE goods SET left_over = 1 WHERE id = 'tea'"),
          db.prepare('SELECT changes() n'),
        ])
      )[1]!.results,
    [{ n: 1 }],
  ],
  [
    'references may be checked at the end of a batch',
    after(
      [
        'PRAGMA defer_foreign_keys = on',
        "INSERT INTO lines (goods_id) VALUES ('new')",
        "INSERT INTO goods VALUES ('new', 'x', 1)",
      ],
      'SELECT count(*) n FROM lines',
    ),
    [null, 1],
  ],
  [
    'and fail there',
    failedAfter(
      ['PRAGMA defer_foreign_keys = on', "INSERT INTO lines (goods_id) VALUES ('new')"],
      'SELECT count(*) n FROM lines',
    ),
    [true, 0],
  ],
  [
    'what an object refers to cannot be deleted',
    after(
      ["INSERT INTO lines (goods_id) VALUES ('tea')", "DELETE FROM goods WHERE id = 'tea'"],
      'SELECT count(*) n FROM lines',
    ),
    [
      'D1_ERROR: FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_FOREIGNKEY)',
      0,
    ],
  ],
  [
    'an empty batch is refused',
    async (db) => (await db.batch([])).length,
    'D1_ERROR: No SQL statements detected.',
  ],
  ['a transaction by hand is refused', (db) => refused(db, 'BEGIN'), 'refused'],
  ['a savepoint is refused', (db) => refused(db, 'SAVEPOINT a'), 'refused'],
  ['another file is refused', (db) => refused(db, "ATTACH ':memory:' AS other"), 'refused'],
  ['a table of this connection alone is refused', (db) => refused(db, 'CREATE TEMP TABLE t (a)'), 'refused'],
  [
    'how the file is written cannot be changed',
    (db) => refused(db, 'PRAGMA journal_mode = DELETE'),
    'refused',
  ],
  [
    'tables can be looked at',
    async (db) => (await db.prepare("SELECT name FROM pragma_table_info('goods')").all()).results,
    [{ name: 'id' }, { name: 'name' }, { name: 'left_over' }],
  ],
  [
    'words are found in Chinese, one letter a word',
    async (db) => {
      await db.prepare("CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'unicode61')").run()
      await db.prepare("INSERT INTO words VALUES ('朵 贝 绿 茶')").run()
      return one(db, `SELECT count(*) n FROM words WHERE words MATCH '"绿 茶"'`)
    },
    1,
  ],
  [
    'JSON goes in as rows',
    all("SELECT value ->> 'a' a FROM json_each(?)", '[{"a":1},{"a":2}]'),
    [{ a: 1 }, { a: 2 }],
  ],
  [
    'a window and a recursion are known',
    all(
      'WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < 3) SELECT n, sum(n) OVER (ORDER BY n) s FROM up',
    ),
    [
      { n: 1, s: 1 },
      { n: 2, s: 3 },
      { n: 3, s: 6 },
    ],
  ],
  [
    'an upsert changes what is there',
    async (db) => {
      await db
        .prepare(
          "INSERT INTO goods VALUES ('tea', '朵贝茶', 1) ON CONFLICT (id) DO UPDATE SET left_over = excluded.left_over + left_over",
        )
        .run()
      return one(db, "SELECT left_over n FROM goods WHERE id = 'tea'")
    },
    11,
  ],
  ['a word in double quotes that names nothing is a text', all('SELECT "nothing" n'), [{ n: 'nothing' }]],
  [
    'a session reads what was written',
    async (db) => {
      await db.prepare('UPDATE goods SET left_over = 2').run()
      return db.withSession().prepare('SELECT max(left_over) n FROM goods').first('n')
    },
    2,
  ],
  [
    'an error holds what SQLite said as its cause',
    async (db) =>
      db
        .prepare('SELECT * FROM nowhere')
        .all()
        .catch((error: Error) => (error.cause as Error).message),
    'no such table: nowhere: SQLITE_ERROR',
  ],
]
