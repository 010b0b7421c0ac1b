import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { applicationRole, type Sql } from '@/db/client';
import { type DomainEvent, schemaVersions, sealedPaths } from '@/domain/event';
import { evolve } from '@/domain/fold';
import { append } from '@/ledger/append';
import { digestOf, type Json, type JsonObject } from '@/ledger/envelope';
import { type Comparison, drive, type Figure, figureOf, interleave } from './compare';

const rounds = 7;
const roundMs = 500;

const opened: DomainEvent = {
  type: 'IncidentOpened',
  data: { title: 'Rockets at an air base, as the bench has it', kind: 'Shelling/artillery/missile attack' },
};
const data = opened.data as unknown as JsonObject;
const digest = digestOf(data);

/** The ledger's append of one event on a stream of its own, against one bare insert over the very same connections. */
export async function measureAppend(url: string): Promise<Figure[]> {
  const one = await compare(url, 1);
  const many = await compare(url, 16);
  return [
    figureOf(
      {
        figure: 'append latency, 1 client',
        measure: 'medianMs',
        baselineName: 'bare single-row insert',
        meaning: (ratio) => `an append takes ${ratio} times as long as a bare insert`,
      },
      one,
    ),
    figureOf(
      {
        figure: 'append throughput, 16 clients',
        measure: 'perSecond',
        baselineName: 'bare single-row insert',
        meaning: (ratio) => `${ratio} appends in the time of one bare insert`,
      },
      many,
    ),
  ];
}

async function compare(url: string, clients: number): Promise<Comparison> {
  const sql = postgres(url, {
    max: clients,
    onnotice: () => {},
    connection: { application_name: 'palimpsest bench', role: applicationRole },
  }) as unknown as Sql;
  try {
    return await interleave(
      rounds,
      () => drive({ clients, ms: roundMs }, () => appendOne(sql)),
      () => drive({ clients, ms: roundMs }, () => insertBare(sql, data)),
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function appendOne(sql: Sql): Promise<void> {
  const stream = `incident:${randomUUID()}`;
  const outcome = await append(sql, {
    id: randomUUID(),
    digest,
    actor: 'p-bench',
    recordedAt: new Date().toISOString(),
    streams: [{ stream, expected: 0, state: { ...evolve(null, opened, 1, 'p-bench') } as unknown as Json }],
    events: [
      {
        stream,
        type: opened.type,
        schemaVersion: schemaVersions[opened.type],
        data,
        sealedPaths: sealedPaths[opened.type],
      },
    ],
  });
  if (outcome.outcome !== 'appended') throw new Error(`An append of the bench ended as ${outcome.outcome}.`);
}

/** The baseline: one row of the same data into a table with nothing but a key. */
export const insertBare = (sql: Sql, row: JsonObject) => sql`insert into bare (data) values (${sql.json(row)})`;
