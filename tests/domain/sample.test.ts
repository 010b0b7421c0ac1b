import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { authorise, mayReview } from '@/auth/policy';
import { denoteValidity } from '@/domain/answer/validity';
import { type ClaimContent, contentAfter, firstContent } from '@/domain/claim/event';
import { type Command, commandSchema } from '@/domain/command';
import { decide, streamsBeyond, streamsOf } from '@/domain/decide';
import type { StreamEvent } from '@/domain/event';
import { evolve, type StreamState } from '@/domain/fold';
import { type StreamId, subjectStream } from '@/domain/identifier';
import { type Argument, argue, noArgument, standingRuling } from '@/domain/question/argument';
import { assess } from '@/domain/question/assess';
import { assessFamily, familyOf } from '@/domain/question/assess-family';
import { challengesTo } from '@/domain/question/challenge';
import type { AssessedClaim, DocumentLineage, Lineage } from '@/domain/question/claim';
import type { QuestionArgued } from '@/domain/question/event';
import { stageOf } from '@/domain/question/stage';
import { isRefusal } from '@/domain/refusal';
import { type TallyClaim, tally } from '@/domain/tally/tally';
import { vocabularyIn } from '@/domain/vocabulary/decide';

type Entry = { command?: unknown; by?: string; why?: unknown; rows?: string[] };

const text = readFileSync(new URL('../../sample/iraq-spring-2021.jsonl', import.meta.url), 'utf8');
const readme = readFileSync(new URL('../../sample/README.md', import.meta.url), 'utf8');
const lines = text.trimEnd().split('\n');
const entries = lines.map((line) => JSON.parse(line) as Entry);
// That each is a command is the first test's affair.
const commands = entries.flatMap(({ command }) => (command === undefined ? [] : [command as Command]));
const leftOut = entries.filter(({ command }) => command === undefined);
const reports = commands.filter((command) => command.type === 'SubmitReport');
const revisions = commands.filter((command) => command.type === 'ReviseClaim');
const derivations = commands.filter((command) => command.type === 'RecordDerivation');
/** What the file leads to, loaded in order. */
const loaded = load();

describe('the sample record', () => {
  test('holds a command on every line, or rows that are left out, with a reason', () => {
    for (const [at, { command, by, why, rows, ...rest }] of entries.entries()) {
      expect(rest).toEqual({});
      if (command === undefined) expect([why, rows?.length], `line ${at + 1}`).toEqual([expect.any(String), 1]);
      else expect(commandSchema.safeParse(command).error, `line ${at + 1}`).toBeUndefined();
      if (why !== undefined) expect(why).toEqual(expect.any(String));
      if (by !== undefined) expect(people()).toContain(by);
    }
    expect(reports.length).toBeGreaterThan(75);
    expect(derivations.length).toBeGreaterThan(60);
  });

  test('has every row of the table, either in a command or left out', () => {
    const mapped = new Set(entries.flatMap(({ command, rows }) => (command === undefined ? [] : (rows ?? []))));
    const left = leftOut.flatMap(({ rows }) => rows ?? []);
    expect([...mapped, ...left].sort()).toEqual(rowsOfTheTable());
    expect(left.filter((row) => mapped.has(row))).toEqual([]);
  });

  test('is described as it is: the rows mapped, the rows left out, the reports and the claims', () => {
    expect(readme).toContain(
      `Of ${rowsOfTheTable().length} rows, ${rowsOfTheTable().length - leftOut.length} are mapped to claims`,
    );
    expect(readme).toContain(
      `${reports.length} reports hold ${claimsReported().length} claims, and ${revisions.length} more are revisions`,
    );
    const listed = [...readme.matchAll(/^\| (C\d{3}) \|/gm)].map(([, row]) => row);
    expect(listed).toEqual(leftOut.flatMap(({ rows }) => rows ?? []));
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

  test('asks a question either always in a scope or never', () => {
    const scoped = new Map<string, Set<boolean>>();
    for (const { attribute, scope } of claimsReported())
      scoped.set(attribute, (scoped.get(attribute) ?? new Set()).add(scope !== undefined));
    expect([...scoped].filter(([, both]) => both.size > 1)).toEqual([]);
  });

  test('is taken by the domain command by command, each on the word of somebody who may give it', () => {
    expect(loaded.refusals).toEqual([]);
    expect(loaded.states.get('incident:balad-2021-05-03')).toMatchObject({ kind: 'subject' });
  });

  test('enters reports, revisions and slips on the word of its curator: others only judge and argue', () => {
    const others = entries.filter(({ by }) => by !== undefined).map(({ command }) => (command as Command).type);
    expect([...new Set(others)].sort()).toEqual([
      'GradeClaim',
      'GradeSource',
      'MakeRemark',
      'MarkConflict',
      'MarkEvidence',
      'MeetRequest',
      'RecordDissent',
      'ReopenRuling',
      'RequestEvidence',
      'RuleQuestion',
    ]);
  });

  test('withdraws nothing, since no row shows that somebody took an answer back', () => {
    expect(commands.filter(({ type }) => type === 'WithdrawClaim')).toEqual([]);
    expect(readme).toContain('No row shows a withdrawal');
  });

  test('names officials in the names of sources and nowhere else', () => {
    const elsewhere = commands.map((command) =>
      JSON.stringify(command.type === 'RegisterSource' ? { ...command, name: '' } : command),
    );
    expect(elsewhere.filter((line) => /kirby|mcnulty|marotto|khafaji|khoshnaw|mohsin|akab|bazi/i.test(line))).toEqual(
      [],
    );
  });

  test('quotes nobody: the articles are not held, so no claim has an excerpt', () => {
    expect(claimsReported().filter(({ excerpt }) => excerpt !== undefined)).toEqual([]);
  });

  test('marks every assessment as an opinion, and nothing else', () => {
    const opinions = claimsReported().filter((claim) => 'opinion' in claim);
    expect(opinions.map(({ claim }) => claim)).toEqual(['seed-4', 'seed-6-drones', 'seed-8-concern']);
    expect(claimsReported().filter(({ attribute }) => attribute === 'assessment')).toEqual(opinions);
  });

  test('counts no opinion as an answer', () => {
    for (const subject of [site('balad-air-base'), site('iraq')])
      expect(question(subject, 'assessment').positions).toEqual([]);
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

  test('what two pages changed in copying is marked and takes no position: the military’s denial has one origin', () => {
    expect(lineOf(harm(), 'casualties', 'persons')).toMatchObject({ state: 'One source', origins: [1, 1] });
    const taken = harm().positions.flatMap((position) => position.claims);
    for (const slip of ['c027', 'c044']) expect(taken).not.toContain(slip);
  });

  test('Reuters’ three became three and three: its first number is history and clashes with nothing', () => {
    expect(rockets().live).not.toContain('c013');
    expect(clashes(rockets()).flat()).not.toContain('c013');
    expect(rockets().live).toEqual(expect.arrayContaining(['c009', 'c010', 'c010-total']));
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

  test('no damage by the commander excludes the buildings hit of two others, as a reviewer marked it', () => {
    const damage = question(incident('balad-2021-04-18'), 'damage');
    expect(damage.state).toBe('Disputed');
    expect(clashes(damage).sort()).toEqual([
      ['c122', 'c135'],
      ['c122', 'c139'],
    ]);
    expect(damage.positions.map((position) => position.claims)).toEqual([['c122'], ['c135', 'c139']]);
  });

  test('nobody hurt, replaced within one article by two wounded, is a revision and no dispute', () => {
    expect(harm().live).not.toContain('c132');
    expect(clashes(harm()).flat()).not.toContain('c132');
    expect(claims(incident('balad-2021-04-18'), 'wounded').find(({ id }) => id === 'c131')?.revises).toBe('c132');
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

describe('Balad Air Base over time', () => {
  const balad = site('balad-air-base');

  test('whoever says who is there says for when', () => {
    for (const attribute of ['houses', 'contractors present', 'contractors left'])
      for (const { id, validity } of claims(balad, attribute)) expect(validity, id).toEqual(expect.any(String));
  });

  test('nothing holds as of a day after its page was published', () => {
    for (const { id, validity = '', published } of claimsTold(balad)) {
      if (!/^\d{4}-\d\d-\d\d$/.test(validity) || published === undefined || published.length < 10) continue;
      expect(validity <= published, id).toBe(true);
    }
  });

  test('on 3 May 2021 the Pentagon and Xinhua are sure of no US troops, and Pentagon and Reuters of US contractors', () => {
    expect(certainOn('2021-05-03', balad, 'houses', 'US troops')).toEqual(['c008-us-troops', 'c032-us-troops']);
    expect(certainOn('2021-05-03', balad, 'houses', 'US contractors').sort()).toEqual([
      'c008-us-contractors',
      's03-us-contractors',
    ]);
  });

  test('on 18 April 2021 coalition troops are denied by the coalition and told of by Alhurra', () => {
    expect(certainOn('2021-04-18', balad, 'houses', 'coalition troops').map(claimantOf)).toEqual([
      'src-oir-spokesperson-1',
      'src-alhurra',
    ]);
  });

  test('at the end of 2020 Xinhua alone is sure: the troops had left by May of that year', () => {
    expect(certainOn('2020-12-31', balad, 'houses', 'US troops').map(claimantOf)).toEqual(['src-xinhua']);
    expect(certainOn('2020-01-31', balad, 'houses', 'US troops')).toEqual([]);
  });

  test('contractors are present in February and have left on 10 May', () => {
    expect(certainOn('2021-02-21', balad, 'contractors present', 'contractors')).toEqual(['c265']);
    expect(certainOn('2021-05-03', balad, 'contractors left', 'US contractors')).toEqual([]);
    expect(certainOn('2021-05-10', balad, 'contractors left', 'US contractors').sort()).toEqual(['c266', 'c267']);
  });
});

describe('Ain al-Asad, 4 May 2021', () => {
  const rockets = () => question(incident('ain-al-asad-2021-05-04'), 'rockets');

  test('two rockets: the coalition’s post passes on the Security Media Cell and is no second origin', () => {
    expect(Object.keys(asserted(rockets(), 'rockets', 'fired'))).toEqual(['2']);
    expect(rockets().originOf.c080).toMatchObject({ origins: ['src-iraqi-military'], through: 'relay' });
    expect(lineOf(rockets(), 'rockets', 'fired')).toMatchObject({ state: 'One source', origins: [1, 3] });
  });
});

describe('Baghdad airport, 2 May 2021', () => {
  const subject = incident('baghdad-airport-2021-05-02');

  test('rockets are disputed: two, three and five', () => {
    const rockets = question(subject, 'rockets');
    expect(rockets.state).toBe('Disputed');
    expect(asserted(rockets, 'rockets', 'fired')).toEqual({
      '2': [
        'src-afp-security-official',
        'src-alsumaria-security-source',
        'src-jerusalem-post',
        'src-joc-media-office',
        'src-track-persia',
      ],
      '3': ['src-zagros-security-source'],
      '5': ['src-libya-akhbar'],
    });
  });

  test('of those intercepted one or two, by the same sources', () => {
    expect(asserted(question(subject, 'rockets'), 'rockets', 'intercepted')).toEqual({
      '1': ['src-afp-security-official', 'src-iraqi-military', 'src-joc-media-office'],
      '2': ['src-zagros-security-source'],
    });
  });

  test('the target is told, and that a C-RAM was used', () => {
    expect(question(subject, 'target').live).toEqual(['c054', 'c054-copy']);
    expect(Object.keys(asserted(question(subject, 'C-RAM used'), 'C-RAM used'))).toEqual(['yes']);
  });
});

describe('Baghdad airport, 22 April and 29 April 2021', () => {
  const april22 = incident('baghdad-airport-2021-04-22');
  const april29 = incident('baghdad-airport-2021-04-29');

  test('29 April has one source, The Jerusalem Post, whose copy adds none', () => {
    const occurred = question(april29, 'occurred');
    expect(occurred).toMatchObject({ state: 'One source', origins: [1, 1] });
    expect(new Set(claimsOn(april29).map(({ claimant }) => claimant))).toEqual(
      new Set(['src-jerusalem-post', 'src-track-persia']),
    );
  });

  test('the same particulars stand under 22 April, and the question whether it is one event stands with the claim', () => {
    for (const subject of [april22, april29]) {
      expect(Object.keys(asserted(question(subject, 'rockets'), 'rockets', 'fired'))).toContain('3');
      expect(Object.keys(asserted(question(subject, 'wounded'), 'wounded', 'Iraqi security forces'))).toEqual(['1']);
    }
    expect(claimsOn(april29).find(({ claim }) => claim === 'c087')?.note).toContain('Same event?');
  });

  test('late on Thursday and early on Friday are one night: the date is agreed, the days reconcilable', () => {
    const date = question(april22, 'date');
    expect(date).toMatchObject({ state: 'Agreed', conflicts: [] });
    expect(date.reconcilable.map((finding) => finding.claims)).toEqual([['c094', 'c059']]);
  });

  test('“last week”, AFP’s likely parent of 29 April, fits 22 April', () => {
    const [position] = lineOf(question(april22, 'date'), 'date').positions;
    expect(position?.allowing).toContain('c091');
  });

  test('where the rockets came from is disputed, and the five found unfired make eight fired only by a slip', () => {
    expect(question(april22, 'launch site').state).toBe('Disputed');
    expect(clashes(question(april22, 'rockets'))).toEqual([['c097', 'c114']]);
  });

  test('nobody hurt on the day itself conflicts with one hurt; AFP’s soldier of 3 May overtakes the denials', () => {
    const harm = claims(april22, 'casualties', 'wounded');
    const onTheDay = assess(
      harm.filter(({ id }) => id !== 'c113'),
      lineage,
    );
    expect(onTheDay.state).toBe('Disputed');
    expect(assess(harm, lineage).overtaken).toEqual(expect.arrayContaining(['c098', 'c108', 'c112']));
  });
});

describe('Erbil airport', () => {
  const february = incident('erbil-airport-2021-02-15');
  const april = incident('erbil-airport-2021-04-14');

  test('15 February: rockets are disputed, about fourteen and twenty-four', () => {
    expect(Object.keys(asserted(question(february, 'rockets'), 'rockets', 'fired'))).toEqual(['5', '14', '24']);
  });

  test('15 February: the second death a week later overtakes the first count', () => {
    const killed = question(february, 'killed');
    expect(killed.overtaken).toEqual(['c216']);
    expect(Object.keys(asserted(killed, 'killed', 'persons'))).toEqual(['2']);
  });

  test('15 February: the coalition’s nine and the civilians beside them do not clash; Wikipedia clashes with itself', () => {
    const wounded = question(february, 'wounded');
    expect(clashes(wounded)).toContainEqual(['c233', 'c234']);
    const wikipedia = (ids: readonly string[]) => ids.includes('c233') || ids.includes('c234');
    expect(clashes(wounded).filter((clash) => !wikipedia(clash))).toEqual([]);
  });

  test('15 February by some and 16 by others is one night', () => {
    expect(question(february, 'date').reconcilable).toHaveLength(1);
    expect(question(february, 'date').conflicts).toEqual([]);
  });

  test('14 April: closed by the authorities, not closed by the governor', () => {
    expect(asserted(question(april, 'airport closed'), 'airport closed')).toEqual({
      no: ['src-erbil-governor'],
      yes: ['src-erbil-authorities'],
    });
  });

  test('14 April: a drone by four, a rocket by the unit that spoke first and by the title of a page that contradicts itself', () => {
    expect(asserted(question(april, 'weapon'), 'weapon')).toEqual({
      rocket: ['src-kurdistan-ctu', 'src-trt-world'],
      drone: ['src-kurdistan-interior', 'src-oir', 'src-sputnik', 'src-trt-world'],
    });
  });

  test('14 April: Sputnik’s missile, which the agency recast, is history and no position', () => {
    expect(question(april, 'weapon').live).not.toContain('c148');
    expect(claims(april, 'weapon').find(({ id }) => id === 'c149-sputnik')?.revises).toBe('c148');
  });

  test('15 February: the coalition’s six became nine, in one voice', () => {
    expect(question(february, 'wounded').live).not.toContain('c218');
    expect(claims(february, 'wounded').find(({ id }) => id === 'c217')?.revises).toBe('c218');
  });

  test('15 February: south and west of the city were marked as excluding each other, an account of either side was not', () => {
    expect(clashes(question(february, 'launch site'))).toEqual([['c236', 'c237']]);
  });
});

describe('Ain al-Asad, 3 March 2021', () => {
  const subject = incident('ain-al-asad-2021-03-03');

  test('ten rockets are agreed; ten impacts are another question', () => {
    expect(lineOf(question(subject, 'rockets'), 'rockets', 'fired')).toMatchObject({
      state: 'Agreed',
      origins: [4, 4],
    });
    expect(question(subject, 'impact points').live).toEqual(['c182']);
  });

  test('one death or two, by whatever cause, contradict each other and not “no casualties”', () => {
    expect(
      Object.keys(asserted(question(subject, 'deaths of any cause'), 'deaths of any cause', 'US contractors')),
    ).toEqual(['1', '2']);
    expect(question(subject, 'casualties', 'killed', 'wounded').conflicts).toEqual([]);
  });
});

describe('claims about many incidents', () => {
  test('third in three days is consistent: the airport, Balad and Ain al-Asad, on whichever day Balad was', () => {
    expect(verdictOn('c077')).toEqual({
      verdict: 'consistent',
      counted: ['baghdad-airport-2021-05-02', 'balad-2021-05-03', 'ain-al-asad-2021-05-04'],
      uncertain: [],
    });
    expect(verdictOn('c083').verdict).toBe('consistent');
  });

  test('second in ten days at the airport hangs on 22 April, beside the article’s own 29 April', () => {
    expect(verdictOn('c055')).toEqual({
      verdict: 'undetermined',
      counted: ['baghdad-airport-2021-04-29', 'baghdad-airport-2021-05-02'],
      uncertain: ['baghdad-airport-2021-04-22'],
    });
  });

  test('almost thirty since 20 January is beyond the record', () => {
    for (const claim of ['c244', 'c245', 'c246', 'c248']) expect(verdictOn(claim).verdict).toBe('beyond the record');
  });

  test('a fifth attack on Balad in 2021 by May is not on the record, five in the second quarter are', () => {
    expect(verdictOn('c251').verdict).toBe('beyond the record');
    expect(verdictOn('c250').verdict).toBe('consistent');
  });

  test('“almost 30” is nowhere booked as AP’s, to whom the article credits it', () => {
    const [article] = claimsReported().filter(({ claim }) => claim === 'c245');
    expect(article).toMatchObject({ claimant: 'src-jerusalem-post' });
    expect(article?.relays).toBeUndefined();
    expect(article?.note).toContain('AFP');
    expect(lineage.documents['doc-jerusalem-post-2021-05']?.derivesFrom).toContainEqual({
      document: 'doc-afp-2021-05-02',
      how: 'based on',
    });
  });

  test('nine Iraqi contractors killed are marked as a slip: AFP’s one stands alone', () => {
    const killed = question(site('iraq'), 'killed in attacks');
    expect(asserted(killed, 'killed in attacks', 'Iraqi contractors')).toEqual({ '1': ['src-afp'] });
    expect(killed.conflicts).toEqual([]);
  });
});

describe('what people argued', () => {
  const may3 = incident('balad-2021-05-03');
  const airport = incident('baghdad-airport-2021-05-02');
  const april22 = incident('baghdad-airport-2021-04-22');
  const april14 = incident('erbil-airport-2021-04-14');
  const march = incident('ain-al-asad-2021-03-03');

  test('stands at every stage of the board', () => {
    expect(argued(may3, 'rockets')).toMatchObject({ stage: 'Evidence wanted', ruling: null });
    expect(argued(may3, 'date')).toMatchObject({ stage: 'Evidence wanted', ruling: null });
    expect(argued(may3, 'wounded')).toMatchObject({ stage: 'Evidence wanted', ruling: null });
    expect(argued(airport, 'rockets')).toMatchObject({ stage: 'Ready to rule', ruling: null });
    expect(argued(incident('erbil-airport-2021-02-15'), 'rockets')).toMatchObject({ stage: 'Open', ruling: null });
    for (const [subject, attribute] of [
      [march, 'date'],
      [april22, 'rockets'],
      [april22, 'launch site'],
    ] as const)
      expect(argued(subject, attribute)).toMatchObject({ stage: 'Settled', challengedBy: [], computed: 'Disputed' });
  });

  test('leaves without a ruling what has to be seen as disputed', () => {
    const open: [Subject, string][] = [
      ...['rockets', 'date', 'wounded', 'casualties'].map((attribute): [Subject, string] => [may3, attribute]),
      ...['rockets', 'wounded', 'damage'].map((attribute): [Subject, string] => [
        incident('balad-2021-04-18'),
        attribute,
      ]),
      [site('balad-air-base'), 'houses'],
      [airport, 'rockets'],
    ];
    for (const [subject, attribute] of open)
      expect(argued(subject, attribute), attribute).toMatchObject({ ruling: null, computed: 'Disputed' });
    expect(argued(incident('baghdad-airport-2021-04-29'), 'occurred')).toMatchObject({ computed: 'One source' });
  });

  test('has two people judge one piece of evidence differently', () => {
    const { marks } = argued(may3, 'rockets').argument;
    const explosions = marks.filter(
      ({ position, evidence }) => position === 'c033' && 'claim' in evidence && evidence.claim === 'c041',
    );
    expect(explosions.map(({ by, mark }) => [by, mark])).toEqual([
      ['p-one', 'Consistent'],
      ['p-two', 'Does not bear'],
    ]);
  });

  test('has what would change a mind, wanted and met', () => {
    const { requests } = argued(may3, 'wounded').argument;
    expect(requests.map(({ request, met }) => [request, met?.by])).toEqual([
      ['req-mehr-sources', 'p-three'],
      ['req-sallyport', undefined],
    ]);
  });

  test('has a ruling with a dissent by somebody else', () => {
    const { ruling } = argued(march, 'date');
    expect(ruling).toMatchObject({ by: 'p-two', rule: 'nearest the event', dissents: [{ by: 'p-one' }] });
  });

  test('has a ruling that was reopened and made again for another reason', () => {
    const { rulings } = argued(april22, 'rockets').argument;
    expect(rulings.map(({ by, rule, reopened }) => [by, rule, reopened?.by])).toEqual([
      ['p-three', 'independent origins', 'p-two'],
      ['p-two', 'other meaning', undefined],
    ]);
  });

  test('has a question that cannot be told', () => {
    expect(argued(april22, 'launch site').ruling?.outcome).toEqual({ kind: 'undecidable' });
  });

  test('has one ruling challenged, by the one contrary row that was entered after it', () => {
    expect(argued(april14, 'weapon')).toMatchObject({ stage: 'Open', challengedBy: ['c144'] });
  });

  test('has every ruler see the record as far as the file had reached', () => {
    const rulings = entries.flatMap(({ command }, at) => {
      const given = command as Command | undefined;
      return given?.type === 'RuleQuestion' ? [[given.shownPosition, loaded.before[at]]] : [];
    });
    expect(rulings).toHaveLength(5);
    for (const [shown, reached] of rulings) expect(shown).toBe(reached);
  });

  test('grades as confirmed only what two institutions assert, and says F and 6 of what cannot be judged', () => {
    const credibility = commands.flatMap((command) => (command.type === 'GradeClaim' ? [command.credibility] : []));
    expect(credibility.filter((grade) => grade === 1)).toHaveLength(2);
    expect(credibility).toContain(6);
    const reliability = commands.flatMap((command) => (command.type === 'GradeSource' ? [command.reliability] : []));
    expect(reliability).toContain('F');
  });
});

describe('lineage', () => {
  test('a page that names another without saying how it used it has a lineage that is not known', () => {
    expect(lineage.documents['doc-rt-2021-04-22']?.derivesFrom).toEqual([
      { document: 'doc-sky-news-arabia-2021-04-22', how: 'unknown' },
    ]);
  });

  test('officials whose word the article replaced by the military’s speak for the military, as was found later', () => {
    expect(lineage.sources['src-al-jazeera-security-officials']).toEqual({ partOf: 'src-iraqi-military' });
  });

  test('Track Persia, which republishes The Jerusalem Post, adds no origin to any question', () => {
    const copies = claimsReported().filter(({ claimant }) => claimant === 'src-track-persia');
    expect(copies).toHaveLength(12);
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

/** Claims as they are judged once the whole file is in. */
function claims(subject: Subject, ...attributes: string[]): AssessedClaim[] {
  return claimsTold(subject).filter(({ attribute }) => attributes.includes(attribute));
}

function claimsTold(subject: Subject): (AssessedClaim & { setBy: number })[] {
  const told = new Map<string, { content: ClaimContent; carrier: string; setBy: number }>();
  for (const { event, position } of loaded.eventsOf(subject))
    switch (event.type) {
      case 'ClaimRecorded':
      case 'ClaimRevised':
        told.set(event.data.claim, { content: firstContent(event), carrier: event.data.document, setBy: position });
        break;
      case 'ClaimCorrected':
      case 'ClaimWithdrawn':
      case 'CopyingErrorMarked': {
        const before = told.get(event.data.claim);
        if (before)
          told.set(event.data.claim, { ...before, content: contentAfter(before.content, event), setBy: position });
      }
    }
  const state = loaded.states.get(subjectStream(subject));
  const excluding = state?.kind === 'subject' ? state.excluding : [];
  return [...told].map(([id, { content, carrier, setBy }]) => {
    const { miscopies, excerpt: _excerpt, ...said } = content;
    return {
      id,
      ...(said as Omit<AssessedClaim, 'id'>),
      carrier,
      setBy,
      published: publishedOf(carrier),
      ...(miscopies === undefined ? {} : { miscopied: true }),
      against: excluding.flatMap((pair) => (pair.includes(id) ? pair.filter((other) => other !== id) : [])),
    };
  });
}

function claimsOn(subject: Subject) {
  return claimsReported().filter((claim) => isAbout(claim, subject));
}

function isAbout({ subject: about }: { subject: Subject }, subject: Subject): boolean {
  return about.kind === subject.kind && about.id === subject.id;
}

function publishedOf(id: string): string | undefined {
  const state = loaded.states.get(`document:${id}`);
  return state?.kind === 'document' ? state.published : undefined;
}

/** The claims of the table: three gaps in its numbers are its own. */
function rowsOfTheTable(): string[] {
  const runs = [
    [1, 153],
    [179, 195],
    [214, 227],
    [233, 272],
  ] as const;
  return runs.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => `C${String(from + at).padStart(3, '0')}`),
  );
}

/** What the record makes of a claim about many incidents, with the incidents that decide it. */
function verdictOn(id: string) {
  const incidents = commands.filter((command) => command.type === 'OpenIncident');
  const record = incidents.map(({ incident: name, site: place }) => ({ date: daysOf(name), site: place }));
  const claim = claimsReported().find((one) => one.claim === id)?.answer as unknown as TallyClaim;
  const { verdict, counted, uncertain } = tally(record, claim);
  const named = (places: readonly number[]) => places.map((at) => incidents[at]?.incident);
  return { verdict, counted: named(counted), uncertain: named(uncertain) };
}

/** The days an incident is dated to, as EDTF: any of the bare ones, or else the one interval there is. */
function daysOf(id: string): string {
  const dates = claims(incident(id), 'date').flatMap(({ answer }) => (answer.kind === 'time' ? [answer.edtf] : []));
  const days = [...new Set(dates.filter((edtf) => !edtf.includes('/')).map((edtf) => edtf.slice(0, 10)))].sort();
  return days.length > 0 ? `[${days.join(',')}]` : dates.join();
}

/** Gives the file's commands in order, each on the word of whom its line names, and keeps what they led to. */
function load() {
  const states = new Map<StreamId, StreamState>();
  const versions = new Map<StreamId, number>();
  const events: (StreamEvent & { actor: string; position: number; version: number })[] = [];
  const refusals: string[] = [];
  /** The ledger's position before each line. */
  const before: number[] = [];
  const stateOf = (id: StreamId) => [id, states.get(id) ?? null] as const;
  for (const { command: given, by: actor = 'p-sample' } of entries) {
    before.push(events.length);
    if (given === undefined) continue;
    const command = given as Command;
    const asked = new Set(streamsOf(command, null));
    for (const id of asked) {
      if (!states.has(id)) continue;
      for (const more of streamsBeyond(command, new Map([...asked].map(stateOf)))) asked.add(more);
    }
    const person = states.get(`person:${actor}`);
    const roles = person?.kind === 'person' ? person.roles : [];
    const denied = events.length === 0 ? null : authorise(roles, command.type);
    const read = new Map([...asked].map(stateOf));
    const outcome =
      denied ?? decide(read, command, { actor, mayReview: mayReview(roles), submitted: null, past: null });
    if (isRefusal(outcome)) {
      refusals.push(`${JSON.stringify(command).slice(0, 120)}: ${outcome.reason}`);
      continue;
    }
    for (const { stream, event } of outcome) {
      const version = (versions.get(stream) ?? 0) + 1;
      versions.set(stream, version);
      events.push({ stream, event, actor, position: events.length + 1, version });
      states.set(stream, evolve(states.get(stream) ?? null, event, version, actor));
    }
  }
  const eventsOf = (subject: Subject) => events.filter(({ stream }) => stream === subjectStream(subject));
  return { states, events, eventsOf, refusals, before };
}

function people(): string[] {
  return commands.flatMap((command) => (command.type === 'RegisterPerson' ? [command.person] : []));
}

/** What the record holds of sources and documents: a document nobody spoke of has an unknown lineage. */
const lineage = readLineage();

function readLineage(): Lineage {
  const sources: Record<string, { partOf?: string | undefined }> = {};
  const documents: Record<string, DocumentLineage> = {};
  for (const [stream, state] of loaded.states) {
    const id = stream.slice(stream.indexOf(':') + 1);
    if (state.kind === 'source') sources[id] = { partOf: state.partOf };
    if (state.kind === 'document')
      documents[id] = {
        publisher: state.publisher,
        ...(state.lineage === 'unknown' ? { lineage: 'unknown' } : {}),
        ...(state.lineage === 'derived' ? { derivesFrom: state.parents } : {}),
      };
  }
  return { sources, documents };
}

/** Where people have brought a question: what they argued, whether a ruling stands and what challenges it, its stage. */
function argued(subject: Subject, attribute: string) {
  const argument = loaded
    .eventsOf(subject)
    .reduce<Argument>(
      (before, { event, ...saying }) =>
        'attribute' in event.data && event.data.attribute === attribute && isArgued(event)
          ? argue(before, event, saying)
          : before,
      noArgument,
    );
  const told = claimsTold(subject).filter((claim) => familyOf(attribute).includes(claim.attribute));
  const vocabulary = vocabularyIn(loaded.states);
  const assessment = assessFamily([attribute], told, lineage, vocabulary).get(attribute);
  if (!assessment) throw new Error(`Nobody speaks of ${attribute}.`);
  const ruling = standingRuling(argument);
  const challengedBy = ruling ? challengesTo(ruling, attribute, told, assessment, vocabulary) : [];
  const stage = stageOf(assessment, argument, { isRuled: ruling !== null, isChallenged: challengedBy.length > 0 });
  return { argument, ruling, challengedBy, stage, computed: assessment.state };
}

function isArgued(event: StreamEvent['event']): event is QuestionArgued {
  return [
    'EvidenceMarked',
    'EvidenceRequested',
    'RequestMet',
    'RemarkMade',
    'QuestionRuled',
    'DissentRecorded',
    'RulingReopened',
  ].includes(event.type);
}

/** What is surely said of a site on a day: the answers whose certain time has that day, by attribute and scope. */
function certainOn(day: string, subject: Subject, attribute: string, scope: string) {
  const asked = denoteValidity(day)?.certain;
  return claims(subject, attribute)
    .filter((claim) => claim.scope === scope)
    .filter(({ validity }) => {
      const certain = validity === undefined ? undefined : denoteValidity(validity)?.certain;
      return asked && certain && certain.from < asked.to && asked.from < certain.to;
    })
    .map(({ id }) => id);
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
  for (const { event } of loaded.events)
    if ((event.type === 'ClaimRecorded' || event.type === 'ClaimRevised') && event.data.claim === id)
      return event.data.claimant;
  throw new Error(`There is no claim ${id}.`);
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
    case 'ReviseClaim':
      return [`claim ${command.revision}`];
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
    case 'AffiliateSource':
      return [...source(command.source), ...source(command.partOf ?? undefined)];
    case 'ReviseClaim':
      return [`claim ${command.claim}`, ...('known' in command.document ? [`document ${command.document.known}`] : [])];
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
