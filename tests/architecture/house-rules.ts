import { basename } from 'node:path';
import ts from 'typescript';
import { type Edge, edgesOf, moduleOf, namesUsed, type Sources, walk } from './read-modules';

/**
 * The import table of the house, one row for each kind of file; the first row that fits a file is its own. `may` and
 * `types` are what it may import, the latter for types alone; packages stand as `npm:name`.
 */
const table: { name: string; of: RegExp; may: RegExp[]; types?: RegExp[] }[] = [
  {
    name: 'a browser file imports command schemas, pure answers and questions, _ui and other browser files',
    of: /^app\/.*\.client\.tsx?$/,
    may: [
      /^domain\/(\w+\/command|answer\/.+|question\/.+|document\/(language-names|direction-of))$/,
      /^app\/_ui\//,
      /^app\/.*\.client$/,
      /\.css$/,
      /^npm:(?!node:|drizzle|postgres)/,
    ],
    types: [/^api\/router$/],
  },
  {
    name: 'a page imports queries, the domain, auth and _ui',
    of: /^app\//,
    may: [
      /^queries\//,
      /^domain\//,
      /^auth\//,
      /^app\//,
      /^db\/(client|moment)$/,
      /\.css$/,
      /^npm:(?!node:|drizzle|postgres|@trpc)/,
    ],
    types: [/^projections\//],
  },
  {
    name: 'the domain imports itself, zod, and edtf behind one module',
    of: /^domain\/answer\/edtf\.ts$/,
    may: [/^domain\//, /^npm:(zod|edtf)$/],
  },
  {
    name: 'the domain imports itself, zod, and edtf behind one module',
    of: /^domain\//,
    may: [/^domain\//, /^npm:zod$/],
  },
  {
    name: 'the ledger imports db and itself, and no event’s meaning',
    of: /^ledger\//,
    may: [/^ledger\//, /^db\//, /^keep-at$/, /^npm:(node:crypto|canonicalize|postgres)$/],
  },
  {
    name: 'projections import the domain, ledger reads and db',
    of: /^projections\//,
    may: [/^projections\//, /^domain\//, /^ledger\/read$/, /^db\//, /^keep-at$/, /^npm:drizzle-orm$/],
    types: [/^npm:postgres$/],
  },
  {
    name: 'queries import projection tables, ledger reads and the domain, and say in zod what they can be asked',
    of: /^queries\//,
    may: [
      /^queries\//,
      /^projections\/[\w-]+\.table$/,
      /^ledger\/read$/,
      /^domain\//,
      /^db\//,
      /^npm:(drizzle-orm|zod)$/,
    ],
    types: [/^projections\//, /^ledger\/envelope$/],
  },
  {
    name: 'handle-command imports the domain, ledger, auth and db',
    of: /^handle-command\.ts$/,
    may: [/^domain\//, /^ledger\/(append|read|envelope)$/, /^auth\//, /^db\//, /^in-turn$/],
  },
  {
    name: 'the api imports handle-command, queries, command schemas and auth',
    of: /^api\//,
    may: [
      /^api\//,
      /^handle-command$/,
      /^queries\//,
      /^auth\//,
      /^domain\/(\w+\/command|identifier|refusal)$/,
      /^npm:(@trpc\/server|zod|node:events)$/,
    ],
    types: [/^domain\//, /^db\/client$/, /^ledger\//, /^start-up$/],
  },
  {
    name: 'auth imports the domain and queries',
    of: /^auth\//,
    may: [/^auth\//, /^domain\//, /^queries\//],
    types: [/^db\/client$/],
  },
  {
    name: 'exchange and cli import queries, ledger reads, handle-command and the domain',
    of: /^(exchange|cli)\//,
    may: [
      /^(exchange|cli)\//,
      /^queries\//,
      /^ledger\/(read|check|check-protection)$/,
      /^handle-command$/,
      /^domain\//,
      /^db\//,
      /^env$/,
      /^\.\.\/(bin|bench)\//,
      /^npm:/,
    ],
  },
  { name: 'db imports env', of: /^db\//, may: [/^db\//, /^env$/, /^npm:/] },
  {
    name: 'the start-up files import the ledger, projections and env',
    of: /^(start-up|instrumentation|instrumentation-node|proxy)\.ts$/,
    may: [
      /^ledger\//,
      /^projections\//,
      /^env$/,
      /^db\/(client|moment)$/,
      /^(start-up|instrumentation-node|keep-at)$/,
      /^npm:/,
    ],
  },
  { name: 'env imports zod', of: /^env\.ts$/, may: [/^npm:zod$/] },
  { name: 'a file of its own imports nothing', of: /^(in-turn|keep-at)\.ts$/, may: [] },
];

/** What the table does not foresee and the house lives with. Each is still needed: an idle one is a failure too. */
export const exceptions: { from: RegExp; to: RegExp; types?: true; why: string }[] = [
  {
    from: /^app\/trpc\//,
    to: /^(api\/router|start-up|npm:@trpc\/server)$/,
    why: 'The browser’s only door is a route file, and has to open onto the api.',
  },
  {
    from: /\.client\.tsx?$/,
    to: /^queries\//,
    types: true,
    why: 'The shape of what a page hands over; nothing of it reaches the browser.',
  },
  {
    from: /\.client\.tsx?$/,
    to: /^domain\/identifier$/,
    types: true,
    why: 'Names what a claim is about; nothing of it reaches the browser.',
  },
  {
    from: /^api\/await-followed\.ts$/,
    to: /^(projections\/follow|ledger\/read)$/,
    why: 'Reading one’s own writes is waiting for the follower: it asks how far it is.',
  },
  {
    from: /^queries\//,
    to: /^projections\/(follow|recorded-event)$/,
    why: 'A page says “as of #n”, and the history types the events it reads; neither writes.',
  },
  {
    from: /^queries\/rehearse\.ts$/,
    to: /^projections\/(apply-event|load-world)$/,
    why: 'What a decision would do is told by the function that will do it: on rows read and kept in memory, never saved.',
  },
  {
    from: /^proxy\.ts$/,
    to: /^queries\/(is-recorded|find-moment)$/,
    why: 'A page that turns out to be missing while it renders cannot be sent whole: the question is asked before.',
  },
  {
    from: /^queries\/at-moment\.ts$/,
    to: /^projections\/as-published$/,
    why: 'What had been published amounts to what the projection makes of it: on rows read and kept in memory, never saved.',
  },
  {
    from: /^projections\/catch-up\.ts$/,
    to: /^ledger\/sequencer$/,
    why: 'A start sequences what waits before it follows it.',
  },
  {
    from: /^exchange\/[\w-]*backup[\w-]*\.ts$/,
    to: /^(ledger\/(copy-out|copy-in|envelope)|projections\/recorded-event)$/,
    why: 'A backup is the ledger’s rows and hashes, and a restore fills an empty ledger with them: no command could.',
  },
  {
    from: /^exchange\/(known-record|judge-line)\.ts$/,
    to: /^(projections\/recorded-event|auth\/policy)$/,
    why: 'A file is judged before a line of it is entered: as its commands would be decided and allowed.',
  },
  {
    from: /^cli\/import-file\.ts$/,
    to: /^projections\/catch-up$/,
    why: 'Where no server runs, what was imported gets its position and its pages from the import.',
  },
  {
    from: /^cli\/restore\.ts$/,
    to: /^projections\/(follow|rebuild)$/,
    why: 'After a restore the pages are made before anybody asks for one.',
  },
];

/** Globals that would let a clock, chance or the machine into the domain. */
const impure = [
  'Date',
  'Math.random',
  'process',
  'globalThis',
  'global',
  'navigator',
  'performance',
  'crypto',
  'fetch',
  'console',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'require',
  'Buffer',
  'localStorage',
  'Intl',
  '.toLocaleString',
  '.toLocaleLowerCase',
  '.toLocaleUpperCase',
  '.localeCompare',
];

const bannedNames = /^(utils?|helpers?|common|lib|types?|index|service|manager|data|info)$/;
const fileName = /^[a-z0-9]+(-[a-z0-9]+)*(\.(table|client))?\.tsx?$/;

/** Where the sources break the rules of the house: one sentence each. `excused` collects the exceptions that were called on. */
export function violations(sources: Sources, excused: Set<object> = new Set()): string[] {
  const found: string[] = [];
  const edges = Object.entries(sources).flatMap(([path, source]) => edgesOf(path, source));
  for (const edge of edges) {
    const row = table.find(({ of }) => of.test(edge.from));
    if (!row) found.push(`${edge.from}: no row of the table says what it may import`);
    else if (
      !row.may.some((may) => may.test(edge.to)) &&
      !(edge.typeOnly && row.types?.some((may) => may.test(edge.to)))
    ) {
      const exception = exceptions.find(
        ({ from, to, types }) => from.test(edge.from) && to.test(edge.to) && (edge.typeOnly || !types),
      );
      if (exception) excused.add(exception);
      else found.push(`${edge.from} imports ${edge.to}${edge.typeOnly ? ' (types)' : ''}: ${row.name}`);
    }
    if (edge.to === 'ledger/append' && !edge.typeOnly && edge.from !== 'handle-command.ts')
      found.push(`${edge.from} imports ledger/append: handle-command is the only writer of events`);
    if (edge.to === 'handle-command' && /^(domain|ledger|projections|queries|app|auth|db)\//.test(edge.from))
      found.push(`${edge.from} imports handle-command: only api, exchange and cli give commands`);
  }
  for (const [path, source] of Object.entries(sources)) found.push(...inside(path, source));
  found.push(...reachingBrowser(sources, edges));
  return [...new Set(found)];
}

function inside(path: string, source: string): string[] {
  const found: string[] = [];
  const name = basename(path);
  if (bannedNames.test(name.split('.')[0] as string)) found.push(`${path}: a file is named for what it exports`);
  if (!fileName.test(name) && !name.endsWith('.d.ts'))
    found.push(`${path}: names are kebab-case, with .table and .client as the only suffixes`);

  if (path.startsWith('domain/')) {
    const names = namesUsed(path, source);
    for (const global of impure) if (names.has(global)) found.push(`${path} uses ${global}: the domain is pure`);
    for (const whole of names)
      if (whole.startsWith('import.meta')) found.push(`${path} uses ${whole}: the domain is pure`);
  }
  walk(path, source, (node) => {
    if (ts.isPropertyAccessExpression(node) && node.getText() === 'process.env') {
      const read = ts.isPropertyAccessExpression(node.parent) ? node.parent.name.text : '';
      const allowed = path === 'env.ts' || (path === 'instrumentation.ts' && read === 'NEXT_RUNTIME');
      if (!allowed) found.push(`${path} reads process.env: only env.ts does`);
    }
    if (
      ts.isTaggedTemplateExpression(node) &&
      /(^|\.)sql$/.test(node.tag.getText()) &&
      /^(api|app|auth|domain)\//.test(path)
    )
      found.push(`${path} holds SQL: queries and the ledger do`);
    if (path.startsWith('queries/') && writes(node)) found.push(`${path} writes: queries never do`);
    if (
      path.startsWith('ledger/') &&
      ts.isStringLiteralLike(node) &&
      /^\p{Lu}\w+(Recorded|Registered|Opened|Submitted|Accepted|Corrected)$/u.test(node.text)
    )
      found.push(`${path} names ${node.text}: the ledger knows no event’s meaning`);
  });
  return found;
}

function writes(node: ts.Node): boolean {
  if (ts.isTemplateLiteral(node) || ts.isStringLiteral(node))
    return /^\s*.?\s*(insert into|update \S+ set|delete from|truncate)\b/i.test(node.getText());
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    ['insert', 'update', 'delete'].includes(node.expression.name.text) &&
    /(^|\.)(view|tx|db)$/.test(node.expression.expression.getText())
  );
}

/** Whatever a browser file imports, however far, never leads to what only the server has. */
function reachingBrowser(sources: Sources, edges: readonly Edge[]): string[] {
  const fileOf = new Map(Object.keys(sources).map((path) => [moduleOf(path), path]));
  const found: string[] = [];
  for (const start of Object.keys(sources).filter((path) => /\.client\.tsx?$/.test(path))) {
    const way = new Map([[start, start]]);
    for (const [at, walked] of way)
      for (const { to } of edges.filter(({ from, typeOnly }) => from === at && !typeOnly)) {
        if (
          /^(db|ledger|projections|queries|api|auth|cli)\/|^(env|handle-command|start-up)$|^npm:(node:|postgres|drizzle-orm)/.test(
            to,
          )
        )
          found.push(`${walked} → ${to}: only the server has it, and ${start} runs in the browser`);
        const next = fileOf.get(to);
        if (next && !way.has(next)) way.set(next, `${walked} → ${next}`);
      }
  }
  return found;
}
