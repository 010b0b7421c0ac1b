'use client';

import { SelectField, TextArea } from '@/app/_ui/field.client';
import { reliabilityWords } from '@/app/_ui/grade-words';
import { RecordingForm } from '@/app/_ui/recording-form.client';
import { trpc } from '@/app/_ui/trpc.client';
import { type GradeSource, gradeSourceSchema, reliabilities } from '@/domain/source/command';

type Draft = { grade: { reliability: string; rationale: string } };

const blank: Draft = { grade: { reliability: '', rationale: '' } };

const grades = [
  { value: '', label: 'Choose one' },
  ...reliabilities.map((value) => ({ value, label: `${value}: ${reliabilityWords[value]}` })),
];

/** Grades how reliable a source has been, with a rationale. */
export function GradeForm({ source }: { source: string }) {
  return (
    <RecordingForm<Draft, GradeSource>
      opener="Grade its reliability"
      send="Record the grade"
      name="Grade its reliability"
      blank={blank}
      schema={gradeSourceSchema}
      commandOf={({ grade }) => ({ type: 'GradeSource', source, ...grade })}
      placeOf={(part) =>
        part === 'rationale'
          ? { field: 'grade.rationale', nothing: 'Write what the grade rests on.' }
          : { field: 'grade.reliability', nothing: 'Choose a grade.' }
      }
      give={(sent, options) => trpc.gradeSource.mutate(sent, options)}
      done="The grade is recorded"
    >
      <SelectField
        name="grade.reliability"
        label="How reliable has it been?"
        hint="F is not the worst grade: it says that nobody can judge."
        options={grades}
      />
      <TextArea
        name="grade.rationale"
        label="What does the grade rest on?"
        hint="What it has said over time, not what it says in one case: that is graded on the claim."
      />
    </RecordingForm>
  );
}
