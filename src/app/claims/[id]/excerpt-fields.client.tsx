'use client';

import { useWatch } from 'react-hook-form';
import { TextArea } from '@/app/_ui/field.client';
import { LanguageField } from '@/app/_ui/language-field.client';

/** The document's own words, and their language. */
export function ExcerptFields() {
  const language = useWatch({ name: 'excerptLanguage' }) as string;
  return (
    <>
      <TextArea
        name="excerpt"
        label="Excerpt"
        hint="The document’s own words, in their language."
        language={language}
        optional
      />
      <LanguageField name="excerptLanguage" label="Language of the excerpt" none="Choose its language" optional />
    </>
  );
}
