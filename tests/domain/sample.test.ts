import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commandSchema } from '@/domain/command';
import { decide, streamsOf } from '@/domain/decide';
import { evolve, type StreamState } from '@/domain/fold';
import type { StreamId } from '@/domain/identifier';
import { assess } from '@/domain/question/assess';
import type { AssessedClaim, DocumentLineage, Lineage } from '@/domain/question/claim';
import { builtInVocabulary } from '@/domain/question/vocabulary';
import { isRefusal } from '@/domain/refusal';

const text = readFileSync(new URL('../../sample/iraq-spring-2021.jsonl', import.meta.url), 'utf8');
const lines = text.trimEnd().split('\n');
const entries = lines.map((line) => JSON.parse(line) as { command: unknown; why?: unknown; rows?: unknown });
const commands = entries.flatMap(({ command }) => commandSchema.safeParse(command).data ?? []);
const reports = commands.filter((command) => command.type === 'SubmitReport');
const derivations = commands.filter((command) => command.type === 'RecordDerivation');

describe('the sample record', () => {
  test('holds a command on every line, with at most a reason and its rows beside it', () => {
    for (const [at, { command, why, rows, ...rest }] of entries.entries()) {
      expect(commandSchema.safeParse(command).error, `line ${at + 1}`).toBeUndefined();
      expect(rest).toEqual({});
      if (why !== undefined) expect(why).toEqual(expect.any(String));
      for (const row of (rows ?? []) as unknown[]) expect(row).toMatch(/^C\d{3}$/);
    }
    expect(reports.length).toBeGreaterThan(30);
    expect(derivations.length).toBeGreaterThan(20);
  });

  test('keeps every line under eight kilobytes', () => {
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThan(8 * 1024);
  });

  test('gives every person, source, document, site, incident, report and claim an id of its own', () => {
    const ids = commands.flatMap(recordedIds);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  test('refers only to what an earlier line, or the same report, records', () => {
    const known = new Set<string>();
    const missing: string[] = [];
    for (const command of commands) {
      const own = command.type === 'SubmitReport' ? recordedIds(command) : [];
      missing.push(...references(command).filter((id) => !known.has(id) && !own.includes(id)));
      for (const id of recordedIds(command)) known.add(id);
    }
    expect(missing).toEqual([]);
  });

  test('asks only what the vocabulary knows, in a scope and kind it takes', () => {
    const misfits = claimsReported().filter(({ attribute: id, scope, answer, subject }) => {
      const attribute = builtInVocabulary.findAttribute(id);
      if (!attribute?.subjects.includes(subject.kind)) return true;
      if (scope === undefined ? attribute.scopes !== undefined : builtInVocabulary.findScope(id, scope) === undefined)
        return true;
      return answer.kind !== 'unknown' && !attribute.kinds.includes(answer.kind);
    });
    expect(misfits).toEqual([]);
    expect(claimsReported().length).toBeGreaterThan(90);
  });

  test('is taken by the domain command by command', () => {
    const states = new Map<StreamId, StreamState>();
    const versions = new Map<StreamId, number>();
    for (const command of commands) {
      const outcome = decide(new Map(streamsOf(command, null).map((id) => [id, states.get(id) ?? null])), command, {
        actor: 'p-sample',
        mayReview: true,
        submitted: null,
      });
      if (isRefusal(outcome)) expect.fail(`${JSON.stringify(command).slice(0, 120)}: ${outcome.reason}`);
      for (const { stream, event } of outcome) {
        const version = (versions.get(stream) ?? 0) + 1;
        versions.set(stream, version);
        states.set(stream, evolve(states.get(stream) ?? null, event, version, 'p-sample'));
      }
    }
    expect(states.get('incident:balad-2021-05-03')).toMatchObject({ kind: 'subject' });
  });

  test('names officials in the names of sources and nowhere else', () => {
    const elsewhere = commands.map((command) =>
      JSON.stringify(command.type === 'RegisterSource' ? { ...command, name: '' } : command),
    );
    expect(elsewhere.filter((line) => /kirby|mcnulty|marotto/i.test(line))).toEqual([]);
  });

  test('quotes nobody: the articles are not held, so no claim has an excerpt', () => {
    expect(claimsReported().filter(({ excerpt }) => excerpt !== undefined)).toEqual([]);
  });
});

describe('Balad, 3 May 2021', () => {
  const rockets = () => question(incident('balad-2021-05-03'), 'rockets');
  const date = () => question(incident('balad-2021-05-03'), 'date');
  const harm = () => question(incident('balad-2021-05-03'), 'casualties', 'killed', 'wounded');

  test('rockets are disputed: four by the military, six by AFP’s official, ten by Sabereen', () => {
    expect(rockets().state).toBe('Disputed');
    expect(asserted(rockets(), 'rockets', 'fired')).toEqual({
      '4': ['src-aw-journal', 'src-iraqi-military', 'src-security-media-cell'],
      '6': ['src-afp-security-official'],
      '10': ['src-al-madina', 'src-sabereen'],
    });
  });

  test('each number of rockets has one origin for certain, however many pages carry it', () => {
    const positions = lineOf(rockets(), 'rockets', 'fired').positions;
    const origins = positions.map(({ asserting }) => new Set(asserting.map((id) => originName(rockets(), id))));
    expect(origins).toEqual([
      new Set(['src-iraqi-military', 'uncertain']),
      new Set(['src-afp-security-official']),
      new Set(['src-sabereen', 'uncertain']),
    ]);
  });

  test('three to six allows four and six, not ten, and asserts none; at least three allows all', () => {
    expect(allowedBy('c001')).toEqual(['4', '6']);
    expect(allowedBy('c040')).toEqual(['4', '6', '10']);
    expect(lineOf(rockets(), 'rockets', 'fired').positions.flatMap(({ asserting }) => asserting)).not.toContain('c001');

    function allowedBy(claim: string) {
      const { positions } = lineOf(rockets(), 'rockets', 'fired');
      return positions.filter(({ allowing }) => allowing.includes(claim)).map(({ value }) => value);
    }
  });

  test('three inside and three outside, as Reuters’ officials have it, do not fit in four', () => {
    expect(clashes(rockets())).toContainEqual(['c003', 'c009', 'c010']);
  });

  test('the date is disputed: Monday at 20:00 by the military, Sunday by Reuters’ officials and teleSUR', () => {
    expect(date().state).toBe('Disputed');
    expect(Object.values(asserted(date(), 'date'))).toEqual([
      ['src-libya-akhbar', 'src-reuters-security-officials', 'src-telesur'],
      ['src-iraqi-military', 'src-security-media-cell'],
    ]);
    expect(clashes(date())).toEqual([['c004', 'c011']]);
  });

  test('the bare days alone are reconcilable', () => {
    const bare = assess(
      claims(incident('balad-2021-05-03'), 'date').filter(({ id }) => !['c004', 'c017'].includes(id)),
      lineage,
    );
    expect(bare.positionCount).toBe(1);
    expect(bare.conflicts).toEqual([]);
    expect(bare.reconcilable.map((finding) => finding.claims)).toEqual([['c002', 'c011']]);
  });

  test('the hurt are disputed: none by the military against one foreign contractor by AFP’s official', () => {
    expect(harm().state).toBe('Disputed');
    expect(clashes(harm())).toContainEqual(['c016', 'c022']);
    expect(claimantOf('c016')).toBe('src-iraqi-military');
    expect(claimantOf('c022')).toBe('src-afp-security-official');
  });

  test('no US casualties conflicts with the wounded Americans of Mehr and with nothing else', () => {
    expect(clashes(harm()).filter((clash) => clash.includes('c007'))).toEqual([['c007', 'c036']]);
    for (const denial of ['c023', 'c027']) expect(clashes(harm()).flat()).not.toContain(denial);
    expect(claimantOf('c036')).toBe('src-mehr');
  });

  test('“none reported” by nobody in particular takes no position', () => {
    const taken = new Set(harm().positions.flatMap((position) => position.claims));
    for (const id of ['c006', 'c012', 'c039', 'c052']) expect(taken).not.toContain(id);
    expect(harm().live).toEqual(expect.arrayContaining(['c006', 'c012']));
  });

  test('the denial that a page widened in copying is the page’s, no second origin for the military’s', () => {
    expect(lineOf(harm(), 'casualties', 'persons')).toMatchObject({ state: 'One source', origins: [1, 2] });
  });
});

describe('Balad, 18 April 2021', () => {
  const rockets = () => question(incident('balad-2021-04-18'), 'rockets');
  const harm = () => question(incident('balad-2021-04-18'), 'casualties', 'killed', 'wounded');

  test('rockets are disputed: four, five and six', () => {
    expect(rockets().state).toBe('Disputed');
    expect(asserted(rockets(), 'rockets', 'fired')).toEqual({
      '4': ['src-alsumaria-security-source'],
      '5': ['src-alhurra', 'src-jerusalem-post', 'src-security-media-cell', 'src-track-persia'],
      '6': ['src-salahaddin-media-official'],
    });
  });

  test('of Iraqi security forces two are wounded by the military, three by AFP’s official', () => {
    expect(lineOf(harm(), 'wounded', 'Iraqi security forces').state).toBe('Disputed');
    expect(asserted(harm(), 'wounded', 'Iraqi security forces')).toEqual({
      '2': ['src-iraqi-military', 'src-security-media-cell'],
      '3': ['src-afp-security-official', 'src-coffee-or-die'],
    });
  });

  test('of all persons two are wounded by the provincial official, five by AFP’s official', () => {
    expect(lineOf(harm(), 'wounded', 'persons').state).toBe('Disputed');
    expect(asserted(harm(), 'wounded', 'persons')).toEqual({
      '2': ['src-salahaddin-media-official'],
      '5': ['src-afp-security-official', 'src-coffee-or-die'],
    });
  });

  test('the two foreign contractors fit in AFP’s five, with three soldiers as with two', () => {
    const five = harm().positions.filter((position) => position.claims.includes('c141'));
    expect(five.every((position) => position.claims.includes('c123') && position.claims.includes('c117'))).toBe(true);
    expect(five.some((position) => position.claims.includes('c124'))).toBe(true);
    expect(five.some((position) => position.claims.includes('c120'))).toBe(true);
    expect(clashes(harm()).filter((clash) => clash.includes('c123') && clash.includes('c141'))).toEqual([]);
  });

  test('the article’s two foreign contractors do not make AFP’s two agreed', () => {
    expect(lineOf(harm(), 'wounded', 'foreign contractors')).toMatchObject({ state: 'One source', origins: [1, 2] });
  });

  test('no damage and buildings hit are texts side by side, for a reviewer to mark', () => {
    const damage = question(incident('balad-2021-04-18'), 'damage');
    expect(damage.live).toEqual(['c122', 'c135', 'c139']);
    expect(damage.conflicts).toEqual([]);
  });
});

describe('Balad Air Base', () => {
  const houses = () => question(site('balad-air-base'), 'houses');

  test('whether it houses US or coalition troops is disputed: no by Pentagon and coalition, yes by several outlets', () => {
    for (const scope of ['US troops', 'coalition troops']) {
      expect(lineOf(houses(), 'houses', scope).state).toBe('Disputed');
      expect(asserted(houses(), 'houses', scope).no).toEqual(
        expect.arrayContaining([
          'src-oir-spokesperson-1',
          'src-pentagon-spokesperson-1',
          'src-pentagon-spokesperson-2',
        ]),
      );
    }
    expect(asserted(houses(), 'houses', 'US troops').yes).toEqual([
      'src-islam-times',
      'src-sputnik',
      'src-the-projects-world',
      'src-ycnews',
    ]);
    expect(asserted(houses(), 'houses', 'coalition troops').yes).toEqual(['src-alhurra', 'src-esta']);
  });

  test('the Pentagon’s two voices are one origin of the denial, the coalition’s another', () => {
    const [no] = lineOf(houses(), 'houses', 'coalition troops').positions;
    expect(no).toMatchObject({ value: 'no', origins: [2, 2] });
  });

  test('that it houses US contractors is agreed, and in no conflict with the troops', () => {
    const line = lineOf(houses(), 'houses', 'US contractors');
    expect(line.state).toBe('Agreed');
    expect(Object.keys(asserted(houses(), 'houses', 'US contractors'))).toEqual(['yes']);
    expect(
      clashes(houses())
        .flat()
        .filter((id) => line.claims.includes(id)),
    ).toEqual([]);
  });

  test('it is the Pentagon and Reuters that agree for certain', () => {
    const { claims: ids } = lineOf(houses(), 'houses', 'US contractors');
    const names = new Set(ids.map((id) => originName(houses(), id)));
    expect(names).toEqual(new Set(['src-us-dod', 'src-reuters', 'uncertain']));
  });

  test('a paper that passes on another’s word goes back to that one', () => {
    expect(houses().originOf['c263-us-troops']).toMatchObject({ origins: ['src-stars-and-stripes'], through: 'relay' });
  });
});

describe('lineage', () => {
  test('Track Persia, which republishes The Jerusalem Post, adds no origin to any question', () => {
    const copies = claimsReported().filter(({ claimant }) => claimant === 'src-track-persia');
    expect(copies).toHaveLength(5);
    for (const { subject, attribute, claim } of copies) {
      const all = claims(subject, attribute);
      const without = all.filter(({ claimant }) => claimant !== 'src-track-persia');
      expect(without).not.toHaveLength(all.length);
      expect(assess(all, lineage).origins).toEqual(assess(without, lineage).origins);
      expect(assess(all, lineage).originOf[claim]).toMatchObject({
        through: 'copy',
        copies: claim.replace('-copy', ''),
      });
    }
  });

  test('the Security Media Cell and the Iraqi military count once', () => {
    const { originOf } = question(incident('balad-2021-05-03'), 'rockets');
    expect(originOf.c003?.origins).toEqual(['src-iraqi-military']);
    expect(originOf.c015?.origins).toEqual(['src-iraqi-military']);
  });
});

type Subject = (typeof reports)[number]['claims'][number]['subject'];
type Assessment = ReturnType<typeof assess>;

function incident(id: string): Subject {
  return { kind: 'incident', id };
}

function site(id: string): Subject {
  return { kind: 'site', id };
}

function claimsReported() {
  return reports.flatMap((report) => report.claims);
}

function claims(subject: Subject, ...attributes: string[]): AssessedClaim[] {
  return reports.flatMap(({ document, claims: answers }) => {
    if ('known' in document) throw new Error('The sample submits every document with its report.');
    return answers
      .filter((claim) => claim.subject.kind === subject.kind && claim.subject.id === subject.id)
      .filter((claim) => attributes.includes(claim.attribute))
      .map(({ claim, attribute, scope, answer, claimant, relays }) => ({
        id: claim,
        attribute,
        scope,
        answer,
        claimant,
        relays,
        carrier: document.document,
        published: document.published,
      }));
  });
}

/** What the file says of sources and documents: a document nobody spoke of has an unknown lineage. */
const lineage = readLineage();

function readLineage(): Lineage {
  const sources: Record<string, { partOf?: string | undefined }> = {};
  const documents: Record<string, DocumentLineage> = {};
  for (const command of commands) {
    if (command.type === 'RegisterSource') sources[command.source] = { partOf: command.partOf };
    if (command.type === 'RecordDocument')
      documents[command.document] = { publisher: command.publisher, lineage: 'unknown' };
    if (command.type === 'SubmitReport' && 'document' in command.document) {
      documents[command.document.document] = { publisher: command.document.publisher, lineage: 'unknown' };
    }
    if (command.type === 'RecordDerivation') {
      const { publisher, derivesFrom = [] } = documents[command.document] ?? {};
      const { derivation } = command;
      documents[command.document] =
        derivation.how === 'first-hand'
          ? { publisher }
          : { publisher, derivesFrom: [...derivesFrom, { document: derivation.parent, how: derivation.how }] };
    }
  }
  return { sources, documents };
}

function question(subject: Subject, ...attributes: string[]): Assessment {
  return assess(claims(subject, ...attributes), lineage);
}

function lineOf({ lines: spoken }: Assessment, attribute: string, scope?: string) {
  const line = spoken.find((one) => one.attribute === attribute && one.scope === scope);
  if (!line) throw new Error(`Nobody speaks of ${attribute}, ${scope}.`);
  return line;
}

/** Who asserts each position of a line, by its value. */
function asserted(assessment: Assessment, attribute: string, scope?: string): Record<string, string[]> {
  return Object.fromEntries(
    lineOf(assessment, attribute, scope).positions.map(({ value, asserting }) => [
      value,
      [...new Set(asserting.map(claimantOf))].sort(),
    ]),
  );
}

function claimantOf(id: string): string {
  const found = claimsReported().find(({ claim }) => claim === id);
  if (!found) throw new Error(`There is no claim ${id}.`);
  return found.claimant;
}

function clashes({ conflicts }: Assessment) {
  return conflicts.map((conflict) => conflict.claims);
}

function originName({ originOf }: Assessment, id: string): string | undefined {
  const origin = originOf[id];
  return origin?.certain ? origin.origins.join() : 'uncertain';
}

function recordedIds(command: (typeof commands)[number]): string[] {
  switch (command.type) {
    case 'RegisterPerson':
      return [`person ${command.person}`];
    case 'RegisterSource':
      return [`source ${command.source}`];
    case 'RecordDocument':
      return [`document ${command.document}`];
    case 'RegisterSite':
      return [`site ${command.site}`];
    case 'OpenIncident':
      return [`incident ${command.incident}`];
    case 'SubmitReport':
      return [
        `report ${command.report}`,
        ...command.sources.map(({ source }) => `source ${source}`),
        ...('document' in command.document ? [`document ${command.document.document}`] : []),
        ...command.claims.map(({ claim }) => `claim ${claim}`),
      ];
    default:
      return [];
  }
}

function references(command: (typeof commands)[number]): string[] {
  const source = (id: string | undefined) => (id === undefined ? [] : [`source ${id}`]);
  switch (command.type) {
    case 'RegisterSource':
      return source(command.partOf);
    case 'RecordDocument':
      return source(command.publisher);
    case 'RecordDerivation':
      return [
        `document ${command.document}`,
        ...('parent' in command.derivation ? [`document ${command.derivation.parent}`] : []),
      ];
    case 'OpenIncident':
      return command.site === undefined ? [] : [`site ${command.site}`];
    case 'SubmitReport':
      return [
        ...command.sources.flatMap(({ partOf }) => source(partOf)),
        ...('known' in command.document ? [`document ${command.document.known}`] : source(command.document.publisher)),
        ...command.claims.flatMap(({ subject, claimant, relays }) => [
          `${subject.kind} ${subject.id}`,
          ...source(claimant),
          ...source(relays),
        ]),
      ];
    default:
      return [];
  }
}
